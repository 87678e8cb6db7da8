import type { Sentence } from '#contract/hotspots.ts'
import { hotSpotMeasures } from '#model/hotSpot.ts'
import { leastExpectedCases } from '../analysis/rateScores.ts'
import { hotSpotMinimum, type TooFew } from '../analysis/tooFew.ts'
import type { HotSpotQuestion } from './question.ts'
import type { StudyOutput } from './runStudy.ts'

const measureOf = ({ measure }: HotSpotQuestion) =>
  hotSpotMeasures.find(({ id }) => id === measure) ?? hotSpotMeasures[0]

/** A number as people read it: at most three digits that count. */
export function plainNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US')
  return String(Number(value.toPrecision(3)))
}

/** A p or q as people read it; "< 0.0001" below. */
export const plainP = (p: number): string => (p < 0.0001 ? '< 0.0001' : `= ${p.toPrecision(2)}`)

const searchEnds = {
  peak: { zh: '第一个峰', en: 'first peaks' },
  highest: { zh: '最大值（没有峰）', en: 'is greatest (there is no peak)' },
} as const

export function resolutionWords({ resolution, choice }: StudyOutput): Sentence {
  const { reason, tried, chosen } = choice
  if (reason === 'given') return { zh: `分辨率 ${resolution} 由您指定。`, en: `Resolution ${resolution} as asked for.` }
  if (reason === 'none') {
    return {
      zh: `各个距离上都看不出显著的聚集，取分辨率 ${resolution}。`,
      en: `No distance shows significant clustering; resolution ${resolution} is taken.`,
    }
  }
  const peak = chosen === null ? undefined : tried[chosen]
  const [km, z] = [plainNumber(peak?.distanceKm ?? 0), (peak?.moranZ ?? 0).toFixed(1)]
  return {
    zh: `自动选取：全局莫兰指数的 z 值随距离变化，${searchEnds[reason].zh}在 ${km} 公里（z = ${z}），与分辨率 ${resolution} 的格网大小最接近。`,
    en: `Chosen: global Moran's z over growing distance ${searchEnds[reason].en} at ${km} km (z = ${z}), which cells of resolution ${resolution} come nearest to.`,
  }
}

const areaKinds = {
  occupied: { zh: '曾有企业、隐患或事故的格网', en: 'cells that ever held an enterprise, hazard or accident' },
  surround: {
    zh: '曾有企业、隐患或事故的格网及其相邻格网',
    en: 'cells that ever held an enterprise, hazard or accident, and those around them',
  },
  region: { zh: '所选区域内的全部格网', en: 'all cells of the chosen area' },
} as const

export function studyAreaWords(kind: keyof typeof areaKinds, cells: number): Sentence {
  const { zh, en } = areaKinds[kind]
  return {
    zh: `比较范围：${zh}，共 ${cells} 个。范围决定了平均水平。`,
    en: `Compared: ${en}, ${cells} in all. They decide the mean.`,
  }
}

const distributions = {
  withoutReplacement: { zh: '精确分布（不放回）', en: 'exact distribution without replacement' },
  withReplacement: { zh: '精确分布（放回）', en: 'exact distribution with replacement' },
  grid: { zh: '数值取细网格后的精确分布', en: 'exact distribution of values on a fine grid' },
} as const

const rateWords: Sentence = {
  zh: '各格网的率先换算成标准正态分（按其企业数应有的负二项分布，总体率与格网间差异由全部格网估计），企业多少不同的格网才可相比；',
  en: 'Rates first become standard normal scores (where the cases of a cell stand in the negative binomial that its enterprises, the overall rate and its variance between cells lead to expect), so that cells of unlike size can be compared; ',
}
const timeWords: Sentence = {
  zh: '演变与变化按原始数检验，不折算面积：演变为时空邻域之和的精确检验加 Mann-Kendall 趋势，变化为考虑离散的二项检验。',
  en: ' Patterns and changes are tested on counts as they are, not adjusted by area: exact sums over neighbours in space and time with a Mann-Kendall trend, and a binomial test that allows for over-dispersion.',
}

export function methodWords(question: HotSpotQuestion, { spots }: StudyOutput): Sentence {
  const { confidence } = question
  const exact = distributions[spots.facts.sumMethod ?? 'withoutReplacement']
  const how =
    question.method === 'adaptive'
      ? {
          zh: `以每个格网为中心试 1～${spots.facts.rings} 圈邻域，取最不可能由随机产生的一圈，并按试过的圈数和格网数校正`,
          en: `around every cell windows of 1 to ${spots.facts.rings} rings are tried, the rarest is kept, corrected for all windows tried`,
        }
      : {
          zh: `Getis-Ord Gi*，邻域 ${spots.facts.ring} 圈，按格网数做 Benjamini-Hochberg 校正`,
          en: `Getis-Ord Gi* over ${spots.facts.ring} ring(s), Benjamini-Hochberg over all cells`,
        }
  const compared = question.measure === 'rate' ? rateWords : { zh: '', en: '' }
  const timed = question.step !== 'none' || question.compare !== null ? timeWords : { zh: '', en: '' }
  return {
    zh: `${compared.zh}${how.zh}；p 值来自把全部数值随机分给各格网的${exact.zh}，不用正态近似，不抽随机数。置信度 ${confidence}%：纯随机的图上至多 ${100 - confidence}% 会出现任何热点。${timed.zh}`,
    en: `${compared.en}${how.en}; p comes from the ${exact.en} of all values dealt to the cells at random, with no normal approximation and no random draws. At ${confidence} % at most ${100 - confidence} % of maps of pure chance show any spot.${timed.en}`,
  }
}

export function areaWords({ spots, exposures }: StudyOutput): Sentence {
  if (exposures) {
    return {
      zh: '比较的是率，格网面积不影响结果。',
      en: 'Rates are compared, which the area of a cell does not touch.',
    }
  }
  const ratio = spots.facts.areaRatio
  if (ratio > 1) {
    return {
      zh: `范围内格网面积相差 ${ratio.toFixed(2)} 倍（我国境内最多 1.97 倍），检验前已折算到相同面积；显示的数与应有数仍按原数和面积计。`,
      en: `Cells differ ${ratio.toFixed(2)}x in area here (up to 1.97x inside China): values were put on equal areas before the test; sums and expectations are shown as counted.`,
    }
  }
  return {
    zh: '范围内格网面积相差不到 1.25 倍，未作折算。',
    en: 'Cells differ by less than 1.25x in area here and were compared as counted.',
  }
}

const tooFewWords: Readonly<Record<Exclude<TooFew, 'total'>, Sentence>> = {
  cells: { zh: '样本不足：可比较的格网少于 30 个。', en: 'Too few: less than 30 cells to compare.' },
  constant: { zh: '样本不足：各格网数值都相同。', en: 'Too few: all cells are alike.' },
  occupied: { zh: '样本不足：有数值的格网少于 5 个。', en: 'Too few: less than 5 cells hold anything.' },
  power: {
    zh: '样本不足：格网太多而数太少，再集中也无法与随机区分。请换较粗的分辨率或较小的范围。',
    en: 'Too few: among so many cells no concentration of so few could be told from chance. Try a coarser resolution or a smaller area.',
  },
}

/** `unit` is what a sum of 1 stands for, `total` the sum over the study area. */
export function tooFewSentence(reason: TooFew | null, unit: number, total: number): Sentence | null {
  if (reason !== null && total === 0)
    return { zh: '样本不足：没有符合条件的记录。', en: 'Too few: no record matches the filter.' }
  if (reason !== 'total') return reason && tooFewWords[reason]
  const least = hotSpotMinimum.total * unit
  return { zh: `样本不足：总数少于 ${least}。`, en: `Too few: less than ${least} in all.` }
}

/** From this mean on counts are not sparse. */
const sparseMean = 2

export function cautions(
  question: HotSpotQuestion,
  { leftOut, spots }: StudyOutput,
  { unlocated, stepsBefore }: { readonly unlocated: number; readonly stepsBefore: number },
): Sentence[] {
  const { mean } = spots.facts
  const { unitZh } = question.measure === 'rate' ? hotSpotMeasures[0] : measureOf(question)
  const found: Sentence[] = []
  if (question.measure !== 'rate' && mean > 0 && mean < sparseMean) {
    found.push({
      zh: `平均每格 ${plainNumber(mean)}，数少时小的集中不易与随机区分；没有热点不等于没有问题。`,
      en: `${plainNumber(mean)} a cell on average: small concentrations are hard to tell from chance, and no hot spot does not mean no problem.`,
    })
  }
  if (stepsBefore > 0) {
    found.push({
      zh: `前 ${stepsBefore} 个时段早于数据（或筛选）的起点，按没有隐患计；“新出现”等类型可能只因数据从那时开始。`,
      en: `The first ${stepsBefore} steps begin before the data (or the filter) do and count as empty: a pattern such as new may only say so.`,
    })
  }
  if (leftOut > 0) {
    const isRate = question.measure === 'rate'
    found.push({
      zh: `另有 ${plainNumber(leftOut)} ${unitZh}在${isRate ? `企业太少（按总体率应有不到 ${leastExpectedCases} 处）` : '边界上不足半个'}的格网内，没有参与比较。`,
      en: `${plainNumber(leftOut)} more lie in cells ${isRate ? `with too few enterprises (less than ${leastExpectedCases} expected)` : 'of which less than half is inside'} and were not compared.`,
    })
  }
  if (unlocated > 0) {
    found.push({
      zh: `另有 ${unlocated} 条记录没有坐标，不在任何格网内。`,
      en: `${unlocated} more records have no coordinates and are in no cell.`,
    })
  }
  return found
}

/** The sentence of a hot or cold spot. */
export function spotSentence(
  question: HotSpotQuestion,
  spot: {
    readonly hot: boolean
    readonly value: number
    readonly expected: number | null
    readonly p: number
    readonly scalesHeld: number
    readonly scales: number
    readonly share: number | null
  },
): Sentence {
  const { zh, en, unitZh } = measureOf(question)
  const { hot, value, expected, p, scalesHeld, scales, share } = spot
  const ratio = expected !== null && expected > 0 ? value / expected : null
  const percent = share === null ? null : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`
  const isRate = question.measure === 'rate'
  const unit = isRate ? '处' : unitZh
  return {
    zh: [
      `${isRate ? '隐患' : zh} ${plainNumber(value)} ${unit}`,
      ratio === null
        ? ''
        : `，是${isRate ? '按企业数' : '按平均水平'}应有（${plainNumber(expected as number)}）的 ${plainNumber(ratio)} 倍`,
      percent === null ? '' : `，占全部的 ${percent}`,
      `；比随机${hot ? '高' : '低'}，校正后 p ${plainP(p)}，在 ${scalesHeld}/${scales} 个尺度上成立。`,
    ].join(''),
    en: [
      `${plainNumber(value)} ${isRate ? 'hazards' : en.toLowerCase()}`,
      ratio === null ? '' : `, ${plainNumber(ratio)} times the ${plainNumber(expected as number)} expected`,
      percent === null ? '' : `, ${percent} of the total`,
      `; ${hot ? 'above' : 'below'} chance, corrected p ${plainP(p)}, holds at ${scalesHeld} of ${scales} scales.`,
    ].join(''),
  }
}
