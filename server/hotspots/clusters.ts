import { connectedCells } from '../analysis/connectedCells.ts'
import { cellName } from '../analysis/h3Rings.ts'
import type { StudyOutput } from './runStudy.ts'
import type { ScaleResult } from './studyScales.ts'

/** Cells that touch and are significant with the same sign. */
export interface SpotGroup {
  readonly hot: boolean
  /** Indexes of its cells. */
  readonly members: readonly number[]
  /** The member with the rarest, then the greatest sum: what the group is known by. */
  readonly peak: number
  /** Measured in its cells. */
  readonly value: number
  /** What its cells would hold if they were like all others. */
  readonly expected: number | null
  readonly areaKm2: number
  readonly p: number
  readonly q: number
  /** Highest confidence of its cells: 1, 2, 3 for 90, 95, 99 %. */
  readonly level: number
  /** Mean over its cells, 0..1, and in how many of the settings at least half of them hold. */
  readonly persistence: number
  readonly scalesHeld: number
}

const sumOf = (members: readonly number[], values: ArrayLike<number>): number =>
  members.reduce((sum, cell) => sum + (values[cell] as number), 0)

/** What the members would hold with the rate, or the density, or the mean of the study area, whichever was compared. */
function expectedOf(
  { areas, cells, exposures, spots, summary }: StudyOutput,
  members: readonly number[],
): number | null {
  if (!exposures && spots.facts.areaRatio === 1) return (summary.total / cells.length) * members.length
  const reference = exposures ?? areas
  const all = exposures ? summary.exposed : summary.areaKm2
  return all !== null && all > 0 ? (summary.total / all) * sumOf(members, reference) : null
}

/** How many settings hold in at least half of the members. */
function scalesHeld({ scales }: StudyOutput, members: readonly number[]): number {
  const holding = ({ held }: ScaleResult, ring: number): number =>
    members.filter((cell) => ((held[cell] as number) & (1 << ring)) !== 0).length
  return scales.reduce((sum, scale) => {
    const rings = Array.from({ length: scale.rings }, (_, ring) => holding(scale, ring))
    return sum + rings.filter((count) => 2 * count >= members.length).length
  }, 0)
}

function groupOf(study: StudyOutput, members: readonly number[]): SpotGroup {
  const { spots, areas, persistence, counts } = study
  const rarest = (a: number, b: number): number =>
    (spots.q[a] as number) - (spots.q[b] as number) ||
    (spots.p[a] as number) - (spots.p[b] as number) ||
    (counts[b] as number) - (counts[a] as number) ||
    a - b
  const peak = members.toSorted(rarest)[0] as number
  return {
    hot: (spots.class[peak] as number) > 0,
    members,
    peak,
    value: sumOf(members, counts),
    expected: expectedOf(study, members),
    areaKm2: sumOf(members, areas),
    p: spots.p[peak] as number,
    q: spots.q[peak] as number,
    level: members.reduce((most, cell) => Math.max(most, Math.abs(spots.class[cell] as number)), 0),
    persistence: sumOf(members, persistence) / members.length,
    scalesHeld: scalesHeld(study, members),
  }
}

/** Hot before cold; then by how much more than expected, weighed by persistence; by confidence; by name. */
function byRank(study: StudyOutput) {
  const surplus = ({ value, expected }: SpotGroup): number => Math.abs(value - (expected ?? 0))
  return (a: SpotGroup, b: SpotGroup): number =>
    Number(b.hot) - Number(a.hot) ||
    surplus(b) * b.persistence - surplus(a) * a.persistence ||
    b.level - a.level ||
    ((study.cells[a.peak] as bigint) < (study.cells[b.peak] as bigint) ? -1 : 1)
}

/**
 * False for cells that are significant by what lies beside them alone, such as empty ones on the edge of a concentration:
 * the map shows them, but they are no spot of their own.
 */
const standsOut = ({ hot, value, expected }: SpotGroup): boolean =>
  expected === null || (hot ? value > expected : value < expected)

/** All hot and cold spots of an analysis, ranked. */
export function spotGroups(study: StudyOutput): SpotGroup[] {
  const signs = study.spots.class.map((level) => Math.sign(level))
  const groups = new Map<number, number[]>()
  connectedCells(study.cells, signs).forEach((group, cell) => {
    if (group < 0) return
    const members = groups.get(group)
    if (members) members.push(cell)
    else groups.set(group, [cell])
  })
  return [...groups.values()]
    .map((members) => groupOf(study, members))
    .filter(standsOut)
    .sort(byRank(study))
}

/** What a spot is known by: the name of its peak cell. */
export const spotId = ({ cells }: StudyOutput, { peak }: SpotGroup): string => cellName(cells[peak] as bigint)
