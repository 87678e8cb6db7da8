import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Position } from 'geojson'
import type { RegionHotSpots, Sentence } from '#contract/hotspots.ts'
import { type Filter, printFilter } from '#model/filter.ts'
import type { HotSpotMeasureId, LisaQuadrantId } from '#model/hotSpot.ts'
import type { Region } from '#model/region.ts'
import { contiguityWeights, type RegionShape } from '../analysis/contiguityWeights.ts'
import { empiricalBayesIndex } from '../analysis/empiricalBayes.ts'
import { benjaminiHochberg } from '../analysis/falseDiscovery.ts'
import { globalMoran, type LocalMoran, localMoran, type MoranTest } from '../analysis/moran.ts'
import { localMoranPermutations } from '../analysis/moranPermutation.ts'
import { type SpatialWeights, weightsFromLists } from '../analysis/spatialWeights.ts'
import type { Database } from '../database/database.ts'
import { collectionOfMeasure, unitOfMeasure } from '../queries/hotSpotMeasure.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import { readRegions } from '../queries/regions.ts'
import { readRegionRecords, readRegionValues } from '../queries/regionValues.ts'
import { resolveFilter } from '../queries/resolveFilter.ts'
import { VersionCache } from '../queries/versionCache.ts'
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

/** The regions compared, and of each its value: null for a rate where there is nobody. */
interface Compared {
  readonly regions: readonly Region[]
  readonly shown: readonly (number | null)[]
  /** Indexes of the regions that are tested, and what is tested of each. */
  readonly tested: readonly number[]
  readonly values: Float64Array
}

async function compare(
  database: Database,
  { filter, measure, parent }: RegionSpotsQuestion,
  regions: readonly Region[],
): Promise<Compared> {
  const resolved = await resolveFilter(database, collectionOfMeasure(measure), filter)
  const read = await readRegionValues(database, resolved, measure, parent)
  const totals = Float64Array.from(regions, ({ code }) => (read.get(code) ?? 0) * unitOfMeasure(measure))
  if (measure !== 'rate') return { regions, shown: [...totals], tested: [...totals.keys()], values: totals }
  const { resolved: firms } = await resolveDenominator(database, filter)
  const enterprises = await readRegionRecords(database, firms, parent)
  const exposures = Float64Array.from(regions, ({ code }) => enterprises.get(code) ?? 0)
  const tested = [...exposures.keys()].filter((region) => (exposures[region] as number) > 0)
  const ofTested = (values: Float64Array): Float64Array =>
    Float64Array.from(tested, (region) => values[region] as number)
  return {
    regions,
    shown: Array.from(exposures, (number, region) =>
      number > 0 ? ((totals[region] as number) / number) * 1000 : null,
    ),
    tested,
    values: empiricalBayesIndex(ofTested(totals), ofTested(exposures)),
  }
}

/** The indexes of the neighbours of each region. */
async function neighboursOf(database: Database, regions: readonly Region[]): Promise<number[][]> {
  const stored = await readRegions(
    database,
    regions.map(({ code }) => code),
  )
  const byCode = new Map(stored.map(({ code, geometry }) => [code, geometry]))
  const { start, neighbor } = contiguityWeights(regions.map(({ code }) => shapeOf(byCode.get(code) as never)))
  return regions.map((_, region) => [...neighbor.subarray(start[region], start[region + 1])])
}

/** Weights of the tested regions among themselves. */
function weightsOf(neighbours: readonly (readonly number[])[], tested: readonly number[]): SpatialWeights {
  const place = new Map(tested.map((region, index) => [region, index]))
  return weightsFromLists(
    tested.map((region) => (neighbours[region] as number[]).flatMap((other) => place.get(other) ?? [])),
  )
}

/** What the test says of each tested region. */
interface Tested {
  readonly local: LocalMoran
  readonly p: Float64Array
  readonly q: Float64Array
  readonly moran: MoranTest | null
}

/** Null when there are too few regions, or all are alike. Other work of the process goes on between the regions. */
async function testRegions(values: Float64Array, weights: SpatialWeights): Promise<Tested | null> {
  const local = values.length < leastRegions ? null : localMoran(values, weights)
  if (!local) return null
  const found: number[] = []
  for (const p of localMoranPermutations(values, weights, { seed, permutations })) {
    found.push(p)
    await nextTurn()
  }
  const p = Float64Array.from(found)
  return { local, p, q: benjaminiHochberg(p), moran: globalMoran(values, weights) }
}

const orNull = (value: number | undefined): number | null => (value === undefined || Number.isNaN(value) ? null : value)

async function rowsOf(
  { regions, shown, tested, values }: Compared,
  neighbours: readonly (readonly number[])[],
  alpha: number,
): Promise<Pick<RegionHotSpots, 'moran' | 'rows' | 'tooFew'>> {
  const found = await testRegions(values, weightsOf(neighbours, tested))
  const place = new Map(tested.map((region, index) => [region, index]))
  const quadrant = (at: number): LisaQuadrantId =>
    found && (found.q[at] as number) <= alpha ? (found.local.quadrant[at] ?? 'none') : 'none'
  const rows = regions.map(({ code }, region) => {
    const at = place.get(region) ?? -1
    return {
      code,
      value: shown[region] ?? null,
      neighbours: (neighbours[region] as number[]).map((other) => (regions[other] as Region).code),
      localI: orNull(found?.local.i[at]),
      p: orNull(found?.p[at]),
      q: orNull(found?.q[at]),
      quadrant: quadrant(at),
    }
  })
  const moran = found?.moran ? { i: found.moran.i, z: found.moran.z, p: found.moran.p } : null
  return { tooFew: found ? null : tooFewWords, moran, rows }
}

const answers = new VersionCache<RegionHotSpots>(64)

/**
 * Local Moran of the children of a region, those in statistics alone; kept as long as the data stand. A rate is not
 * tested where there is nobody. Throws FilterError.
 */
export async function readRegionHotSpots(database: Database, question: RegionSpotsQuestion): Promise<RegionHotSpots> {
  const { filter, measure, parent, alpha } = question
  const { overview, asOf, dataVersion } = await resolveFilter(database, collectionOfMeasure(measure), filter)
  const key = [measure, parent, alpha, asOf, printFilter(filter)].join(' ')
  return answers.get(database, dataVersion, key, async () => {
    const index = await readRegionIndex(database, dataVersion)
    const regions = index.children(parent).filter(({ inStatistics }) => inStatistics)
    const [compared, neighbours] = await Promise.all([
      compare(database, question, regions),
      neighboursOf(database, regions),
    ])
    const about = { asOf, dataVersion, sample: overview.sample, parent, measure, method, seed }
    return { ...about, ...(await rowsOf(compared, neighbours, alpha)) }
  })
}
