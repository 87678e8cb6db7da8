import { alphabet, usccCheckDigit } from '../../import/values/uscc.ts'

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** Check character of the organisation code, of GB 11714: eight characters weighted, modulo 11. */
function organisationCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < 8; i++) {
    const code = body.charCodeAt(i)
    sum += (code < 65 ? code - 48 : code - 55) * (organisationWeights[i] as number)
  }
  const rest = (11 - (sum % 11)) % 11
  return rest === 10 ? 'X' : String(rest)
}

/** `91` a company, `12` a public institution. */
export type UsccClass = '91' | '12'

/**
 * A valid code for the `number`-th holder registered in `countyCode`; different numbers below 31^5 (28 million) give
 * different codes.
 */
export function buildUscc(holderClass: UsccClass, countyCode: string, number: number): string {
  let rest = (number * 15_485_863 + 7_368_787) % 31 ** 5
  let body = ''
  for (let i = 0; i < 5; i++) {
    body += alphabet[rest % 31]
    rest = Math.floor(rest / 31)
  }
  const organisation = `MA${alphabet[(number * 11) % 31]}${body}`
  const first17 = `${holderClass}${countyCode}${organisation}${organisationCheck(organisation)}`
  return `${first17}${usccCheckDigit(first17)}`
}
