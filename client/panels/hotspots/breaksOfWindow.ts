const rounded = (value: number): number => (value >= 10 ? Math.round(value) : Number(value.toPrecision(2)))

/**
 * Class breaks for the sums of a window of steps: those of the whole period, in proportion to the width of the window,
 * at least 1 apart from each other where counts are small, so that all frames of one window mode can be compared.
 */
export function breaksOfWindow(
  breaks: readonly number[],
  window: { readonly first: number; readonly last: number } | null,
  steps: number,
): number[] {
  if (!window || steps === 0) return [...breaks]
  const share = (window.last - window.first + 1) / steps
  const scaled = breaks.map((value, index) => Math.max(rounded(value * share), index === 0 ? Math.min(value, 1) : 0))
  return scaled.filter((value, index) => index === 0 || value > Math.max(...scaled.slice(0, index)))
}
