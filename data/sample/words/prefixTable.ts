/**
 * A number by place, written as `prefix:number` pairs: the longest prefix of a region code that is named wins, `*` is
 * everywhere else.
 */
export function prefixTable(text: string): (countyCode: string) => number {
  const numbers = new Map<string, number>()
  for (const pair of text.split(/\s+/)) {
    const [prefix, number] = pair.split(':')
    if (prefix === undefined || Number.isNaN(Number(number)))
      throw new Error(`not a pair of prefix and number: ${pair}`)
    numbers.set(prefix, Number(number))
  }
  return (countyCode) => {
    for (const digits of [6, 4, 2]) {
      const number = numbers.get(countyCode.slice(0, digits))
      if (number !== undefined) return number
    }
    return numbers.get('*') ?? 1
  }
}
