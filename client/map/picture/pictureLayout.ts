import type { LegendItem, LegendSection } from '../style/legend.ts'

/** One line of the legend of a picture. */
export interface LegendLine {
  readonly kind: 'title' | 'item' | 'ramp'
  readonly text: string
  readonly item: LegendItem | null
  /** Top of the line, pixels. */
  readonly y: number
}

export const lineHeight = 20
const rampHeight = 36
export const headHeight = 64
export const footLineHeight = 18
const footPadding = 12

/** Heights of the bands of a picture: title above the map, what it rests on below. */
export function pictureSize(map: { readonly width: number; readonly height: number }, footLines: number) {
  const footHeight = footLines * footLineHeight + footPadding * 2
  return { width: map.width, height: headHeight + map.height + footHeight, mapTop: headHeight, footTop: headHeight + map.height + footPadding } // prettier-ignore
}

/** The legend from top to bottom, and its height; a ramp takes two lines. */
export function legendLines(sections: readonly LegendSection[]): { lines: LegendLine[]; height: number } {
  const lines: LegendLine[] = []
  let y = 0
  for (const { title, unit, items } of [...sections].sort((a, b) => a.order - b.order)) {
    lines.push({ kind: 'title', text: unit ? `${title}  ${unit}` : title, item: null, y })
    y += lineHeight
    for (const item of items) {
      lines.push({ kind: item.kind === 'ramp' ? 'ramp' : 'item', text: item.label, item, y })
      y += item.kind === 'ramp' ? rampHeight : lineHeight
    }
  }
  return { lines, height: y }
}
