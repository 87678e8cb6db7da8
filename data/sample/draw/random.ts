const unit = 2 ** -32

function mix(hash: number, value: number): number {
  let h = Math.imul(hash ^ value, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** One 32-bit seed for a named stream of random numbers (mixing steps of MurmurHash3). */
export function streamSeed(seed: number, ...names: readonly (string | number)[]): number {
  let hash = mix(0x9e3779b9, seed)
  for (const name of names) {
    if (typeof name === 'number') hash = mix(hash, name)
    else for (let i = 0; i < name.length; i++) hash = mix(hash, name.charCodeAt(i))
  }
  return hash
}

/**
 * Reproducible random numbers: sfc32 (Chris Doty-Humphrey, PractRand). The same stream and index give the same
 * numbers, so that a row can be made again without its neighbours.
 */
export class Random {
  private a = 0
  private b = 0
  private c = 0
  private counter = 1

  constructor(stream: number, index = 0) {
    this.restart(stream, index)
  }

  /** Starts over as `new Random(stream, index)` would, without the object. */
  restart(stream: number, index: number): this {
    this.a = stream | 0
    this.b = index | 0
    this.c = Math.imul(stream ^ index, 0x9e3779b1)
    this.counter = 1
    for (let i = 0; i < 12; i++) this.bits()
    return this
  }

  private bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    return sum >>> 0
  }

  /** In [0, 1). */
  next(): number {
    return this.bits() * unit
  }

  /** An integer from 0 up to, not including, `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** A real number in [least, most). */
  within(least: number, most: number): number {
    return least + (most - least) * this.next()
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }

  /** An index drawn with the given weights, which need not add up to anything. */
  weighted(weights: ArrayLike<number>): number {
    let total = 0
    for (let i = 0; i < weights.length; i++) total += weights[i] as number
    let rest = this.next() * total
    for (let i = 0; i < weights.length; i++) {
      rest -= weights[i] as number
      if (rest < 0) return i
    }
    return weights.length - 1
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** Log-normal with the median and the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  /** Poisson by Knuth's product; meant for means below 50. */
  poisson(mean: number): number {
    const limit = Math.exp(-mean)
    let product = this.next()
    let count = 0
    while (product > limit) {
      product *= this.next()
      count++
    }
    return count
  }

  /** Puts the list in random order, in place (Fisher and Yates). */
  shuffle<T extends { [index: number]: unknown; readonly length: number }>(list: T): T {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const kept = list[i]
      list[i] = list[j]
      list[j] = kept
    }
    return list
  }
}
