import { gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, it } from 'vitest'
import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import { cellIds } from '../../../server/analysis/h3Rings.ts'
import { runStudy, type StudyOutput } from '../../../server/hotspots/runStudy.ts'
import type { StudyInput } from '../../../server/hotspots/study.ts'
import { Random } from '../../helpers/random.ts'
import { finerField, noise, roundField, studyOf, sumsOf } from '../../helpers/studies.ts'

const field = roundField(8, 17)
const middle = field[Math.floor(field.length / 2)] as bigint
const disk = new Set(cellIds(gridDisk(middle.toString(16), 2)))
const inDisk = [...field.keys()].filter((index) => disk.has(field[index] as bigint))

/** Poisson noise of mean 1, four times as much in the 19 cells of the disk. */
function plantedCounts(seed: number, background = 1): Float64Array {
  const counts = noise(seed, field.length, background)
  const more = noise(seed + 1, inDisk.length, 3 * background)
  inDisk.forEach((cell, index) => (counts[cell] = (counts[cell] as number) + (more[index] as number)))
  return counts
}

/** As many points as in `counts`, each in any cell. */
function movedAtRandom(counts: Float64Array, seed: number): Float64Array {
  const random = new Random(seed)
  const moved = new Float64Array(counts.length)
  const total = counts.reduce((sum, count) => sum + count, 0)
  for (let point = 0; point < total; point += 1) {
    const cell = random.integer(0, counts.length - 1)
    moved[cell] = (moved[cell] as number) + 1
  }
  return moved
}

const study = (values: ArrayLike<number>, choices: Partial<StudyInput> = {}): StudyOutput =>
  runStudy(studyOf(field, values, { baseResolution: 8, ...choices }))
const hotCells = ({ spots }: StudyOutput): number[] =>
  [...spots.class.keys()].filter((cell) => (spots.class[cell] ?? 0) > 0)
const shareFound = (output: StudyOutput): number =>
  inDisk.filter((cell) => (output.spots.class[cell] as number) > 0).length / inDisk.length
const codesOf = (codes: Uint8Array | null | undefined, table: readonly { id: string }[]): (string | undefined)[] =>
  inDisk.map((cell) => table[codes?.[cell] ?? -1]?.id)

describe('a planted disk', () => {
  it('is found', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const counts = plantedCounts(seed * 1000)
      const found = study(counts)
      expect(shareFound(found)).toBeGreaterThan(0.8)
      expect(hotCells(found).length).toBeLessThan(inDisk.length + 24)
    }
  })

  it('is no more when the same points are moved at random, but for 5 % of 60 maps', () => {
    const shown = Array.from({ length: 60 }, (_, seed) =>
      study(movedAtRandom(plantedCounts(seed * 1000), seed * 31 + 7)),
    ).filter((moved) => hotCells(moved).length > 0)
    expect(shown.length).toBeLessThanOrEqual(3)
  })

  it('persists over rings and resolutions, which quiet cells do not', () => {
    const fine = finerField(field, 9)
    const random = new Random(5)
    const counts = new Float64Array(fine.length)
    const parents = plantedCounts(2000, 2)
    // Children of a cell follow each other, as its parents do.
    parents.forEach((count, cell) => {
      for (let point = 0; point < count; point += 1) {
        const child = cell * 7 + random.integer(0, 6)
        counts[child] = (counts[child] as number) + 1
      }
    })
    const output = runStudy(studyOf(fine, counts, { baseResolution: 9, candidates: [8] }))
    expect(output.cells).toEqual(field)
    expect(output.values).toEqual(parents)
    expect(output.scales.map(({ resolution, rings }) => [resolution, rings])).toEqual([
      [8, 3],
      [7, 2],
      [9, 2],
    ])
    const core = inDisk.map((cell) => output.persistence[cell] as number)
    expect(core.reduce((sum, share) => sum + share, 0) / core.length).toBeGreaterThan(0.8)
    const quiet = [...field.keys()].filter((cell) => output.spots.class[cell] === 0)
    const most = Math.max(...quiet.map((cell) => output.persistence[cell] as number))
    expect(most).toBeLessThan(1)
    expect(output.persistence.every((share) => share >= 0 && share <= 1)).toBe(true)
  })

  it('is the same whatever the order in which stages are told', () => {
    const stages: string[] = []
    const input = studyOf(field, plantedCounts(1000), { baseResolution: 8 })
    const told = runStudy(input, (stage, share) => stages.push(`${stage} ${share}`))
    expect(told).toEqual(runStudy(input))
    expect(stages[0]).toBe('testing 0.1')
  })
})

describe('a rate', () => {
  it('is hot where enterprises explain too little, not where they are many', () => {
    // The disk has four times the enterprises and four times the hazards; another has the hazards alone.
    const other = new Set(cellIds(gridDisk((field[60] as bigint).toString(16), 2)))
    const inOther = [...field.keys()].filter((cell) => other.has(field[cell] as bigint))
    const hazards = plantedCounts(3000, 2)
    const more = noise(3100, inOther.length, 6)
    inOther.forEach((cell, index) => (hazards[cell] = (hazards[cell] as number) + (more[index] as number)))
    const enterprises = Float64Array.from(field, (cell) => (disk.has(cell) ? 40 : 10))
    const counted = study(hazards)
    const rated = study(hazards, { exposures: sumsOf(field, enterprises) })
    const hotShare = ({ spots }: StudyOutput, cells: readonly number[]): number =>
      cells.filter((cell) => (spots.class[cell] as number) > 0).length / cells.length
    expect(hotShare(counted, inDisk)).toBeGreaterThan(0.8)
    expect(hotShare(counted, inOther)).toBeGreaterThan(0.7)
    expect(hotShare(rated, inDisk)).toBe(0)
    expect(hotShare(rated, inOther)).toBeGreaterThan(0.7)
  })

  it('leaves out cells without an enterprise', () => {
    const enterprises = Float64Array.from(field, (_, cell) => (cell % 2 === 0 ? 5 : 0))
    const rated = study(plantedCounts(1000, 4), { exposures: sumsOf(field, enterprises) })
    expect(rated.cells.length).toBe(Math.ceil(field.length / 2))
    expect(rated.exposures?.every((exposure) => exposure === 5)).toBe(true)
    const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
    expect(rated.leftOut).toBe(total(plantedCounts(1000, 4)) - total(rated.counts))
  })

  it('counts a hazard in the cell of the result, though the finer cell beside it holds the enterprises', () => {
    const fine = finerField(field, 9)
    const cases = Float64Array.from(fine, (_, index) => (index % 7 === 0 ? 4 : 0))
    const enterprises = Float64Array.from(fine, (_, index) => (index % 7 === 3 ? 20 : 0))
    const rated = runStudy(
      studyOf(fine, cases, { baseResolution: 9, candidates: [8], exposures: sumsOf(fine, enterprises) }),
    )
    expect(rated.leftOut).toBe(0)
    expect(rated.counts.every((count) => count === 4)).toBe(true)
  })

  it('tells cases and expected cases, not scores', () => {
    const enterprises = Float64Array.from(field, () => 40)
    const rated = study(plantedCounts(1000, 4), { exposures: sumsOf(field, enterprises) })
    const hot = rated.spots.class.findIndex((level) => level > 0)
    expect(hot).toBeGreaterThanOrEqual(0)
    expect(Number.isInteger(rated.spots.localSum[hot])).toBe(true)
    expect(rated.spots.localSum[hot]).toBeGreaterThan(rated.spots.expected[hot] as number)
  })
})

describe('steps of time', () => {
  const count = 8
  function stepped(meanAt: (cell: number, step: number) => number): StudyOutput {
    const values: number[] = []
    const [cells, steps]: [bigint[], number[]] = [[], []]
    const totals = new Float64Array(field.length)
    const random = new Random(11)
    field.forEach((cell, index) => {
      for (let step = 0; step < count; step += 1) {
        const [value = 0] = noise(random.integer(1, 1e9), 1, meanAt(index, step))
        if (value === 0) continue
        cells.push(cell)
        steps.push(step)
        values.push(value)
        totals[index] = (totals[index] as number) + value
      }
    })
    const input = {
      unit: 'month',
      count,
      cells: BigUint64Array.from(cells),
      steps: Float64Array.from(steps),
      values: Float64Array.from(values),
    } as const
    return study(totals, { steps: input })
  }

  it('tell a spot that came last from one that was always there', () => {
    const planted = new Set(inDisk)
    const lately = stepped((cell, step) => (planted.has(cell) && step === count - 1 ? 6 : 0.5))
    expect(codesOf(lately.steps?.pattern, emergingPatterns)).toContain('newHot')
    const always = stepped((cell) => (planted.has(cell) ? 4 : 0.5))
    const patterns = codesOf(always.steps?.pattern, emergingPatterns)
    expect(patterns.filter((id) => id === 'persistentHot').length).toBeGreaterThan(9)
    expect(patterns).not.toContain('newHot')
  })

  it('sum up to the values of each cell', () => {
    const { steps, values } = stepped(() => 0.5)
    const sums = values.map((_, cell) =>
      Array.from({ length: count }, (_step, step) => steps?.values[cell * count + step] ?? NaN).reduce((a, b) => a + b),
    )
    expect(sums).toEqual(values)
  })

  it('show no pattern in noise', () => {
    const { steps } = stepped(() => 0.5)
    expect(steps?.pattern.every((pattern) => pattern === 0)).toBe(true)
  })
})

describe('two periods', () => {
  const changes = (before: Float64Array, now: Float64Array): (string | undefined)[] =>
    codesOf(study(now, { earlier: sumsOf(field, before) }).change, hotSpotChanges)
  const planted = plantedCounts(4000, 2)
  const flat = noise(4100, field.length, 2)
  const most = (ids: readonly (string | undefined)[], id: string): number => ids.filter((each) => each === id).length

  it('tell new, gone and lasting spots apart', () => {
    expect(most(changes(flat, planted), 'new')).toBeGreaterThan(15)
    expect(most(changes(planted, flat), 'gone')).toBeGreaterThan(15)
    expect(most(changes(plantedCounts(4200, 2), planted), 'lasting')).toBeGreaterThan(15)
  })

  it('show no change between two draws of the same noise', () => {
    const change = study(noise(4300, field.length, 2), { earlier: sumsOf(field, flat) }).change
    expect(change?.every((code) => code === 0)).toBe(true)
  })
})

describe('the study area', () => {
  const counts = plantedCounts(5000, 0.3)
  it('may be the occupied cells, those around them too, or a region', () => {
    const valued = sumsOf(field, counts).cells
    const occupied = study(counts, { area: { kind: 'occupied', cells: valued } })
    const surround = study(counts, { area: { kind: 'surround', cells: valued } })
    expect(occupied.cells).toEqual(valued)
    expect(surround.cells.length).toBeGreaterThan(valued.length)
    expect(valued.every((cell) => surround.cells.includes(cell))).toBe(true)
    const square = [[113.1, 23], [113.15, 23], [113.15, 23.05], [113.1, 23.05], [113.1, 23]] // prettier-ignore
    const none = sumsOf(new BigUint64Array(0), [])
    const region = study(counts, { area: { kind: 'region', shapes: [[[square]]] }, values: none })
    expect(region.cells.length).toBeGreaterThan(20)
    expect(region.cells.length).toBeLessThan(60)
    const beside = valued.find((cell) => !region.cells.includes(cell)) as bigint
    const withIt = study(counts, {
      area: { kind: 'region', shapes: [[[square]]] },
      values: { cells: BigUint64Array.of(beside), values: Float64Array.of(3) },
    })
    expect(withIt.cells.length).toBe(region.cells.length + 1)
    expect(withIt.leftOut).toBe(0)
    const nowhere = study(counts, {
      area: { kind: 'region', shapes: [[[square]], [[square.map(([x = 0, y = 0]) => [x + 1, y])]]] },
      values: none,
    })
    expect(nowhere.cells.length).toBe(0)
  })

  it('says when it holds too little, and calls nothing significant then', () => {
    const few = study(Float64Array.from(field, (_, cell) => (cell < 6 ? 1 : 0)))
    expect(few.spots.facts.tooFew).toBe('total')
    expect(few.spots.class.every((level) => level === 0)).toBe(true)
    expect(few.scales.length).toBe(1)
  })

  it('may be empty', () => {
    const empty = runStudy(studyOf(new BigUint64Array(0), [], { baseResolution: 8, candidates: [6, 7, 8] }))
    expect(empty.cells.length).toBe(0)
    expect(empty.spots.facts.tooFew).toBe('cells')
    expect(empty.choice.reason).toBe('none')
  })
})

describe('units and areas', () => {
  it('are told in equivalents while the test sees whole numbers', () => {
    const halves = plantedCounts(6000)
    const whole = study(halves)
    const half = study(halves, { unit: 0.5 })
    expect(half.values).toEqual(whole.values.map((value) => value / 2))
    expect(half.spots.localSum).toEqual(whole.spots.localSum.map((value) => value / 2))
    expect(half.spots.expected).toEqual(whole.spots.expected.map((value) => value / 2))
    expect(half.spots.facts.total).toBe(whole.spots.facts.total / 2)
    expect(half.spots.class).toEqual(whole.spots.class)
    expect(half.spots.p).toEqual(whole.spots.p)
  })

  it('puts values on equal areas when cells differ by more than a quarter', () => {
    expect(study(plantedCounts(7000)).spots.facts.areaRatio).toBe(1)
    const east = gridDisk(latLngToCell(30.2, 120.1, 5), 8)
    const west = gridDisk(latLngToCell(43.8, 87.6, 5), 8)
    const cells = cellIds([...east, ...west]).sort()
    const { areas, spots, values } = runStudy(studyOf(cells, noise(9, cells.length, 4), { baseResolution: 5 }))
    expect(spots.facts.areaRatio).toBeCloseTo(Math.max(...areas) / Math.min(...areas), 6)
    expect(spots.facts.areaRatio).toBeGreaterThan(1.25)
    // Those shown stay as they were counted.
    expect(values).toEqual(noise(9, cells.length, 4))
  })
})

describe('the resolution', () => {
  const fine = finerField(roundField(8, 12), 10)
  const auto = { baseResolution: 10, candidates: [8, 9, 10] }

  it('stays the finest where chance explains all', () => {
    const { choice } = runStudy(studyOf(fine, noise(3, fine.length, 0.1), auto))
    expect(choice).toMatchObject({ resolution: 10, reason: 'none', chosen: null })
    expect(choice.tried.map(({ ring }) => ring)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('is given without a search when there is one candidate', () => {
    expect(study(plantedCounts(1000)).choice).toEqual({ resolution: 8, tried: [], chosen: null, reason: 'given' })
  })

  it('grows with what is clustered', () => {
    const wide = new Set(cellIds(gridDisk((fine[Math.floor(fine.length / 2)] as bigint).toString(16), 9)))
    const counts = Float64Array.from(fine, (cell, index) => noise(index + 1, 1, wide.has(cell) ? 1.5 : 0.1)[0] ?? 0)
    const { choice, resolution, values } = runStudy(studyOf(fine, counts, auto))
    expect(choice.reason).not.toBe('none')
    expect(resolution).toBeLessThan(10)
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(counts.reduce((sum, value) => sum + value, 0))
  })
})
