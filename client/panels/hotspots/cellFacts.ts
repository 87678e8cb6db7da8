import type { CodeTable } from '#model/codes.ts'
import { hotSpotConfidences } from '#model/hotSpot.ts'
import { formatExact } from '../../format.ts'

interface CellWords {
  readonly t: (key: string, values?: Record<string, unknown>) => string
  readonly nameOf: (entry: { readonly zh: string; readonly en: string }) => string
  readonly measure: string
  readonly unit: string
}

interface Tables {
  readonly emergingPatterns: CodeTable
  readonly hotSpotChanges: CodeTable
}

/** The word for a class -3..3. */
export function classWords(level: number, t: CellWords['t']): string {
  if (level === 0) return t('hotSpots.classNone')
  const confidence = hotSpotConfidences[Math.abs(level) - 1]
  return t(level > 0 ? 'hotSpots.classHot' : 'hotSpots.classCold', { confidence })
}

/** `0.0123` as `= 0.012`, tiny values as `< 0.0001`. */
export function pWords(p: number): string {
  return p < 0.0001 ? '< 0.0001' : `= ${Number(p.toPrecision(2))}`
}

/** What a tile says of a cell under the pointer. */
export function cellFacts(
  properties: Readonly<Record<string, unknown>>,
  { t, nameOf, measure, unit }: CellWords,
  { emergingPatterns, hotSpotChanges }: Tables,
): { title: string; facts: string[] }[] {
  const value = Number(properties.value)
  const title = `${measure} ${formatExact(value, value < 10 ? 1 : 0)} ${unit}`
  if (properties.generalised === true) {
    return [{ title, facts: [t('hotSpots.generalised', { hot: properties.hot, cold: properties.cold })] }]
  }
  const pattern = emergingPatterns[Number(properties.pattern)]
  const change = hotSpotChanges[Number(properties.change)]
  const facts = [
    classWords(Number(properties.class), t),
    typeof properties.q === 'number' ? t('hotSpots.q', { q: pWords(properties.q) }) : null,
    pattern && pattern.id !== 'none' ? nameOf(pattern) : null,
    change && change.id !== 'none' ? nameOf(change) : null,
  ]
  return [{ title, facts: facts.filter((fact) => fact !== null) }]
}
