/** How a playback joins steps of time: one, the last few, all up to now, all from now to the end. */
export const windowModes = ['single', 'sliding', 'cumulative', 'remaining'] as const
export type WindowMode = (typeof windowModes)[number]

/** Indexes of steps, both included. */
export interface StepWindow {
  readonly first: number
  readonly last: number
}

/** The steps that are shown at position `index` of `count` steps; `span` is the width of a sliding window. */
export function stepWindow(mode: WindowMode, index: number, span: number, count: number): StepWindow {
  const at = Math.min(Math.max(index, 0), count - 1)
  if (mode === 'sliding') return { first: Math.max(0, at - span + 1), last: at }
  if (mode === 'cumulative') return { first: 0, last: at }
  return mode === 'remaining' ? { first: at, last: count - 1 } : { first: at, last: at }
}

/** The position after `index`: a full sliding window first, and back to the beginning after the end. */
export function nextPosition(mode: WindowMode, index: number, span: number, count: number): number {
  const start = mode === 'sliding' ? Math.min(span, count) - 1 : 0
  return index + 1 < count ? Math.max(index + 1, start) : start
}
