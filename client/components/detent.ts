/** How far a bottom sheet is pulled up. */
export const detents = ['peek', 'half', 'full'] as const
export type Detent = (typeof detents)[number]

/** Share of the screen's height that the sheet covers; `peek` shows its head alone. */
export const detentShares: Readonly<Record<Detent, number>> = { peek: 0.12, half: 0.5, full: 0.92 }

/** The detent nearest to a share of the height, leaning the way the finger was going (`velocity` in shares a second). */
export function nearestDetent(share: number, velocity: number): Detent {
  const aim = share + velocity * 0.15
  return detents.reduce((best, candidate) =>
    Math.abs(detentShares[candidate] - aim) < Math.abs(detentShares[best] - aim) ? candidate : best,
  )
}

/** The next detent up (`step` 1) or down (-1); the ends stay. */
export function stepDetent(detent: Detent, step: 1 | -1): Detent {
  return detents[Math.min(Math.max(detents.indexOf(detent) + step, 0), detents.length - 1)] ?? detent
}
