import type { HotSpotReport } from '#contract/hotspots.ts'
import { addDays } from '#model/day.ts'
import { emergingPatterns, hotSpotChanges } from '#model/hotSpot.ts'
import { printFilter } from '#model/filter.ts'
import { periodOf } from '../queries/period.ts'
import type { Analysis } from './analyses.ts'
import type { HotSpotQuestion } from './question.ts'
import type { StudyOutput } from './runStudy.ts'
import { areaWords, cautions, methodWords, resolutionWords, studyAreaWords, tooFewSentence } from './sentences.ts'

type Confidences = HotSpotReport['hot']

function countLevels(classes: Int8Array, sign: 1 | -1): Confidences {
  const counts: Confidences = { '90': 0, '95': 0, '99': 0 }
  for (const level of classes) {
    const own = level * sign
    if (own === 1) counts['90'] += 1
    else if (own === 2) counts['95'] += 1
    else if (own === 3) counts['99'] += 1
  }
  return counts
}

/** How many cells have each entry of a code table; entries that no cell has are left out. */
function countCodes<Id extends string>(
  codes: Uint8Array | null,
  table: readonly { readonly id: Id }[],
): Partial<Record<Id, number>> | null {
  if (!codes) return null
  const counts: Partial<Record<Id, number>> = {}
  for (const code of codes) {
    const id = (table[code] as { id: Id }).id
    counts[id] = (counts[id] ?? 0) + 1
  }
  return counts
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

/** Of the sums a cell; of a rate the overall one per 1,000. */
const meanOf = ({ counts, exposures, spots }: StudyOutput): number =>
  exposures ? (sumOf(counts) / sumOf(exposures)) * 1000 : spots.facts.mean

function parametersOf({ filter: _filter, compare, ...choices }: HotSpotQuestion): HotSpotReport['parameters'] {
  return { ...choices, compare: compare && `${compare.from}/${compare.to}` }
}

/** What an analysis says of itself: every choice, number and caution. */
export function reportOf(analysis: Analysis): HotSpotReport {
  const { question, resolved, study, unlocated, stepStarts, areaKind } = analysis
  const { facts } = study.spots
  const { overview, asOf, dataVersion } = resolved
  const cells = study.cells.length
  const steps = stepStarts && question.step !== 'none' ? { unit: question.step, starts: [...stepStarts] } : null
  return {
    asOf,
    dataVersion,
    sample: overview.sample,
    period: { ...periodOf(question.filter, asOf, overview) },
    measure: question.measure,
    filter: printFilter(question.filter).toString(),
    parameters: parametersOf(question),
    resolution: study.resolution,
    resolutionReason: resolutionWords(study),
    scaleSearch: study.choice.tried.map((scale) => ({ ...scale })),
    studyArea: { kind: areaKind, cells, areaKm2: sumOf(study.areas), words: studyAreaWords(areaKind, cells) },
    method: {
      id: question.method,
      distribution: facts.sumMethod,
      ring: facts.ring,
      confidence: question.confidence,
      seed: null,
      words: methodWords(question, study),
      areaWords: areaWords(study),
    },
    scales: study.scales.flatMap(({ resolution, rings }) =>
      Array.from({ length: rings }, (_, index) => ({ resolution, ring: index + 1 })),
    ),
    total: sumOf(study.counts),
    unlocated,
    mean: cells > 0 ? meanOf(study) : null,
    standardDeviation: cells > 0 && !study.exposures ? facts.standardDeviation : null,
    tooFew: tooFewSentence(facts.tooFew),
    cautions: cautions(question, study, unlocated),
    hot: countLevels(study.spots.class, 1),
    cold: countLevels(study.spots.class, -1),
    steps: steps && { ...steps, end: addDays(asOf, 1) },
    patterns: countCodes(study.steps && study.steps.pattern, emergingPatterns),
    changes: countCodes(study.change, hotSpotChanges),
    valueBreaks: valueBreaks(study.values),
  }
}
