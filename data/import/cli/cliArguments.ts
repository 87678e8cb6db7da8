import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ImportMapping } from '#contract/imports.ts'
import { type Datum, datums } from '#model/codes.ts'
import { type CollectionId, recordCollectionIds } from '#model/collections.ts'
import { ImportError } from '../importError.ts'
import { builtInMapping, builtInMappingNames, parseMapping } from '../columns/mapping.ts'
import { isDatum } from '../place/pointReader.ts'

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'undo'; readonly batchId: string }
  | {
      readonly kind: 'import'
      readonly collection: CollectionId
      readonly path: string
      readonly datum: Datum | null
      readonly mapping: ImportMapping | null
      readonly sheet: string | null
      readonly dryRun: boolean
    }

const collectionIds: readonly CollectionId[] = [...recordCollectionIds, 'regions']

/** The words for `--help` and beside every mistake on the command line. */
export const usage = `Usage:
  npm run import -- <collection> <file> [options]
  npm run import -- --undo BATCH

Collections: ${collectionIds.join(', ')} (regions replaces all boundaries)
Files:       .csv .tsv .txt (UTF-8, UTF-16 with a byte order mark, GB18030), .xlsx, .geojson .json .jsonl

Options:
  --datum NAME    datum of the coordinates: ${datums.map(({ id }) => id).join(', ')}
  --mapping NAME  a mapping file (.json), or one of: ${builtInMappingNames.join(', ')}
  --sheet NAME    sheet of a workbook, the first when left out
  --dry-run       check every row and store nothing
  --undo BATCH    take an import back`

/** A mistake on the command line. */
export class UsageError extends Error {}

const options = {
  datum: { type: 'string' },
  mapping: { type: 'string' },
  sheet: { type: 'string' },
  'dry-run': { type: 'boolean' },
  undo: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function readDatum(name: string | undefined): Datum | null {
  if (name === undefined || isDatum(name)) return name ?? null
  throw new UsageError(`--datum "${name}" is unknown; allowed: ${datums.map(({ id }) => id).join(', ')}`)
}

function readCollection(id: string | undefined): CollectionId {
  const found = collectionIds.find((candidate) => candidate === id)
  if (found !== undefined) return found
  const what = id === undefined ? 'the collection is missing' : `there is no collection "${id}"`
  throw new UsageError(`${what}; allowed: ${collectionIds.join(', ')}`)
}

function readMapping(name: string | undefined): ImportMapping | null {
  if (name === undefined) return null
  if (!name.endsWith('.json')) return builtInMapping(name)
  try {
    return parseMapping(readFileSync(name, 'utf8'))
  } catch (error) {
    if (error instanceof ImportError) throw new UsageError(`${name}: ${error.message}`)
    throw new UsageError(`--mapping cannot be read: ${(error as Error).message}`)
  }
}

/** Reads the arguments after the command's name. Throws a UsageError, or an ImportError for an unknown mapping. */
export function readArguments(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv)
  if (values.help) return { kind: 'help' }
  if (values.undo !== undefined) return { kind: 'undo', batchId: values.undo }
  const [id, path, ...rest] = positionals
  const collection = readCollection(id)
  if (path === undefined) throw new UsageError('the file is missing')
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one argument too many; one file is imported at a time`)
  return {
    kind: 'import',
    collection,
    path,
    datum: readDatum(values.datum),
    mapping: readMapping(values.mapping),
    sheet: values.sheet ?? null,
    dryRun: values['dry-run'] ?? false,
  }
}
