import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellToLatLng } from 'h3-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeSample } from '../../../data/sample/makeSample.ts'
import type { SampleTruth } from '../../../data/sample/truth.ts'
import type { HotSpotMeasureId } from '../../../data/model/hotSpot.ts'
import type { Database } from '../../../server/database/database.ts'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { migrate } from '../../../server/database/migrate.ts'
import { spotGroups } from '../../../server/hotspots/clusters.ts'
import { readStudy } from '../../../server/hotspots/readStudy.ts'
import { runStudy, type StudyOutput } from '../../../server/hotspots/runStudy.ts'
import { Random } from '../../helpers/random.ts'
import { studyOf } from '../../helpers/studies.ts'

let database: Database
let concentrations: SampleTruth['concentrations']
const home = mkdtempSync(join(tmpdir(), 'sample-'))
beforeAll(async () => {
  database = await openDuckDb(':memory:')
  await migrate(database)
  await makeSample(database, { scale: 'city', seed: 1, home })
  concentrations = (JSON.parse(readFileSync(join(home, 'sampleTruth.json'), 'utf8')) as SampleTruth).concentrations
}, 120_000)
afterAll(async () => {
  await database.close()
  rmSync(home, { recursive: true })
})

async function analysed(measure: HotSpotMeasureId, found?: { from: string; to: string }): Promise<StudyOutput> {
  const { input } = await readStudy(database, {
    filter: found ? { found } : {},
    measure,
    resolution: 8,
    ring: 1,
    method: 'adaptive',
    confidence: 95,
    studyArea: 'auto',
    step: 'none',
    steps: 12,
    compare: null,
  })
  return runStudy(input)
}

/** Middle of a cell, `[lng, lat]`. */
function middleOf({ cells }: StudyOutput, index: number): [number, number] {
  const [lat, lng] = cellToLatLng((cells[index] as bigint).toString(16))
  return [lng, lat]
}

const hotPlaces = (study: StudyOutput): [number, number][] =>
  [...study.cells.keys()]
    .filter((index) => (study.spots.class[index] as number) > 0)
    .map((index) => middleOf(study, index))

const metersTo = ([lng, lat]: readonly [number, number], spot: SampleTruth['concentrations'][number]): number =>
  Math.hypot((lng - spot.lng) * Math.cos((lat * Math.PI) / 180), lat - spot.lat) * 111_195

const foundIn = (places: readonly [number, number][]) =>
  concentrations.filter((spot) => places.some((place) => metersTo(place, spot) <= spot.radiusMeters))

describe('the concentrations of the city sample', () => {
  it('are found by their rates, and no other place holds over scales', async () => {
    const study = await analysed('rate')
    const found = foundIn(hotPlaces(study))
    expect(found.length).toBeGreaterThanOrEqual(3)
    expect(found).toContainEqual(concentrations.toSorted((a, b) => b.hazards - a.hazards)[0])
    // Towns differ in their rates too, by their sectors: what holds at one setting alone may be one of them.
    const lasting = spotGroups(study).filter(({ hot, scalesHeld }) => hot && scalesHeld >= 3)
    for (const place of lasting.flatMap(({ members }) => members.map((member) => middleOf(study, member)))) {
      expect(concentrations.some((spot) => metersTo(place, spot) <= spot.radiusMeters + 2000)).toBe(true)
    }
  })

  it('are found in the days on which they are ones', async () => {
    const found = await Promise.all(
      concentrations.map(async (spot) => {
        const places = hotPlaces(await analysed('rate', { from: spot.from, to: spot.to }))
        return foundIn(places).includes(spot)
      }),
    )
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(concentrations.length - 1)
  })

  it('are gone when the same points are moved at random', async () => {
    const { cells, values } = await analysed('count')
    const random = new Random(9)
    const moved = new Float64Array(cells.length)
    const total = values.reduce((sum, value) => sum + value, 0)
    for (let point = 0; point < total; point += 1) {
      const cell = random.integer(0, cells.length - 1)
      moved[cell] = (moved[cell] as number) + 1
    }
    expect(hotPlaces(runStudy(studyOf(cells, moved, { baseResolution: 8 })))).toEqual([])
  })
})
