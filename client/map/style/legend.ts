/** A sign of the legend with its words. Colours never stand alone: each has its label, and its shape where it has one. */
export type LegendItem =
  | { readonly kind: 'color'; readonly color: string; readonly label: string }
  | { readonly kind: 'hexagon'; readonly color: string; readonly label: string }
  | { readonly kind: 'hatch'; readonly color: string; readonly label: string }
  | { readonly kind: 'icon'; readonly icon: string; readonly label: string; readonly scale?: number }
  | {
      readonly kind: 'line'
      readonly color: string
      readonly width: number
      readonly dashed: boolean
      readonly label: string
    }
  | {
      readonly kind: 'area'
      readonly color: string
      readonly line: string
      readonly dashed: boolean
      readonly label: string
    }

export interface LegendSection {
  readonly title: string
  readonly unit?: string
  /** Sections are listed by rising order, not by when they were mounted. */
  readonly order: number
  readonly items: readonly LegendItem[]
}

/** Writes the limits of classes: `[0, 5, 12]` -> `['0 – 5', '5 – 12']`; one value alone is its own class. */
export function breakLabels(breaks: readonly number[], format: (value: number) => string): string[] {
  if (breaks.length === 1) return [format(breaks[0] ?? 0)]
  return breaks.slice(1).map((upper, index) => `${format(breaks[index] ?? 0)} – ${format(upper)}`)
}

/** Writes classes of whole numbers by their starts: `[1, 2, 20]` -> `['1', '2 – 19', '≥ 20']`. */
export function countLabels(starts: readonly number[], format: (value: number) => string): string[] {
  return starts.map((start, index) => {
    const next = starts[index + 1]
    if (next === undefined) return `≥ ${format(start)}`
    return next - 1 === start ? format(start) : `${format(start)} – ${format(next - 1)}`
  })
}
