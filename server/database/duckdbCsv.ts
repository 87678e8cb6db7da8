import { open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'

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

/** Writes the chunks to `path`; the answer is an upper bound of the bytes in one line. */
async function writeChunks(path: string, lines: AsyncIterable<string> | Iterable<string>): Promise<number> {
  const file = await open(path, 'w', 0o600)
  let pending = ''
  let longest = 0
  let sinceBreak = 0
  try {
    for await (const chunk of lines) {
      longest = Math.max(longest, sinceBreak + chunk.length)
      const lastBreak = chunk.lastIndexOf('\n')
      sinceBreak = lastBreak === -1 ? sinceBreak + chunk.length : chunk.length - lastBreak - 1
      pending += chunk
      if (pending.length >= flushCharacters) {
        await file.writeFile(pending)
        pending = ''
      }
    }
    await file.writeFile(pending)
  } finally {
    await file.close()
  }
  return longest * 3
}

async function columnTypes(
  connection: DuckDBConnection,
  table: string,
  columns: readonly string[],
): Promise<readonly string[]> {
  const probe = await connection.run(`select ${columns.map(quoteName).join(', ')} from ${quoteName(table)} limit 0`)
  return probe.columnTypes().map((type) => type.toString())
}

/** `Session.loadCsv` for DuckDB: the lines go through a file, which the engine reads on all cores. */
export async function loadCsvFile(
  connection: DuckDBConnection,
  databasePath: string,
  table: string,
  columns: readonly string[],
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<void> {
  const path = loadPath(databasePath)
  try {
    const lineBytes = Math.max(defaultLineBytes, await writeChunks(path, lines))
    const types = await columnTypes(connection, table, columns)
    const typed = columns.map((name, index) => `${quoteText(name)}: ${quoteText(types[index] ?? 'VARCHAR')}`)
    await connection.run(
      `insert into ${quoteName(table)} (${columns.map(quoteName).join(', ')})
       select * from read_csv(${quoteText(path)}, auto_detect = false, header = false, delim = ',', quote = '"',
         escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, max_line_size = ${lineBytes},
         columns = {${typed.join(', ')}})`,
    )
  } finally {
    await rm(path, { force: true })
  }
}
