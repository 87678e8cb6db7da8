/** Sections of GB/T 4754-2017 with the last two-digit division of each; divisions run from 01 without a gap. */
const sections: readonly (readonly [letter: string, lastDivision: number])[] = [
  ['A', 5],
  ['B', 12],
  ['C', 43],
  ['D', 46],
  ['E', 50],
  ['F', 52],
  ['G', 60],
  ['H', 62],
  ['I', 65],
  ['J', 69],
  ['K', 70],
  ['L', 72],
  ['M', 75],
  ['N', 79],
  ['O', 82],
  ['P', 83],
  ['Q', 85],
  ['R', 90],
  ['S', 96],
  ['T', 97],
]

/** The section letter of a two-digit division, or undefined when there is no such division. */
export function sectionOf(division: number): string | undefined {
  return division < 1 ? undefined : sections.find(([, last]) => division <= last)?.[0]
}

export interface Industry {
  /** Letter and digits (`C3311`) where they can be told, else the text as it was. */
  readonly code: string
  /** What is odd about it, as the end of a sentence, or null. */
  readonly problem: string | null
}

/**
 * An industry code of GB/T 4754-2017 as letter and digits: `C3311`, `3311`, `C33`, `C`, `C3311 金属结构制造` and
 * `c-33.11` are all read.
 */
export function parseIndustry(text: string): Industry {
  const match = /^([A-T])?[-.\s]*(\d[\d.]*)?/.exec(text.normalize('NFKC').toUpperCase())
  const letter = match?.[1] ?? ''
  const digits = (match?.[2] ?? '').replaceAll('.', '')
  if (letter === '' && digits === '') return { code: text, problem: 'is no industry code of GB/T 4754' }
  if (digits === '') return { code: letter, problem: null }
  const section = sectionOf(Number(digits.slice(0, 2)))
  if (digits.length < 2 || digits.length > 4 || section === undefined) {
    return { code: text, problem: 'is no industry code of GB/T 4754: it has no such division' }
  }
  if (letter !== '' && letter !== section) {
    return {
      code: text,
      problem: `puts division ${digits.slice(0, 2)} into section ${letter}; it belongs to ${section}`,
    }
  }
  return { code: `${section}${digits}`, problem: null }
}
