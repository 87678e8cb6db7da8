import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, ResultReturnType } from '@duckdb/node-api'
import type { Database, Row, Session, SqlValue } from './database.ts'
import { loadCsvFile, removeStaleLoads } from './duckdbCsv.ts'
import { bindTypes, rowsOf } from './duckdbRows.ts'
import { DatabaseFullError, DatabaseLockedError, DatabaseUnreachableError } from './errors.ts'
import { Mutex } from './mutex.ts'

const readerCount = 4
/** The system's lock does not keep a process from opening the file twice; this does. */
const openPaths = new Set<string>()

function explain(error: unknown, path: string): unknown {
  const message = error instanceof Error ? error.message : String(error)
  const full = /No space left on device|ENOSPC|Disk quota exceeded/i.test(message)
  return full ? new DatabaseFullError(path, { cause: error }) : error
}

async function createInstance(path: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (!message.includes('Could not set lock')) throw new DatabaseUnreachableError(path, explain(error, path))
    const pid = /PID (\d+)/.exec(message)?.[1]
    throw new DatabaseLockedError(path, pid === undefined ? null : Number(pid))
  }
}

function sessionOn(connection: DuckDBConnection, path: string): Session {
  return {
    async query<R extends Row>(sql: string, values: readonly SqlValue[] = []): Promise<R[]> {
      try {
        const result =
          values.length === 0 ? await connection.run(sql) : await connection.run(sql, [...values], bindTypes(values))
        return result.returnType === ResultReturnType.QUERY_RESULT ? ((await rowsOf(result)) as R[]) : []
      } catch (error) {
        throw explain(error, path)
      }
    },
    async loadCsv(table, columns, lines) {
      try {
        await loadCsvFile(connection, path, table, columns, lines)
      } catch (error) {
        throw explain(error, path)
      }
    },
  }
}

/** Hands out the reading connections, each to one query at a time: a connection runs its queries one by one. */
class Readers {
  readonly #free: Session[]
  readonly #waiting: ((session: Session) => void)[] = []

  constructor(sessions: readonly Session[]) {
    this.#free = [...sessions]
  }

  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#free.pop() ?? (await new Promise<Session>((take) => this.#waiting.push(take)))
    try {
      return await work(session)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(session)
      else this.#free.push(session)
    }
  }
}

async function inTransaction<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
  await session.query('begin transaction')
  try {
    const result = await work(session)
    await session.query('commit')
    return result
  } catch (error) {
    // A failed commit has already ended the transaction, so that this may find none.
    await session.query('rollback').catch(() => undefined)
    throw error
  }
}

/**
 * The embedded store: a file, created with its directory when missing, or `:memory:`. Reads go on during a write.
 * Throws DatabaseLockedError when another process, or this one, holds the file.
 */
export async function openDuckDb(file: string): Promise<Database> {
  const path = file === ':memory:' ? file : resolve(file)
  if (openPaths.has(path)) throw new DatabaseLockedError(path, process.pid)
  if (path !== ':memory:') await mkdir(dirname(path), { recursive: true })
  const instance = await createInstance(path)
  if (path !== ':memory:') openPaths.add(path)
  await removeStaleLoads(path)
  const connections = await Promise.all(Array.from({ length: readerCount + 1 }, () => instance.connect()))
  const [writer, ...readers] = connections.map((connection) => sessionOn(connection, path))
  const pool = new Readers(readers)
  const mutex = new Mutex()
  const transaction: Database['transaction'] = (work) => mutex.run(() => inTransaction(writer as Session, work))
  return {
    engine: 'duckdb',
    query: (sql, values) => pool.use((session) => session.query(sql, values)),
    loadCsv: (table, columns, lines) => transaction((session) => session.loadCsv(table, columns, lines)),
    transaction,
    async close() {
      await mutex.run(async () => {
        for (const connection of connections) connection.closeSync()
        instance.closeSync()
        openPaths.delete(path)
      })
    },
  }
}
