import { type EmergingPatternId, emergingPatterns } from '#model/hotSpot.ts'

/** A cell hot (cold) at this share of its steps is so nearly always. */
const nearlyAlways = 0.9

type Kind =
  'new' | 'consecutive' | 'intensifying' | 'persistent' | 'diminishing' | 'sporadic' | 'oscillating' | 'historical'

const numberOf = new Map<string, number>(emergingPatterns.map(({ id }, index) => [id, index]))
const number = (kind: Kind, side: 1 | -1): number =>
  numberOf.get(`${kind}${side > 0 ? 'Hot' : 'Cold'}` satisfies EmergingPatternId) as number

/**
 * Pattern of a cell as an index of `emergingPatterns`, from whether each step is hot (above 0), cold (below 0) or neither,
 * and the sign of its trend (0 when not significant). The definitions of ArcGIS Pro 3; where two of them hold, being
 * nearly always hot goes before all others, and a past on the other side (oscillating) before new and consecutive.
 * A cold pattern is its hot twin with all signs turned: a falling trend intensifies it. No steps have no pattern.
 */
export function emergingPattern(hotness: ArrayLike<number>, trend: number): number {
  for (const side of [1, -1] as const) {
    const found = nearlyAlwaysPattern(hotness, trend, side)
    if (found !== null) return found
  }
  const last = Math.sign(hotness[hotness.length - 1] ?? 0)
  return last === 0 ? 0 : number(lastStepKind(hotness, last), last as 1 | -1)
}

function nearlyAlwaysPattern(hotness: ArrayLike<number>, trend: number, side: 1 | -1): number | null {
  const steps = hotness.length
  let on = 0
  for (let step = 0; step < steps; step++) if ((hotness[step] as number) * side > 0) on++
  // A single step has no past to be always hot in.
  if (steps < 2 || on / steps < nearlyAlways) return null
  if ((hotness[steps - 1] as number) * side <= 0) return number('historical', side)
  if (trend * side > 0) return number('intensifying', side)
  return number(trend * side < 0 ? 'diminishing' : 'persistent', side)
}

/** Kind of a cell that is on at its last step, but not nearly always. */
function lastStepKind(hotness: ArrayLike<number>, side: number): Kind {
  let run = 0
  while (run < hotness.length && (hotness[hotness.length - 1 - run] as number) * side > 0) run++
  let onBefore = false
  for (let step = 0; step < hotness.length - run; step++) {
    const state = (hotness[step] as number) * side
    if (state < 0) return 'oscillating'
    onBefore ||= state > 0
  }
  if (onBefore) return 'sporadic'
  return run === 1 ? 'new' : 'consecutive'
}
