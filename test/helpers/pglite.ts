import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite, types } from '@electric-sql/pglite'
import { askingByRow } from '../../server/database/columns.ts'
import type { CsvChunks, Database, Row, Session, SqlValue } from '../../server/database/database.ts'

type Runner = Pick<PGlite, 'query'>

const parsers = { [types.INT8]: (text: string) => BigInt(text), [types.DATE]: (text: string) => text }

async function toBlob(lines: CsvChunks): Promise<Blob> {
  const chunks: BlobPart[] = []
  for await (const chunk of lines) chunks.push(typeof chunk === 'string' ? chunk : new Uint8Array(chunk))
  return new Blob(chunks)
}

function sessionOn(runner: Runner): Session {
  return {
    ...askingByRow(async <R extends Row>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> => {
      const parameters = values.map((value) => (value === null ? null : String(value)))
      const serializers = Object.fromEntries(
        [types.INT8, types.INT4, types.FLOAT8, types.DATE, types.BOOL, types.TEXT].map((oid) => [oid, String]),
      )
      return (await runner.query<R>(sql, parameters, { parsers, serializers })).rows
    }),
    async loadCsv(table, columns, lines) {
      const sql = `copy "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) from '/dev/blob' with (format csv)`
      await runner.query(sql, [], { blob: await toBlob(lines) })
    },
  }
}

const library = createRequire(import.meta.url).resolve('@electric-sql/pglite')
const { version } = JSON.parse(readFileSync(join(dirname(library), '..', 'package.json'), 'utf8')) as {
  version: string
}
/** A directory of an empty server: starting from it takes a fifth of the time of making it. */
const emptyServer = join(tmpdir(), `pglite-${version}-empty.tar`)

async function startPglite(): Promise<PGlite> {
  if (existsSync(emptyServer)) return PGlite.create({ loadDataDir: new Blob([readFileSync(emptyServer)]) })
  const engine = await PGlite.create()
  const dump = await engine.dumpDataDir('none')
  // Test files run side by side: a file that is seen under this name is whole.
  const unfinished = `${emptyServer}.${process.pid}`
  writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()))
  renameSync(unfinished, emptyServer)
  return engine
}

/** PostgreSQL inside the test process, behind the same interface as the real one. */
export async function openPglite(): Promise<Database> {
  const engine = await startPglite()
  return {
    engine: 'postgres',
    ...sessionOn(engine),
    transaction: (work) => engine.transaction((transaction) => work(sessionOn(transaction as unknown as Runner))),
    writes: () => null,
    close: () => engine.close(),
  }
}
