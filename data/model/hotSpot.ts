import type { Code, CodeTable } from './codes.ts'
import type { RecordCollectionId } from './collections.ts'

interface Measure extends Code {
  /** Whose records are counted. */
  readonly collection: RecordCollectionId
  readonly unitZh: string
  readonly unitEn: string
}

/** What a hot spot is made of. Every measure but `rate` gives each record a whole number, so that its test is exact. */
export const hotSpotMeasures = [
  { id: 'count', zh: '隐患数', en: 'Hazards', collection: 'hazards', unitZh: '处', unitEn: 'hazards' },
  { id: 'open', zh: '未整改隐患', en: 'Open hazards', collection: 'hazards', unitZh: '处', unitEn: 'hazards' },
  { id: 'overdue', zh: '逾期隐患', en: 'Overdue hazards', collection: 'hazards', unitZh: '处', unitEn: 'hazards' },
  { id: 'listed', zh: '挂牌隐患', en: 'Listed hazards', collection: 'hazards', unitZh: '处', unitEn: 'hazards' },
  {
    id: 'severity',
    zh: '严重度加权隐患',
    en: 'Hazards weighted by severity',
    collection: 'hazards',
    unitZh: '分',
    unitEn: 'points',
  },
  {
    id: 'rate',
    zh: '每千家企业隐患',
    en: 'Hazards per 1,000 enterprises',
    collection: 'hazards',
    unitZh: '处/千家',
    unitEn: 'per 1,000',
  },
  {
    id: 'accidents',
    zh: '事故当量',
    en: 'Equivalent accidents',
    collection: 'accidents',
    unitZh: '起（当量）',
    unitEn: 'equivalents',
  },
] as const satisfies readonly Measure[]

export type HotSpotMeasureId = (typeof hotSpotMeasures)[number]['id']

/** Points of a hazard for the measure `severity`: a general one, a major one, and a listed one of either level. */
export const severityPoints = { general: 1, major: 3, listed: 5 } as const

/**
 * Weights of the equivalent number of accidents, in halves so that they are whole numbers: 1 an accident, 2 a death,
 * 1.5 an injury (domain notes 2.3).
 */
export const equivalentHalves = { accident: 2, death: 4, injury: 3 } as const

/** Confidence of a class: |class| 1, 2, 3 is significant at 90, 95, 99 % after Benjamini-Hochberg; its sign is hot or cold. */
export const hotSpotConfidences = [90, 95, 99] as const
export type HotSpotConfidence = (typeof hotSpotConfidences)[number]

/** The 17 patterns of emerging hot spots: eight hot, eight cold, none. The index is the number in tiles. */
export const emergingPatterns = [
  { id: 'none', zh: '无明显规律', en: 'No pattern' },
  { id: 'newHot', zh: '新出现热点', en: 'New hot spot' },
  { id: 'consecutiveHot', zh: '连续热点', en: 'Consecutive hot spot' },
  { id: 'intensifyingHot', zh: '加剧热点', en: 'Intensifying hot spot' },
  { id: 'persistentHot', zh: '持续热点', en: 'Persistent hot spot' },
  { id: 'diminishingHot', zh: '减弱热点', en: 'Diminishing hot spot' },
  { id: 'sporadicHot', zh: '分散热点', en: 'Sporadic hot spot' },
  { id: 'oscillatingHot', zh: '振荡热点', en: 'Oscillating hot spot' },
  { id: 'historicalHot', zh: '历史热点', en: 'Historical hot spot' },
  { id: 'newCold', zh: '新出现冷点', en: 'New cold spot' },
  { id: 'consecutiveCold', zh: '连续冷点', en: 'Consecutive cold spot' },
  { id: 'intensifyingCold', zh: '加剧冷点', en: 'Intensifying cold spot' },
  { id: 'persistentCold', zh: '持续冷点', en: 'Persistent cold spot' },
  { id: 'diminishingCold', zh: '减弱冷点', en: 'Diminishing cold spot' },
  { id: 'sporadicCold', zh: '分散冷点', en: 'Sporadic cold spot' },
  { id: 'oscillatingCold', zh: '振荡冷点', en: 'Oscillating cold spot' },
  { id: 'historicalCold', zh: '历史冷点', en: 'Historical cold spot' },
] as const satisfies CodeTable

export type EmergingPatternId = (typeof emergingPatterns)[number]['id']

/** What became of a cell from an earlier period to the one asked for. */
export const hotSpotChanges = [
  { id: 'none', zh: '无显著变化', en: 'No significant change' },
  { id: 'new', zh: '新增热点', en: 'New hot spot' },
  { id: 'stronger', zh: '热点增强', en: 'Stronger hot spot' },
  { id: 'lasting', zh: '热点延续', en: 'Lasting hot spot' },
  { id: 'weaker', zh: '热点减弱', en: 'Weaker hot spot' },
  { id: 'gone', zh: '热点消失', en: 'Gone hot spot' },
] as const satisfies CodeTable

export type HotSpotChangeId = (typeof hotSpotChanges)[number]['id']

/** Local indicators of spatial association of regions, by the signs of a region and of its neighbours. */
export const lisaQuadrants = [
  { id: 'none', zh: '不显著', en: 'Not significant' },
  { id: 'highHigh', zh: '高-高', en: 'High among high' },
  { id: 'lowHigh', zh: '低-高', en: 'Low among high' },
  { id: 'lowLow', zh: '低-低', en: 'Low among low' },
  { id: 'highLow', zh: '高-低', en: 'High among low' },
] as const satisfies CodeTable

export type LisaQuadrantId = (typeof lisaQuadrants)[number]['id']

/** Why a cell is not a hot spot, or that it is one. */
export const cellVerdicts = [
  'hot',
  'cold',
  'outsideStudyArea',
  'belowExpected',
  'chance',
  'manyTests',
  'tooFew',
] as const
export type CellVerdict = (typeof cellVerdicts)[number]

/** Finest and coarsest H3 resolution of an analysis. */
export const hotSpotResolutions = { min: 5, max: 10 } as const
