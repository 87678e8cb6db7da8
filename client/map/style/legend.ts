/** A sign of the legend with its words. Colours never stand alone: each has its label, and its shape where it has one. */
export type LegendItem =
  | { readonly kind: 'color'; readonly color: string; readonly label: string }
  | {
      /** Classes side by side; `limits` stand at the borders: one more than colours, or as many when the last is open. */
      readonly kind: 'ramp'
      readonly shape: 'square' | 'hexagon'
      readonly colors: readonly string[]
      readonly limits: readonly string[]
      readonly label: string
    }
  | { readonly kind: 'hatch'; readonly color: string; readonly label: string }
  | {
      readonly kind: 'icon'
      readonly icon: string
      readonly label: string
      readonly scale?: number
      /** The colour of the cell that the icon stands on. */
      readonly ground?: string
    }
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

/**
 * A row of classes for a legend. Its label reads the classes out: `0–5, 5–12`; with as many limits as colours the last
 * class is open: `1–9, ≥ 10`.
 */
export function rampItem(
  shape: 'square' | 'hexagon',
  colors: readonly string[],
  limits: readonly string[],
): LegendItem {
  const label = colors.map((_, index) => {
    const upper = limits[index + 1]
    return upper === undefined ? `≥ ${limits[index] ?? ''}` : `${limits[index] ?? ''}–${upper}`
  })
  return { kind: 'ramp', shape, colors, limits, label: label.join(', ') }
}
