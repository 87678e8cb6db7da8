import type { Random } from '../draw/random.ts'

type Part = string | { readonly least: number; readonly most: number } | readonly Part[][]

const parsed = new Map<string, readonly Part[]>()

/** Fills the gaps of a phrase: `{a|b}` becomes one of the choices, which may hold gaps themselves, `{2-5}` a number. */
export function fillPhrase(phrase: string, random: Random): string {
  let parts = parsed.get(phrase)
  if (!parts) {
    parts = parse(phrase)
    parsed.set(phrase, parts)
  }
  return say(parts, random)
}

function say(parts: readonly Part[], random: Random): string {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') text += part
    else if ('least' in part) text += random.between(part.least, part.most)
    else text += say(random.pick(part), random)
  }
  return text
}

function parse(phrase: string): Part[] {
  const parts: Part[] = []
  let rest = phrase
  for (let open = rest.indexOf('{'); open >= 0; open = rest.indexOf('{')) {
    const close = closingBrace(rest, open)
    parts.push(rest.slice(0, open), gap(rest.slice(open + 1, close)))
    rest = rest.slice(close + 1)
  }
  parts.push(rest)
  return parts.filter((part) => part !== '')
}

function closingBrace(text: string, open: number): number {
  let depth = 0
  for (let i = open; i < text.length; i++) {
    if (text[i] === '{') depth++
    else if (text[i] === '}' && --depth === 0) return i
  }
  throw new Error(`the phrase has an open brace: ${text}`)
}

function gap(text: string): Part {
  const range = /^(\d+)-(\d+)$/.exec(text)
  if (range) return { least: Number(range[1]), most: Number(range[2]) }
  return splitChoices(text).map(parse)
}

function splitChoices(text: string): string[] {
  const choices = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '{') depth++
    if (letter === '}') depth--
    if (letter === '|' && depth === 0) choices.push('')
    else choices[choices.length - 1] += letter
  }
  return choices
}
