import type { Position } from 'geojson'
import type { RegionHotSpots, Sentence } from '#contract/hotspots.ts'
import type { Filter } from '#model/filter.ts'
import type { HotSpotMeasureId, LisaQuadrantId } from '#model/hotSpot.ts'
import type { Region } from '#model/region.ts'
import { contiguityWeights, type RegionShape } from '../analysis/contiguityWeights.ts'
import { empiricalBayesIndex } from '../analysis/empiricalBayes.ts'
import { benjaminiHochberg } from '../analysis/falseDiscovery.ts'
import { globalMoran, localMoran } from '../analysis/moran.ts'
import { localMoranPermutation } from '../analysis/moranPermutation.ts'
import type { SpatialWeights } from '../analysis/spatialWeights.ts'
import type { Database } from '../database/database.ts'
import { collectionOfMeasure, unitOfMeasure } from '../queries/hotSpotMeasure.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import { readRegions } from '../queries/regions.ts'
import { readRegionRecords, readRegionValues } from '../queries/regionValues.ts'
import { resolveFilter } from '../queries/resolveFilter.ts'
import { resolveDenominator } from './denominator.ts'

export interface RegionSpotsQuestion {
  readonly filter: Filter
  readonly measure: HotSpotMeasureId
  /** Its children are compared. */
  readonly parent: string
  /** Greatest false discovery rate of a region with a quadrant. */
  readonly alpha: number
}

const seed = 20_230_805
const permutations = 9999
/** Fewer regions say nothing of their neighbourhood. */
const leastRegions = 6

const method: Sentence = {
  zh: `局部莫兰指数（LISA）：相邻以共用边界或顶点计；p 来自 ${permutations} 次条件随机置换（种子 ${seed}），按区域数做 Benjamini-Hochberg 校正；率用经验贝叶斯指数，不用原始率。`,
  en: `Local Moran's I (LISA): regions that share a border or corner are neighbours; p from ${permutations} conditional permutations (seed ${seed}), Benjamini-Hochberg over the regions; rates enter as empirical Bayes index, never raw.`,
}
const tooFewWords: Sentence = {
  zh: `样本不足：可比较的下级区域少于 ${leastRegions} 个，或各区域数值都相同。`,
  en: `Too few: less than ${leastRegions} regions to compare, or all alike.`,
}

const shapeOf = (geometry: {
  readonly type: string
  readonly coordinates: Position[][] | Position[][][]
}): RegionShape =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as unknown as RegionShape

/** Values of the regions, `null` where there is no denominator, and what is tested. */
interface Compared {
  readonly regions: readonly Region[]
  readonly shown: readonly (number | null)[]
  readonly tested: Float64Array
}

async function compare(
  database: Database,
  question: RegionSpotsQuestion,
  regions: readonly Region[],
): Promise<Compared> {
  const { filter, measure, parent } = question
  const resolved = await resolveFilter(database, collectionOfMeasure(measure), filter)
  const values = await readRegionValues(database, resolved, measure, parent)
  const totals = regions.map(({ code }) => (values.get(code) ?? 0) * unitOfMeasure(measure))
  if (measure !== 'rate') return { regions, shown: totals, tested: Float64Array.from(totals) }
  const { resolved: firms } = await resolveDenominator(database, filter)
  const enterprises = await readRegionRecords(database, firms, parent)
  const exposures = regions.map(({ code }) => enterprises.get(code) ?? 0)
  return {
    regions,
    shown: totals.map((total, index) =>
      (exposures[index] as number) > 0 ? (total / (exposures[index] as number)) * 1000 : null,
    ),
    tested: empiricalBayesIndex(Float64Array.from(totals), Float64Array.from(exposures)),
  }
}

async function neighboursOf(database: Database, regions: readonly Region[]): Promise<SpatialWeights> {
  const stored = await readRegions(
    database,
    regions.map(({ code }) => code),
  )
  const byCode = new Map(stored.map(({ code, geometry }) => [code, geometry]))
  return contiguityWeights(regions.map(({ code }) => shapeOf(byCode.get(code) as never)))
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

/** Local Moran of the children of a region, those in statistics alone. Throws FilterError. */
export async function readRegionHotSpots(database: Database, question: RegionSpotsQuestion): Promise<RegionHotSpots> {
  const { measure, parent, alpha } = question
  const { overview, asOf, dataVersion } = await resolveFilter(database, collectionOfMeasure(measure), question.filter)
  const index = await readRegionIndex(database, dataVersion)
  const { regions, shown, tested } = await compare(
    database,
    question,
    index.children(parent).filter(({ inStatistics }) => inStatistics),
  )
  const weights = await neighboursOf(database, regions)
  const local = regions.length < leastRegions ? null : localMoran(tested, weights)
  const p = local && localMoranPermutation(tested, weights, { seed, permutations })
  const q = p && benjaminiHochberg(p)
  const moran = local && globalMoran(tested, weights)
  const quadrant = (region: number): LisaQuadrantId =>
    q && (q[region] as number) <= alpha ? (local?.quadrant[region] ?? 'none') : 'none'
  return {
    asOf,
    dataVersion,
    sample: overview.sample,
    parent,
    measure,
    method,
    seed,
    tooFew: local ? null : tooFewWords,
    moran: moran && { i: moran.i, z: moran.z, p: moran.p },
    rows: regions.map(({ code }, region) => ({
      code,
      value: shown[region] ?? null,
      neighbours: [...weights.neighbor.subarray(weights.start[region], weights.start[region + 1])].map(
        (other) => (regions[other] as Region).code,
      ),
      localI: orNull(local?.i[region]),
      p: orNull(p?.[region]),
      q: orNull(q?.[region]),
      quadrant: quadrant(region),
    })),
  }
}
