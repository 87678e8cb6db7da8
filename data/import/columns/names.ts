/**
 * A header or a code in the form in which names are compared: full-width letters made plain, no case, no spaces, no
 * punctuation.
 */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '')
}
