import { type SpatialWeights, includeSelf, weightsFromLists } from '../../server/analysis/spatialWeights.ts'
import type { Random } from './random.ts'

/** A field of hexagons, `width` by `height`, with neighbours and self. */
export function hexagonField(width: number, height: number): SpatialWeights {
  const lists = Array.from({ length: width * height }, (_, cell) => {
    const [x, y] = [cell % width, Math.floor(cell / width)]
    const shift = y % 2
    const around = [[x - 1, y], [x + 1, y], [x - 1 + shift, y - 1], [x + shift, y - 1], [x - 1 + shift, y + 1], [x + shift, y + 1]] // prettier-ignore
    return around.flatMap(([ox = 0, oy = 0]) =>
      ox >= 0 && ox < width && oy >= 0 && oy < height ? [oy * width + ox] : [],
    )
  })
  return includeSelf(weightsFromLists(lists))
}

/** A Poisson count (Knuth); for small means. */
export function poissonCount(random: Random, mean: number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random.next(); product > limit; product *= random.next()) count++
  return count
}

/** A gamma variable of mean 1 and shape `size` (Marsaglia and Tsang 2000), the clumping of a negative binomial count. */
export function gammaFactor(random: Random, size: number): number {
  const shape = size < 1 ? size + 1 : size
  const boost = size < 1 ? random.next() ** (1 / size) : 1
  const d = shape - 1 / 3
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const v = (1 + normal / Math.sqrt(9 * d)) ** 3
    if (v <= 0) continue
    if (Math.log(1 - random.next()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) return (d * v * boost) / size
  }
}

/** Counts that chance alone made: Poisson, or negative binomial of the given size. */
export function noiseCounts(random: Random, bins: number, mean: number, size: number | null = null): Int32Array {
  return new Int32Array(bins).map(() => poissonCount(random, size === null ? mean : mean * gammaFactor(random, size)))
}
