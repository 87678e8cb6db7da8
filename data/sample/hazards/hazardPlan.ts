import { cumulate, drawIndex } from '../draw/apportion.ts'
import { campaignSpan, departmentSources, type Stratum, strataOf } from '../calibration.ts'
import { drawFoundOffset } from './foundDays.ts'
import { type HotSpot, hotSpotOfFirms } from './hotSpots.ts'
import { Random, streamSeed } from '../draw/random.ts'
import type { Register } from '../firms/register.ts'
import type { Roads } from '../roads/roads.ts'
import { campaignDays, drawTempers, type Temper } from './temper.ts'
import { drawTemplate } from './templateChoice.ts'
import { markHighest } from '../draw/topShare.ts'

export const sources = ['selfInspection', ...departmentSources.map(({ source }) => source)] as const

/** Hazards in columns, in the order of county and day found; dates in days after the campaign's first. */
export interface HazardPlan {
  readonly count: number
  /** -1 for hazards of road segments. */
  readonly firm: Int32Array
  /** -1 for hazards at firms. */
  readonly segment: Int32Array
  readonly county: Uint16Array
  readonly found: Uint8Array
  /** Index into `sources`. */
  readonly source: Uint8Array
  readonly listed: Uint8Array
  /** 1 when put right by the sample's last day. */
  readonly rectified: Uint8Array
  /** Days that putting right takes or will take. */
  readonly lag: Float32Array
  /** Index into `allTemplates`. */
  readonly template: Uint8Array
  /** The earlier hazard that has come back, -1 for none. */
  readonly recurrenceOf: Int32Array
}

/** Share of hazards that belong to road segments. */
const roadShare = 0.042
const medianLagDays = 14
const lagSigma = 0.95

function allocate(count: number): HazardPlan {
  return {
    count,
    firm: new Int32Array(count).fill(-1),
    segment: new Int32Array(count).fill(-1),
    county: new Uint16Array(count),
    found: new Uint8Array(count),
    source: new Uint8Array(count),
    listed: new Uint8Array(count),
    rectified: new Uint8Array(count),
    lag: new Float32Array(count),
    template: new Uint8Array(count),
    recurrenceOf: new Int32Array(count).fill(-1),
  }
}

/**
 * Plans all hazards. Where and when they are found is drawn; who found them, which are listed and which are put right
 * is then chosen so that the totals of the strata are met exactly: those with the highest score, which mixes the
 * temper of the county with chance.
 */
export function planHazards(register: Register, roads: Roads, hotSpots: readonly HotSpot[]): HazardPlan {
  const { places } = register
  const plan = allocate(places.scale.hazards)
  const planner = new Planner(register, roads, hotSpots, plan)
  planner.drawSubjects()
  const strata = strataOf(plan.count)
  planner.chooseSelfInspected(strata)
  planner.drawDays()
  planner.chooseListed(strata)
  planner.chooseRectified(strata)
  planner.drawTemplates()
  return sortedPlan(plan, places.counties.length)
}

class Planner {
  private readonly register: Register
  private readonly roads: Roads
  private readonly hotSpots: readonly HotSpot[]
  private readonly plan: HazardPlan
  private readonly tempers: readonly Temper[]
  private readonly spotOf: Int8Array
  private readonly scores: Float64Array

  constructor(register: Register, roads: Roads, hotSpots: readonly HotSpot[], plan: HazardPlan) {
    this.register = register
    this.roads = roads
    this.hotSpots = hotSpots
    this.plan = plan
    this.tempers = drawTempers(register.places)
    this.spotOf = hotSpotOfFirms(register.firms, hotSpots)
    this.scores = new Float64Array(plan.count)
  }

  private random(name: string): Random {
    return new Random(streamSeed(this.register.places.seed, 'hazards', name))
  }

  private temper(hazard: number): Temper {
    return this.tempers[this.plan.county[hazard] as number] as Temper
  }

  /** At which firm or on which segment each hazard is. */
  drawSubjects(): void {
    const { plan, roads, register } = this
    const random = this.random('subjects')
    const onRoads = roads.segments.length === 0 ? 0 : Math.round(plan.count * roadShare)
    const segments = cumulate(roads.segments.map((segment) => segment.danger))
    const firms = cumulate(this.firmWeights())
    for (let hazard = 0; hazard < plan.count; hazard++) {
      if (hazard < onRoads) {
        const segment = drawIndex(segments, random.next())
        plan.segment[hazard] = segment
        plan.county[hazard] = roads.segments[segment]?.county ?? 0
      } else {
        const firm = drawIndex(firms, random.next())
        plan.firm[hazard] = firm
        plan.county[hazard] = register.firms.county[firm] as number
      }
    }
  }

  private firmWeights(): Float64Array {
    const { firms } = this.register
    return Float64Array.from({ length: firms.count }, (_, firm) => {
      const size = ((firms.employees[firm] as number) / 30) ** 0.35
      const { diligence } = this.tempers[firms.county[firm] as number] as Temper
      const heat = this.hotSpots[this.spotOf[firm] as number]?.multiplier ?? 1
      const shared = this.register.slot(firm)?.part === 'tenant' ? 2.5 : 1
      return this.register.industry(firm).hazardWeight * size * diligence * heat * shared
    })
  }

  /** Larger firms and self-reliant places find more themselves; road hazards are found by authorities. */
  chooseSelfInspected(strata: readonly Stratum[]): void {
    const { plan, register, scores } = this
    const random = this.random('self')
    for (let hazard = 0; hazard < plan.count; hazard++) {
      const firm = plan.firm[hazard] as number
      const size = firm < 0 ? 0 : Math.log((register.firms.employees[firm] as number) + 1)
      const leaning = firm < 0 ? -3 : 0.25 * size + 1.5 * Math.log(this.temper(hazard).selfReliance)
      scores[hazard] = leaning + logistic(random)
    }
    const wanted = strata.reduce((sum, stratum) => sum + (stratum.selfInspection ? stratum.found : 0), 0)
    plan.source.fill(1)
    markHighest(indices(plan.count), scores, wanted, (hazard) => (plan.source[hazard] = 0))
    const weights = departmentSources.map(({ weight }) => weight)
    for (let hazard = 0; hazard < plan.count; hazard++) {
      if (plan.source[hazard] !== 0) plan.source[hazard] = 1 + random.weighted(weights)
    }
  }

  drawDays(): void {
    const { plan } = this
    const random = this.random('days')
    for (let hazard = 0; hazard < plan.count; hazard++) {
      const trend = this.hotSpots[this.spotOf[plan.firm[hazard] as number] ?? -1]?.trend ?? 'steady'
      plan.found[hazard] = drawFoundOffset(plan.source[hazard] === 0, trend, random)
    }
    // The sample's last day is the day of the published figures: something has to happen on it.
    plan.found[plan.count - 1] = campaignDays - 1
  }

  /** The longer known, the likelier listed; nothing of the last three days is. */
  chooseListed(strata: readonly Stratum[]): void {
    const { plan, scores } = this
    const random = this.random('listed')
    for (let hazard = 0; hazard < plan.count; hazard++) {
      const age = campaignDays - 1 - (plan.found[hazard] as number)
      const severity = plan.segment[hazard] !== -1 ? 1 : 0
      scores[hazard] =
        age < 3 ? -100 : age / 40 + severity + Math.log(this.temper(hazard).strictness) + logistic(random)
    }
    for (const stratum of strata.filter(({ listed }) => listed)) {
      const members = this.members((hazard) => (plan.source[hazard] === 0) === stratum.selfInspection)
      markHighest(members, scores, stratum.found, (hazard) => (plan.listed[hazard] = 1))
    }
  }

  /**
   * Draws how long putting right takes and stretches time, stratum by stratum, until exactly the wanted number is
   * done by the last day: `scores` is the age in units of the drawn time.
   */
  chooseRectified(strata: readonly Stratum[]): void {
    const { plan, scores } = this
    const random = this.random('lag')
    for (let hazard = 0; hazard < plan.count; hazard++) {
      plan.lag[hazard] = random.logNormal(medianLagDays * this.temper(hazard).slowness, lagSigma)
      scores[hazard] = (campaignDays - 0.5 - (plan.found[hazard] as number)) / (plan.lag[hazard] as number)
    }
    for (const stratum of strata) {
      const members = this.members(
        (hazard) =>
          (plan.source[hazard] === 0) === stratum.selfInspection && (plan.listed[hazard] === 1) === stratum.listed,
      )
      const stretch = markHighest(members, scores, stratum.rectified, (hazard) => (plan.rectified[hazard] = 1))
      for (const hazard of members) plan.lag[hazard] = (plan.lag[hazard] as number) * Math.min(stretch, 1e4)
    }
  }

  drawTemplates(): void {
    const { plan } = this
    const random = this.random('templates')
    for (let hazard = 0; hazard < plan.count; hazard++) {
      const firm = plan.firm[hazard] as number
      plan.template[hazard] = drawTemplate(this.register, firm, random)
    }
  }

  private members(belongs: (hazard: number) => boolean): Int32Array {
    return indices(this.plan.count).filter(belongs)
  }
}

function indices(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => index)
}

function logistic(random: Random): number {
  const share = 1e-9 + (1 - 2e-9) * random.next()
  return Math.log(share / (1 - share))
}

/** The plan ordered by county and day found: a counting sort, equal ones stay in order. */
function sortedPlan(plan: HazardPlan, counties: number): HazardPlan {
  const key = (hazard: number) => (plan.county[hazard] as number) * campaignDays + (plan.found[hazard] as number)
  const starts = new Int32Array(counties * campaignDays + 1)
  for (let hazard = 0; hazard < plan.count; hazard++) starts[key(hazard) + 1] = (starts[key(hazard) + 1] as number) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number)
  const order = new Int32Array(plan.count)
  for (let hazard = 0; hazard < plan.count; hazard++) {
    const position = starts[key(hazard)] as number
    starts[key(hazard)] = position + 1
    order[position] = hazard
  }
  const sorted = allocate(plan.count)
  for (const name of [
    'firm',
    'segment',
    'county',
    'found',
    'source',
    'listed',
    'rectified',
    'lag',
    'template',
  ] as const) {
    for (let i = 0; i < plan.count; i++) sorted[name][i] = plan[name][order[i] as number] as number
  }
  return sorted
}

/** Day number on which a hazard was found. */
export function foundDay(plan: HazardPlan, hazard: number): number {
  return campaignSpan.from + (plan.found[hazard] as number)
}
