import { type EmergingPatternId, emergingPatterns, type HotSpotChangeId, hotSpotChanges } from '#model/hotSpot.ts'
import type { StudyOutput } from './runStudy.ts'

type Levels = { '90': number; '95': number; '99': number }

/** Figures over all cells, made in the thread: each takes a pass over hundreds of thousands. */
export interface StudySummary {
  readonly total: number
  readonly areaKm2: number
  /** Sum of the denominators; null for counts. */
  readonly exposed: number | null
  /** Of the sums a cell; of a rate the overall one per 1,000. Null without cells. */
  readonly mean: number | null
  /** Lower bounds of up to seven classes of the values over 0. */
  readonly valueBreaks: readonly number[]
  readonly hot: Levels
  readonly cold: Levels
  readonly patterns: Partial<Record<EmergingPatternId, number>> | null
  readonly changes: Partial<Record<HotSpotChangeId, number>> | null
}

const legendClasses = 7

/** Quantiles of the values over 0, without repeats. */
export function valueBreaks(values: Float64Array): number[] {
  const positive = values.filter((value) => value > 0).sort()
  const breaks = Array.from({ length: legendClasses }, (_, index) => {
    return positive[Math.floor((index * positive.length) / legendClasses)]
  })
  return [...new Set(breaks.filter((value) => value !== undefined))]
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)

function countLevels(classes: Int8Array, sign: 1 | -1): Levels {
  const counts = [0, 0, 0, 0]
  for (const level of classes) if (level * sign > 0) counts[level * sign] = (counts[level * sign] as number) + 1
  return { '90': counts[1] as number, '95': counts[2] as number, '99': counts[3] as number }
}

/** How many cells have each entry of a code table; entries that no cell has are left out. */
function countCodes<Id extends string>(
  codes: Uint8Array | null,
  table: readonly { readonly id: Id }[],
): Partial<Record<Id, number>> | null {
  if (!codes) return null
  const counts = table.map(() => 0)
  for (const code of codes) counts[code] = (counts[code] as number) + 1
  const present = table.map(({ id }, code) => [id, counts[code] as number] as const).filter(([, count]) => count > 0)
  return Object.fromEntries(present) as Partial<Record<Id, number>>
}

/** See StudySummary. */
export function summarise(study: Omit<StudyOutput, 'summary'>): StudySummary {
  const { areas, change, counts, exposures, spots, steps, values } = study
  const total = sumOf(counts)
  const exposed = exposures && sumOf(exposures)
  const mean = exposed === null ? spots.facts.mean : (total / exposed) * 1000
  return {
    total,
    areaKm2: sumOf(areas),
    exposed,
    mean: counts.length > 0 ? mean : null,
    valueBreaks: valueBreaks(values),
    hot: countLevels(spots.class, 1),
    cold: countLevels(spots.class, -1),
    patterns: countCodes(steps && steps.pattern, emergingPatterns),
    changes: countCodes(change, hotSpotChanges),
  }
}
