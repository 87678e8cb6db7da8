/** The characters of a code in the order of their values. */
export const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Weights of the first 17 characters. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const valueOfCode = new Int8Array(128).fill(-1)
for (let value = 0; value < alphabet.length; value++) valueOfCode[alphabet.charCodeAt(value)] = value

/**
 * The unified social credit code in its proper form: full-width letters made plain, upper case, without spaces and
 * hyphens.
 */
export function normaliseUscc(text: string): string {
  return /^[0-9A-Z]+$/.test(text) ? text : text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
}

/**
 * The check digit after 17 characters of the alphabet (more are left aside), GB 32100-2015:
 * (31 - sum of value times weight mod 31) mod 31.
 */
export function usccCheckDigit(first17: string): string {
  let sum = 0
  for (let index = 0; index < 17; index++) sum += (valueOfCode[first17.charCodeAt(index)] ?? 0) * (weights[index] ?? 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/**
 * What is wrong with a unified social credit code of GB 32100-2015, or null. Codes in use are known to
 * fail the check digit, so it is ground for a warning.
 */
export function usccProblem(uscc: string): string | null {
  if (uscc.length !== 18) return `has ${uscc.length} characters; a unified social credit code has 18`
  for (let index = 0; index < 18; index++) {
    if ((valueOfCode[uscc.charCodeAt(index)] ?? -1) < 0) return `contains "${uscc[index]}"; allowed: ${alphabet}`
  }
  const expected = usccCheckDigit(uscc)
  return expected === uscc[17] ? null : `fails its check digit: the last character should be ${expected}`
}
