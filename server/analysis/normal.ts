const continuedFractionDepth = 40

/** 1 - erf(x) for 0 <= x < 2.5, by the series of positive terms exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n+1)!! (DLMF 7.6.2). */
function erfcNearZero(x: number): number {
  let term = x
  let sum = x
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (2 * x * x) / odd
    sum += term
  }
  return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}

/** erfc(x) for x >= 2.5, by the continued fraction of DLMF 7.9.1, evaluated backwards. */
function erfcFarOut(x: number): number {
  let fraction = 1
  for (let depth = continuedFractionDepth; depth > 0; depth -= 1) fraction = 1 + depth / (2 * x * x) / fraction
  return Math.exp(-x * x) / (x * Math.sqrt(Math.PI) * fraction)
}

/** The complementary error function, to a relative error below 1e-12 for every x whose result is no denormal number. */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  return x < 2.5 ? erfcNearZero(x) : erfcFarOut(x)
}

/** P(Z >= z) of the standard normal distribution, exact in the far tail too: `normalUpperTail(10)` is 7.6e-24. */
export function normalUpperTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2
}

/** P(|Z| >= |z|) of the standard normal distribution: `normalTwoSided(1.96)` is 0.049996. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2)
}

/** The density of the standard normal distribution at z. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
}
