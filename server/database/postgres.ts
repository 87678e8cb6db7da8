import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CustomTypesConfig, escapeIdentifier, Pool, type PoolClient, types as defaultTypes } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { abandonable } from './abandonable.ts'
import { askingByRow } from './columns.ts'
import type { Database, QueryOptions, Row, Session, SqlValue } from './database.ts'
import { DatabaseFullError, DatabaseUnreachableError } from './errors.ts'

const bigintOid = 20
const dateOid = 1082
const diskFullState = '53100'
/** Any constant that no other program takes: one writer at a time, also across servers on one database. */
const writerLock = 4_206_923

const readers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [bigintOid, BigInt],
  [dateOid, (text) => text],
])

const types: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    readers.get(oid) ?? (defaultTypes.getTypeParser(oid, format as 'text') as (text: string) => unknown),
}

const asParameter = (value: SqlValue): string | number | boolean | null =>
  typeof value === 'bigint' ? String(value) : value

function explain(error: unknown, where: string): unknown {
  const state = (error as { code?: unknown } | null)?.code
  return state === diskFullState ? new DatabaseFullError(where, { cause: error }) : error
}

function sessionOn(client: Pool | PoolClient, where: string): Pick<Session, 'query' | 'columns'> {
  return askingByRow(async <R extends Row>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> => {
    try {
      return (await client.query<R>(sql, values.map(asParameter))).rows
    } catch (error) {
      throw explain(error, where)
    }
  })
}

/** Number of the server's process behind a connection, which the protocol tells and the driver's types do not. */
const processOf = (client: PoolClient): number => (client as unknown as { processID: number }).processID

/** Questions on connections of the pool, that can be ended through another one. */
function readingSession(pool: Pool, canceller: Pool, where: string): Pick<Session, 'query' | 'columns'> {
  return askingByRow(
    async <R extends Row>(sql: string, values: readonly SqlValue[] = [], { signal }: QueryOptions = {}) => {
      if (signal === undefined) return sessionOn(pool, where).query<R>(sql, values)
      const client = await pool.connect()
      let cancelled = false
      let asking = false
      const interrupt = (): void => {
        cancelled = true
        if (asking) return
        asking = true
        canceller
          .query('select pg_cancel_backend($1)', [processOf(client)])
          .catch(() => undefined)
          .finally(() => (asking = false))
      }
      try {
        return await abandonable(signal, interrupt, () => sessionOn(client, where).query<R>(sql, values))
      } finally {
        // A cancellation that comes late must not meet another question.
        client.release(cancelled)
      }
    },
  )
}

interface LoadingSession extends Session {
  /** True once rows were loaded. */
  readonly loaded: () => boolean
}

function transactionSession(client: PoolClient, where: string): LoadingSession {
  let loaded = false
  return {
    ...sessionOn(client, where),
    loaded: () => loaded,
    async loadCsv(table, columns, lines) {
      loaded = true
      const names = columns.map(escapeIdentifier).join(', ')
      const target = client.query(copyFrom(`copy ${escapeIdentifier(table)} (${names}) from stdin with (format csv)`))
      try {
        await pipeline(Readable.from(lines, { objectMode: true }), target)
      } catch (error) {
        throw explain(error, where)
      }
    },
  }
}

async function inTransaction<T>(pool: Pool, where: string, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [writerLock])
    const session = transactionSession(client, where)
    const result = await work(session)
    await client.query('commit')
    // Without fresh statistics the planner reads large tables whole, until autovacuum comes by.
    // The rows are stored by now: a failure of it is none of the work.
    if (session.loaded()) await client.query('analyze').catch(() => undefined)
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

/** A store in PostgreSQL at `postgres://...`; Citus speaks the same. Throws DatabaseUnreachableError. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new Pool({ connectionString: url, max: 8, types })
  // A connection that breaks while idle is replaced by the pool; the next query tells what is wrong.
  pool.on('error', () => undefined)
  const where = `PostgreSQL at ${new URL(url).host}`
  // A connection of its own: all others may be busy with what has to be ended.
  const canceller = new Pool({ connectionString: url, max: 1 })
  canceller.on('error', () => undefined)
  try {
    await pool.query('select 1')
  } catch (error) {
    await Promise.all([pool.end(), canceller.end()])
    throw new DatabaseUnreachableError(where, error)
  }
  const transaction: Database['transaction'] = (work) => inTransaction(pool, where, work)
  return {
    engine: 'postgres',
    ...readingSession(pool, canceller, where),
    loadCsv: (...load) => transaction((session) => session.loadCsv(...load)),
    transaction,
    writes: () => null,
    async close() {
      await Promise.all([pool.end(), canceller.end()])
    },
  }
}
