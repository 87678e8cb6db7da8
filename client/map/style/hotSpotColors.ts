import {
  type EmergingPatternId,
  emergingPatterns,
  type HotSpotChangeId,
  hotSpotChanges,
  type LisaQuadrantId,
  lisaQuadrants,
} from '#model/hotSpot.ts'
import type { Theme } from './palette.ts'

/** Hot and cold by confidence 90, 95, 99 %, weakest first: after ColorBrewer "PiYG", colour-blind safe. */
export const hotColors: Readonly<Record<Theme, readonly [string, string, string]>> = {
  light: ['#eca5cd', '#d2479a', '#8e0c5c'],
  dark: ['#8c3470', '#dd5aa6', '#ffb3da'],
}
export const coldColors: Readonly<Record<Theme, readonly [string, string, string]>> = {
  light: ['#c3de9c', '#7fb347', '#3c7016'],
  dark: ['#3f5a25', '#79a843', '#c2e892'],
}
/** What chance alone may explain. */
export const neutralColor: Readonly<Record<Theme, string>> = { light: '#c4ced6', dark: '#2c3b4d' }

/** The colour of a class -3..3. */
export function classColor(level: number, theme: Theme): string {
  if (level === 0) return neutralColor[theme]
  return (level > 0 ? hotColors : coldColors)[theme][Math.abs(level) - 1] ?? neutralColor[theme]
}

/** How strong the colour of a pattern is, 0..2, by what it says of now: the icons tell the patterns apart. */
const patternStrength: Readonly<Record<string, 0 | 1 | 2>> = {
  new: 2,
  consecutive: 1,
  intensifying: 2,
  persistent: 2,
  diminishing: 1,
  sporadic: 0,
  oscillating: 0,
  historical: 0,
}

/** The kind of a pattern without its sign: `newHot` -> `new`. */
export const patternKind = (id: EmergingPatternId): string => id.replace(/(Hot|Cold)$/, '')

/** Colours of the patterns in the order of `emergingPatterns`. */
export function patternColors(theme: Theme): string[] {
  return emergingPatterns.map(({ id }) => {
    if (id === 'none') return neutralColor[theme]
    return (id.endsWith('Hot') ? hotColors : coldColors)[theme][patternStrength[patternKind(id)] ?? 0]
  })
}

/** Colours of the changes in the order of `hotSpotChanges`. */
export function changeColors(theme: Theme): string[] {
  const [, hotMiddle, hotStrong] = hotColors[theme]
  const [coldWeak, coldMiddle] = coldColors[theme]
  const colors: Readonly<Record<HotSpotChangeId, string>> = {
    none: neutralColor[theme],
    new: hotStrong,
    stronger: hotMiddle,
    lasting: theme === 'light' ? '#b9a3b3' : '#7d6b79',
    weaker: coldWeak,
    gone: coldMiddle,
  }
  return hotSpotChanges.map(({ id }) => colors[id])
}

/** Colours of the quadrants in the order of `lisaQuadrants`. */
export function quadrantColors(theme: Theme): string[] {
  const colors: Readonly<Record<LisaQuadrantId, string>> = {
    none: neutralColor[theme],
    highHigh: hotColors[theme][2],
    highLow: hotColors[theme][0],
    lowLow: coldColors[theme][2],
    lowHigh: coldColors[theme][0],
  }
  return lisaQuadrants.map(({ id }) => colors[id])
}
