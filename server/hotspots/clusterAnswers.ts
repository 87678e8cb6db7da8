import { cellToBoundary, cellToLatLng } from 'h3-js'
import type { HotSpotCluster } from '#contract/hotspots.ts'
import type { Bbox } from '#model/bbox.ts'
import {
  type EmergingPatternId,
  emergingPatterns,
  type HotSpotChangeId,
  hotSpotChanges,
  hotSpotConfidences,
} from '#model/hotSpot.ts'
import { cellName } from '../analysis/h3Rings.ts'
import type { Database } from '../database/database.ts'
import { boxOf } from '../queries/place/boxes.ts'
import { metersBetween } from '../queries/place/planeDistance.ts'
import type { Analysis } from './analyses.ts'
import { type SpotGroup, spotGroups, spotId } from './clusters.ts'
import type { StudyOutput } from './runStudy.ts'
import { spotSentence } from './sentences.ts'
import { readSpotFacts } from './spotNames.ts'

const groupsOf = new WeakMap<StudyOutput, readonly SpotGroup[]>()

/** The spots of an analysis, ranked; found once. */
export function rankedSpots(study: StudyOutput): readonly SpotGroup[] {
  const known = groupsOf.get(study) ?? spotGroups(study)
  groupsOf.set(study, known)
  return known
}

/** Middle weighted by value, and the box of the hexagons. */
function extentOf({ cells, counts }: StudyOutput, { members }: SpotGroup): { center: [number, number]; bbox: Bbox } {
  let [x, y, weights] = [0, 0, 0]
  const corners: [number, number][] = []
  for (const member of members) {
    const name = cellName(cells[member] as bigint)
    const [lat, lng] = cellToLatLng(name)
    const weight = (counts[member] as number) + 1e-9
    ;[x, y, weights] = [x + lng * weight, y + lat * weight, weights + weight]
    corners.push(...cellToBoundary(name, true))
  }
  return { center: [x / weights, y / weights], bbox: boxOf(corners) }
}

type Group = Pick<SpotGroup, 'hot' | 'members'>

/** The most frequent of the `wanted` codes if at least half of the members have it, else null. */
function leadingCode(codes: Uint8Array, members: readonly number[], wanted: readonly number[]): number | null {
  const countOf = (code: number): number => members.filter((member) => codes[member] === code).length
  const [leading, count] = wanted
    .map((code) => [code, countOf(code)] as const)
    .reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])
  return 2 * count >= members.length ? leading : null
}

/** The pattern of at least half of a spot's cells, of its own sign; null without steps. */
export function leadingPattern(codes: Uint8Array | null, { hot, members }: Group): EmergingPatternId | null {
  if (!codes) return null
  const ending = hot ? 'Hot' : 'Cold'
  const wanted = [...emergingPatterns.keys()].filter((code) => emergingPatterns[code]?.id.endsWith(ending))
  return emergingPatterns[leadingCode(codes, members, wanted) ?? 0]?.id ?? null
}

/** The change of at least half of a spot's cells; none for cold ones, of which no change is tested. Null without. */
function leadingChange(codes: Uint8Array | null, { hot, members }: Group): HotSpotChangeId | null {
  if (!codes) return null
  const wanted = hot ? [...hotSpotChanges.keys()].slice(1) : []
  return hotSpotChanges[leadingCode(codes, members, wanted) ?? 0]?.id ?? null
}

async function describe(
  database: Database,
  analysis: Analysis,
  spots: readonly { readonly group: SpotGroup; readonly rank: number }[],
): Promise<HotSpotCluster[]> {
  const { study, question } = analysis
  const located = spots.map(({ group }) => ({ group, ...extentOf(study, group) }))
  const facts = await readSpotFacts(database, analysis, located)
  const { total } = study.summary
  const scales = study.scales.reduce((sum, { rings }) => sum + rings, 0)
  return spots.map(({ group, rank }, index): HotSpotCluster => {
    const { name, regionCode, place, leadingSectors } = facts[index] as (typeof facts)[number]
    const { center, bbox } = located[index] as (typeof located)[number]
    const { hot, value, expected, p, q, members, areaKm2, persistence, scalesHeld } = group
    const share = total > 0 ? value / total : null
    return {
      id: spotId(study, group),
      rank,
      hot,
      name,
      regionCode,
      place,
      center,
      bbox: [...bbox],
      cells: members.map((member) => cellName(study.cells[member] as bigint)),
      areaKm2,
      value,
      expected,
      shareOfTotal: share,
      p,
      q,
      persistence,
      scalesHeld,
      scales,
      ratio: expected !== null && expected > 0 ? value / expected : null,
      confidence: hotSpotConfidences[Math.max(0, group.level - 1)] as 90 | 95 | 99,
      pattern: leadingPattern(study.steps && study.steps.pattern, group),
      change: leadingChange(study.change, group),
      leadingSectors,
      sentence: spotSentence(question, { hot, value, expected, p: q, scalesHeld, scales, share }),
    }
  })
}

/** The first `limit` spots of an analysis, named. */
export function readClusters(database: Database, analysis: Analysis, limit: number): Promise<HotSpotCluster[]> {
  const spots = rankedSpots(analysis.study)
    .slice(0, limit)
    .map((group, index) => ({ group, rank: index + 1 }))
  return describe(database, analysis, spots)
}

/** One spot by its id and, at most five, the nearest others of its sign; null when there is none of that id. */
export async function readCluster(
  database: Database,
  analysis: Analysis,
  id: string,
): Promise<{ cluster: HotSpotCluster; neighbours: HotSpotCluster[] } | null> {
  const { study } = analysis
  const spots = rankedSpots(study)
  const index = spots.findIndex((group) => spotId(study, group) === id)
  const own = spots[index]
  if (!own) return null
  const { center } = extentOf(study, own)
  const away = (group: SpotGroup): number => metersBetween(extentOf(study, group).center, center)
  const others = spots
    .map((group, at) => ({ group, rank: at + 1 }))
    .filter(({ group }) => group !== own && group.hot === own.hot)
    .map((spot) => ({ ...spot, away: away(spot.group) }))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, 5)
  const [cluster, ...neighbours] = await describe(database, analysis, [{ group: own, rank: index + 1 }, ...others])
  return { cluster: cluster as HotSpotCluster, neighbours }
}
