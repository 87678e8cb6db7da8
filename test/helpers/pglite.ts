import { PGlite, types } from '@electric-sql/pglite'
import type { Database, Row, Session, SqlValue } from '../../server/database/database.ts'

type Runner = Pick<PGlite, 'query'>

const parsers = { [types.INT8]: (text: string) => BigInt(text), [types.DATE]: (text: string) => text }

async function toBlob(lines: AsyncIterable<string> | Iterable<string>): Promise<Blob> {
  const chunks: string[] = []
  for await (const chunk of lines) chunks.push(chunk)
  return new Blob(chunks)
}

function sessionOn(runner: Runner): Session {
  return {
    async query<R extends Row>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
      const parameters = values.map((value) => (value === null ? null : String(value)))
      const serializers = Object.fromEntries(
        [types.INT8, types.INT4, types.FLOAT8, types.DATE, types.BOOL, types.TEXT].map((oid) => [oid, String]),
      )
      return (await runner.query<R>(sql, parameters, { parsers, serializers })).rows
    },
    async loadCsv(table, columns, lines) {
      const sql = `copy "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) from '/dev/blob' with (format csv)`
      await runner.query(sql, [], { blob: await toBlob(lines) })
    },
  }
}

/** PostgreSQL inside the test process behind the same interface as the real one; `dump` starts from a data directory. */
export async function openPglite(dump?: File | Blob): Promise<Database & { dump(): Promise<File | Blob> }> {
  const engine = await PGlite.create(dump ? { loadDataDir: dump } : {})
  return {
    engine: 'postgres',
    ...sessionOn(engine),
    transaction: (work) => engine.transaction((transaction) => work(sessionOn(transaction as unknown as Runner))),
    close: () => engine.close(),
    dump: () => engine.dumpDataDir('none'),
  }
}
