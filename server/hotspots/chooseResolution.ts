import { getHexagonEdgeLengthAvg } from 'h3-js'
import { h3Weights } from '../analysis/h3Rings.ts'
import { chooseScale } from '../analysis/incrementalMoran.ts'
import { globalMoran } from '../analysis/moran.ts'

/** How strongly neighbours up to a distance are alike. */
export interface ScaleTried {
  readonly ring: number
  readonly distanceKm: number
  /** Null where Moran's I is undefined. */
  readonly moranZ: number | null
}

export interface ResolutionChoice {
  readonly resolution: number
  readonly tried: readonly ScaleTried[]
  /** Index into `tried` of the distance that decided; null when none did. */
  readonly chosen: number | null
  readonly reason: 'given' | 'peak' | 'highest' | 'none'
}

/** What is clustered, at one resolution. */
interface Clustered {
  readonly cells: BigUint64Array
  readonly tested: Float64Array
}

const largestRing = 6
/** Rings around more cells than this take longer than an answer may. */
const mostCells = 30_000
/** Fewer cells are mostly rim, where a cell holds less because less of it is compared. */
const leastCells = 150
/** Six distances are tried for one answer: each has to be that much surer (Bonferroni). */
const searchAlpha = 0.05 / largestRing

/** Kilometres between the middles of neighbouring cells. */
const spacingKm = (resolution: number): number => getHexagonEdgeLengthAvg(resolution, 'km') * Math.sqrt(3)

/**
 * The resolution at which to look. Incremental Moran on growing rings finds the distance at which clustering is most
 * pronounced; cells that far apart are as large as what clusters. `levelAt` gives the sums at one of the candidates,
 * which rise; the search runs on the finest that is small enough.
 */
export function chooseResolution(
  candidates: readonly number[],
  levelAt: (resolution: number) => Clustered,
): ResolutionChoice {
  const [coarsest = 0] = candidates
  if (candidates.length === 1) return { resolution: coarsest, tried: [], chosen: null, reason: 'given' }
  const sizes = new Map(candidates.map((candidate) => [candidate, levelAt(candidate).cells.length]))
  const sizeOf = (candidate: number): number => sizes.get(candidate) as number
  const searched = candidates.findLast((candidate) => sizeOf(candidate) <= mostCells) ?? coarsest
  const { cells, tested } = levelAt(searched)
  const rings = Array.from({ length: largestRing }, (_, index) => index + 1)
  const tests = rings.map((ring) => ({
    scale: ring * spacingKm(searched),
    moran: globalMoran(tested, h3Weights(cells, ring)),
  }))
  const certain = tests.some(({ moran }) => moran !== null && moran.z > 0 && moran.p <= searchAlpha)
  const { chosen, reason } = certain ? chooseScale(tests) : ({ chosen: null, reason: 'none' } as const)
  const tried = tests.map(({ scale, moran }, index) => {
    return { ring: rings[index] as number, distanceKm: scale, moranZ: moran?.z ?? null }
  })
  const distance = chosen === null ? spacingKm(searched) : (tests[chosen] as (typeof tests)[number]).scale
  const away = (resolution: number): number => Math.abs(Math.log(spacingKm(resolution) / distance))
  const largeEnough = candidates.filter((candidate) => candidate >= searched || sizeOf(candidate) >= leastCells)
  const resolution = largeEnough.toSorted((a, b) => away(a) - away(b))[0] as number
  return { resolution, tried, chosen, reason }
}
