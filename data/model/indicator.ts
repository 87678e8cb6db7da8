/** The counts that indicators are computed from; null where the region has no statistics or the figure is unknown. */
export interface IndicatorCounts {
  readonly hazards: {
    readonly found: number
    readonly rectified: number
    readonly closed: number
    readonly open: number
    readonly overdue: number
    readonly listed: number
    readonly listedRectified: number
    readonly selfFound: number
  } | null
  readonly enterprises: number | null
  readonly roadSegments: number | null
  readonly accidents: {
    readonly accidents: number
    readonly deaths: number | null
    readonly previousAccidents: number
    readonly previousDeaths: number | null
  } | null
  readonly assistanceVisits: number | null
}

/** `rate` is a share of 1, `change` a share of 1 against the base (-0.25 = a quarter less), others plain numbers. */
export type IndicatorUnit = 'count' | 'rate' | 'per10k' | 'change'

/**
 * Why there is no value: `notApplicable` the region is not in the statistics, `tooFew` the denominator is under
 * `minimumDenominator`, `unknown` a figure is missing or the base of a change is 0.
 */
export type MissingReason = 'notApplicable' | 'tooFew' | 'unknown'

/** An indicator's value with the figures behind it. `value` is null exactly when `missing` is not. */
export interface IndicatorReading {
  readonly value: number | null
  readonly numerator: number | null
  /** Null for plain counts. */
  readonly denominator: number | null
  readonly missing: MissingReason | null
}

export interface Indicator {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly unit: IndicatorUnit
  /** What is counted in Chinese: 项, 家次, 起, 人, 处; empty for rates. */
  readonly counted: string
  /** Whether a high or a low value is good; null when neither is (few finds are no good news). */
  readonly good: 'high' | 'low' | null
  readonly numerator: (counts: IndicatorCounts) => number | null | undefined
  readonly denominator?: (counts: IndicatorCounts) => number | null | undefined
}

/** Rates on fewer cases than this are "样本不足" (domain notes 6). */
export const minimumDenominator = 20

export const indicators = [
  {
    id: 'hazardsFound',
    zh: '排查隐患',
    en: 'Hazards found',
    unit: 'count',
    counted: '项',
    good: null,
    numerator: (counts) => counts.hazards?.found,
  },
  {
    id: 'rectificationRate',
    zh: '整改率',
    en: 'Rectification rate',
    unit: 'rate',
    counted: '',
    good: 'high',
    numerator: (counts) => counts.hazards?.rectified,
    denominator: (counts) => counts.hazards?.found,
  },
  {
    id: 'closureRate',
    zh: '销号率',
    en: 'Closure rate',
    unit: 'rate',
    counted: '',
    good: 'high',
    numerator: (counts) => counts.hazards?.closed,
    denominator: (counts) => counts.hazards?.found,
  },
  {
    id: 'openHazards',
    zh: '未整改隐患',
    en: 'Open hazards',
    unit: 'count',
    counted: '项',
    good: 'low',
    numerator: (counts) => counts.hazards?.open,
  },
  {
    id: 'overdueOpen',
    zh: '逾期未整改',
    en: 'Overdue',
    unit: 'count',
    counted: '项',
    good: 'low',
    numerator: (counts) => counts.hazards?.overdue,
  },
  {
    id: 'listed',
    zh: '挂牌督办',
    en: 'Listed for supervision',
    unit: 'count',
    counted: '项',
    good: null,
    numerator: (counts) => counts.hazards?.listed,
  },
  {
    id: 'listingRate',
    zh: '挂牌率',
    en: 'Listing rate',
    unit: 'rate',
    counted: '',
    good: null,
    numerator: (counts) => counts.hazards?.listed,
    denominator: (counts) => counts.hazards?.found,
  },
  {
    id: 'listedRectificationRate',
    zh: '挂牌整改率',
    en: 'Rectification rate of listed',
    unit: 'rate',
    counted: '',
    good: 'high',
    numerator: (counts) => counts.hazards?.listedRectified,
    denominator: (counts) => counts.hazards?.listed,
  },
  {
    id: 'selfInspectionShare',
    zh: '企业自查占比',
    en: 'Share of self-inspection',
    unit: 'rate',
    counted: '',
    good: 'high',
    numerator: (counts) => counts.hazards?.selfFound,
    denominator: (counts) => counts.hazards?.found,
  },
  {
    id: 'hazardsPerTenThousandEnterprises',
    zh: '每万家企业隐患数',
    en: 'Hazards per 10,000 enterprises',
    unit: 'per10k',
    counted: '项',
    good: null,
    numerator: (counts) => counts.hazards?.found,
    denominator: (counts) => counts.enterprises,
  },
  {
    id: 'assistanceVisits',
    zh: '帮扶企业',
    en: 'Assistance visits',
    unit: 'count',
    counted: '家次',
    good: 'high',
    numerator: (counts) => counts.assistanceVisits,
  },
  {
    id: 'accidents',
    zh: '事故起数',
    en: 'Accidents',
    unit: 'count',
    counted: '起',
    good: 'low',
    numerator: (counts) => counts.accidents?.accidents,
  },
  {
    id: 'accidentCountYoY',
    zh: '事故起数同比',
    en: 'Accidents, year on year',
    unit: 'change',
    counted: '',
    good: 'low',
    numerator: (counts) => counts.accidents?.accidents,
    denominator: (counts) => counts.accidents?.previousAccidents,
  },
  {
    id: 'fatalityYoY',
    zh: '死亡人数同比',
    en: 'Deaths, year on year',
    unit: 'change',
    counted: '',
    good: 'low',
    numerator: (counts) => counts.accidents?.deaths,
    denominator: (counts) => counts.accidents?.previousDeaths,
  },
  {
    id: 'roadSegments',
    zh: '突出点段',
    en: 'Dangerous road segments',
    unit: 'count',
    counted: '处',
    good: 'low',
    numerator: (counts) => counts.roadSegments,
  },
] as const satisfies readonly Indicator[]

/** The indicator with that id, or undefined. */
export function findIndicator(id: string): Indicator | undefined {
  return indicators.find((indicator) => indicator.id === id)
}

const scales: Readonly<Record<IndicatorUnit, (numerator: number, denominator: number) => number>> = {
  count: (numerator) => numerator,
  rate: (numerator, denominator) => numerator / denominator,
  per10k: (numerator, denominator) => (numerator / denominator) * 10_000,
  change: (numerator, denominator) => numerator / denominator - 1,
}

/** Reads an indicator off a region's counts; `inStatistics` false gives `notApplicable`, never 0. */
export function readIndicator(indicator: Indicator, counts: IndicatorCounts, inStatistics = true): IndicatorReading {
  const numerator = indicator.numerator(counts) ?? null
  const denominator = indicator.denominator?.(counts) ?? null
  const figures = { numerator, denominator }
  if (!inStatistics) return { value: null, ...figures, missing: 'notApplicable' }
  const hasBase = indicator.unit === 'count' || (denominator !== null && denominator > 0)
  if (numerator === null || !hasBase) return { value: null, ...figures, missing: 'unknown' }
  const isShare = indicator.unit === 'rate' || indicator.unit === 'per10k'
  if (isShare && (denominator ?? 0) < minimumDenominator) return { value: null, ...figures, missing: 'tooFew' }
  return { value: scales[indicator.unit](numerator, denominator ?? 1), ...figures, missing: null }
}
