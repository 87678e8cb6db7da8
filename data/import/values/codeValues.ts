import type { CodeTable } from '#model/codes.ts'
import { normaliseName } from '../columns/names.ts'
import { Refusal } from './refusal.ts'

/** Every way of writing each code (id, zh, en, synonyms), normalised -> the id. */
function namesOf(table: CodeTable): Map<string, string> {
  const names = new Map<string, string>()
  // Ids first: another code's synonym never takes the place of an id or of a proper name.
  for (const code of table) names.set(normaliseName(code.id), code.id)
  for (const code of table) for (const name of [code.zh, code.en]) setOnce(names, name, code.id)
  for (const code of table) for (const name of code.synonyms ?? []) setOnce(names, name, code.id)
  return names
}

function setOnce(names: Map<string, string>, name: string, id: string): void {
  const key = normaliseName(name)
  if (!names.has(key)) names.set(key, id)
}

function refusalOf(table: CodeTable): Refusal {
  return new Refusal(`is not in the code table; allowed: ${table.map((code) => `${code.zh} (${code.id})`).join(', ')}`)
}

/** Reads one code of the table from its id, its Chinese or English name, or a synonym. */
export function codeParser(table: CodeTable): (text: string) => string | Refusal {
  const names = namesOf(table)
  const refusal = refusalOf(table)
  return (text) => names.get(normaliseName(text)) ?? refusal
}

/** The terms of the table that, one after another, make up the whole text (`急弯陡坡`), or null. */
function segments(text: string, names: ReadonlyMap<string, string>, byLength: readonly string[]): string[] | null {
  const found: string[] = []
  for (let rest = text; rest !== '';) {
    const term = byLength.find((name) => rest.startsWith(name))
    if (term === undefined) return null
    found.push(names.get(term) ?? '')
    rest = rest.slice(term.length)
  }
  return found
}

/** Reads a list of codes set apart by commas, semicolons, 、, slashes or spaces, or written in one word: `急弯陡坡`. */
export function codesParser(table: CodeTable): (text: string) => readonly string[] | Refusal {
  const names = namesOf(table)
  const byLength = [...names.keys()].sort((a, b) => b.length - a.length)
  const refusal = refusalOf(table)
  return (text) => {
    const whole = names.get(normaliseName(text))
    if (whole !== undefined) return [whole]
    const ids = new Set<string>()
    for (const part of text.split(/[,，、;；/|+＋\s]+/).filter(Boolean)) {
      const found = segments(normaliseName(part), names, byLength)
      if (!found) return refusal
      for (const id of found) ids.add(id)
    }
    return [...ids]
  }
}
