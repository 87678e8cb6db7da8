import { addIconKind, type IconPath } from './iconShape.ts'
import type { MapPalette } from './palette.ts'

/** One stroke a pattern or change, on the 28 px grid of the icons. */
const strokes: Readonly<Record<string, string>> = {
  new: 'M14 8v12M8 14h12',
  consecutive: 'M9 9v10M14 9v10M19 9v10',
  intensifying: 'M14 20V8M9 13l5-5l5 5M9 19h10',
  persistent: 'M9.5 9.5h9v9h-9z',
  diminishing: 'M14 8v12M9 15l5 5l5-5M9 9h10',
  sporadic: 'M9 10h.01M18 9h.01M13.5 14.5h.01M19 18h.01M9.5 19h.01',
  oscillating: 'M7 14c2.3-7 4.7-7 7 0s4.7 7 7 0',
  historical: 'M14 8a6 6 0 1 0 0 12a6 6 0 1 0 0-12M14 11v3.2l2.4 1.6',
  stronger: 'M14 20V8M9 13l5-5l5 5',
  lasting: 'M8.5 11.5h11M8.5 16.5h11',
  weaker: 'M14 8v12M9 15l5 5l5-5',
  gone: 'M9.5 9.5l9 9M18.5 9.5l-9 9',
}

/** A stroke with a halo: readable on every colour of a cell. */
function signPaths(variant: string, _: readonly string[], { paper, ink }: MapPalette): IconPath[] {
  const path = strokes[variant] ?? ''
  return [
    { path, stroke: paper, strokeWidth: 5.4 },
    { path, stroke: ink, strokeWidth: 2.4 },
  ]
}

/** The disc behind the rank of a hot spot; a cold one is a square. The flag is its colour. */
function rankPaths(variant: string, [color = '']: readonly string[], { paper }: MapPalette): IconPath[] {
  const disc = 'M4 14a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z'
  return [{ path: variant === 'cold' ? 'M5 5h18v18h-18z' : disc, fill: color, stroke: paper, strokeWidth: 2 }]
}

addIconKind('hotSpotSign', signPaths)
addIconKind('hotSpotRank', rankPaths)

/** Name of the icon of a pattern or change, without hot or cold. */
export const signIcon = (kind: string, theme: string): string => `hotSpotSign:${kind}::${theme}`
