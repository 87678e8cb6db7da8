import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { CodeChange, LaterCodeChange } from './currentCodes.ts'

/** Rows of `regionCodeChanges.csv`; a row whose `code2018` is `name:…` gives the code of a county that has none. */
export function readCodeChanges(file: string): { changes: CodeChange[]; codesByName: Map<string, string> } {
  const rows = readTable<Record<keyof CodeChange, string>>(file)
  const named = rows.filter((row) => row.code2018.startsWith('name:'))
  const changes = rows
    .filter((row) => !row.code2018.startsWith('name:'))
    .map((row) => ({ ...row, shareOf2018: Number(row.shareOf2018), shareOf2021: Number(row.shareOf2021) }))
  return { changes, codesByName: new Map(named.map((row) => [row.name2018, row.code2021])) }
}

/** Rows of `laterCodeChanges.csv`. */
export function readLaterCodeChanges(file: string): LaterCodeChange[] {
  return readTable<Record<keyof LaterCodeChange, string>>(file)
}

function readTable<Row>(file: string): Row[] {
  return parse(readFileSync(file), { columns: true, bom: true }) as Row[]
}
