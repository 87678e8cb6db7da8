import type { HotSpotReport } from '#contract/hotspots.ts'
import { addDays } from '#model/day.ts'
import { printFilter } from '#model/filter.ts'
import { unitOfMeasure } from '../queries/hotSpotMeasure.ts'
import { periodOf } from '../queries/period.ts'
import type { Analysis } from './analyses.ts'
import type { HotSpotQuestion } from './question.ts'
import { areaWords, cautions, methodWords, resolutionWords, studyAreaWords, tooFewSentence } from './sentences.ts'

function parametersOf({ filter: _filter, compare, ...choices }: HotSpotQuestion): HotSpotReport['parameters'] {
  return { ...choices, compare: compare && `${compare.from}/${compare.to}` }
}

/** How many steps begin before the first day that can hold a record. */
function stepsBefore({ question, resolved, stepStarts }: Analysis): number {
  const first = resolved.collectionId === 'hazards' ? resolved.overview.found.from : ''
  const asked = question.filter.found?.from ?? ''
  const begin = asked > first ? asked : first
  return (stepStarts ?? []).filter((start) => start < begin).length
}

/** What an analysis says of itself: every choice, number and caution. */
export function reportOf(analysis: Analysis): HotSpotReport {
  const { question, resolved, study, unlocated, stepStarts, areaKind } = analysis
  const { facts } = study.spots
  const { summary } = study
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
    studyArea: { kind: areaKind, cells, areaKm2: summary.areaKm2, words: studyAreaWords(areaKind, cells) },
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
    total: summary.total,
    unlocated,
    leftOut: study.leftOut,
    mean: summary.mean,
    standardDeviation: cells > 0 && !study.exposures ? facts.standardDeviation : null,
    tooFew: tooFewSentence(facts.tooFew, unitOfMeasure(question.measure), summary.total),
    cautions: cautions(question, study, { unlocated, stepsBefore: stepsBefore(analysis) }),
    hot: summary.hot,
    cold: summary.cold,
    steps: steps && { ...steps, end: addDays(asOf, 1) },
    patterns: summary.patterns,
    changes: summary.changes,
    valueBreaks: [...summary.valueBreaks],
  }
}
