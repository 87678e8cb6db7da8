import { open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { CsvChunks } from './database.ts'

const lineFeed = 0x0a
const flushCharacters = 1 << 20
const defaultLineBytes = 2 << 20
let serial = 0

const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`
const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** Beside the database, so that it is on the disk that was chosen for the data. */
function loadPath(databasePath: string): string {
  serial += 1
  const name = `.load-${process.pid}-${serial}.csv`
  return databasePath === ':memory:' ? join(tmpdir(), `atlas${name}`) : `${databasePath}${name}`
}

/** Removes what killed processes left behind. To be called by the one process that holds the database. */
export async function removeStaleLoads(databasePath: string): Promise<void> {
  if (databasePath === ':memory:') return
  const prefix = `${basename(databasePath)}.load-`
  const names = await readdir(dirname(databasePath))
  const stale = names.filter((name) => name.startsWith(prefix))
  await Promise.all(stale.map((name) => rm(join(dirname(databasePath), name), { force: true })))
}

/** Bytes of a chunk after its last line break, and up to it; all of it when it has none. */
function splitLength(chunk: Uint8Array): [upToBreak: number, after: number] {
  const upToBreak = chunk.lastIndexOf(lineFeed) + 1
  return [upToBreak, chunk.length - upToBreak]
}

/** Writes the chunks to `path`; the bytes written, and an upper bound of those in one line. */
async function writeChunks(path: string, lines: CsvChunks): Promise<{ size: number; longest: number }> {
  const file = await open(path, 'w', 0o600)
  let pending = ''
  let size = 0
  let longest = 0
  let sinceBreak = 0
  const write = async (chunk: Uint8Array) => {
    const [upToBreak, after] = splitLength(chunk)
    longest = Math.max(longest, sinceBreak + chunk.length)
    sinceBreak = upToBreak === 0 ? sinceBreak + after : after
    size += chunk.length
    await file.writeFile(chunk)
  }
  const flush = async () => {
    const text = pending
    pending = ''
    if (text !== '') await write(Buffer.from(text))
  }
  try {
    for await (const chunk of lines) {
      if (typeof chunk === 'string') pending += chunk
      if (typeof chunk !== 'string' || pending.length >= flushCharacters) await flush()
      if (typeof chunk !== 'string') await write(chunk)
    }
    await flush()
  } finally {
    await file.close()
  }
  return { size, longest }
}

async function columnTypes(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  const probe = await connection.run(`select ${columns.map(quoteName).join(', ')} from ${quoteName(table)} limit 0`)
  return probe.columnTypes().map((type) => type.toString())
}

/** What a file of CSV is loaded into. */
interface CsvTarget {
  readonly table: string
  readonly columns: readonly string[]
  readonly orderBy: string | undefined
}

/** `Session.loadCsv` for DuckDB: the lines go through a file, which the engine reads on all cores. */
export async function loadCsvFile(
  connection: DuckDBConnection,
  databasePath: string,
  { table, columns, orderBy }: CsvTarget,
  lines: CsvChunks,
): Promise<void> {
  const path = loadPath(databasePath)
  try {
    const { size, longest } = await writeChunks(path, lines)
    // An ordered insert of no rows is not harmless: see `insertOrdered`.
    if (size === 0) return
    const lineBytes = Math.max(defaultLineBytes, longest)
    const types = await columnTypes(connection, table, columns)
    const typed = columns.map((name, index) => `${quoteText(name)}: ${quoteText(types[index] ?? 'VARCHAR')}`)
    await connection.run(
      `insert into ${quoteName(table)} (${columns.map(quoteName).join(', ')})
       select * from read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '"',
         escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, max_line_size = ${lineBytes},
         columns = {${typed.join(', ')}})${orderBy === undefined ? '' : ` order by ${quoteName(orderBy)}`}`,
    )
  } finally {
    await rm(path, { force: true })
  }
}
