import { cellToLatLng } from 'h3-js'
import type { HotSpotCluster } from '#contract/hotspots.ts'
import type { Bbox } from '#model/bbox.ts'
import { type EmergingPatternId, emergingPatterns, hotSpotChanges, hotSpotConfidences } from '#model/hotSpot.ts'
import { cellName } from '../analysis/h3Rings.ts'
import type { Database } from '../database/database.ts'
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

/** Middle weighted by value, and the box of the middles of the cells. */
function extentOf({ cells, counts }: StudyOutput, { members }: SpotGroup): { center: [number, number]; bbox: Bbox } {
  let [x, y, weights] = [0, 0, 0]
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const member of members) {
    const [lat, lng] = cellToLatLng(cellName(cells[member] as bigint))
    const weight = (counts[member] as number) + 1e-9
    ;[x, y, weights] = [x + lng * weight, y + lat * weight, weights + weight]
    ;[west, east] = [Math.min(west, lng), Math.max(east, lng)]
    ;[south, north] = [Math.min(south, lat), Math.max(north, lat)]
  }
  return { center: [x / weights, y / weights], bbox: [west, south, east, north] }
}

/** The most frequent entry of a code table among the members that is not its first, "none"; null without codes. */
function leadingCode<Id extends string>(
  codes: Uint8Array | null,
  members: readonly number[],
  table: readonly { readonly id: Id }[],
): Id | null {
  if (!codes) return null
  const counts = table.map(() => 0)
  for (const member of members) counts[codes[member] as number] = (counts[codes[member] as number] as number) + 1
  const [none = 0, ...others] = counts
  const most = Math.max(...others)
  const index = most === 0 || none > most * members.length ? 0 : others.indexOf(most) + 1
  return (table[index] as { id: Id }).id
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
      pattern: leadingCode<EmergingPatternId>(study.steps && study.steps.pattern, members, emergingPatterns),
      change: leadingCode(study.change, members, hotSpotChanges),
      leadingSectors,
      sentence: spotSentence(question, { hot, value, expected, p, scalesHeld, scales, share }),
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
  const away = (group: SpotGroup): number => {
    const [lng, lat] = extentOf(study, group).center
    return Math.hypot((lng - center[0]) * Math.cos((lat * Math.PI) / 180), lat - center[1])
  }
  const others = spots
    .map((group, at) => ({ group, rank: at + 1 }))
    .filter(({ group }) => group !== own && group.hot === own.hot)
    .map((spot) => ({ ...spot, away: away(spot.group) }))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, 5)
  const [cluster, ...neighbours] = await describe(database, analysis, [{ group: own, rank: index + 1 }, ...others])
  return { cluster: cluster as HotSpotCluster, neighbours }
}
