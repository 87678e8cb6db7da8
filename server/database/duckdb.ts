import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type DuckDBConnection, DuckDBInstance, ResultReturnType } from '@duckdb/node-api'
import { abandonable } from './abandonable.ts'
import { ColumnCollector, type Columns, type ColumnTypes } from './columns.ts'
import type { Database, QueryOptions, Row, Session, SqlValue } from './database.ts'
import { loadCsvFile, removeStaleLoads } from './duckdbCsv.ts'
import { addChunk, bindTypes, rowsOf } from './duckdbRows.ts'
import { DatabaseFullError, DatabaseLockedError, DatabaseUnreachableError } from './errors.ts'
import { memoryOptions } from './duckdbMemory.ts'
import { Mutex } from './mutex.ts'
import { SessionPool } from './sessionPool.ts'

const readerCount = 4
/** The system's lock does not keep a process from opening the file twice; this does. */
const openPaths = new Set<string>()

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** After some failures, such as a disk that fills up during a commit, DuckDB answers nothing until it is opened anew. */
class InvalidatedError extends Error {}

function explain(error: unknown, path: string): unknown {
  const message = messageOf(error)
  const full = /No space left on device|ENOSPC|Disk quota exceeded/i.test(message)
  const cause = full ? new DatabaseFullError(path, { cause: error }) : error
  const invalidated = /^FATAL Error|database has been invalidated/.test(message)
  return invalidated ? new InvalidatedError(message, { cause }) : cause
}

async function createInstance(path: string, memoryBytes: number | undefined): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, memoryOptions(path, memoryBytes))
  } catch (error) {
    const message = messageOf(error)
    if (!message.includes('Could not set lock')) throw new DatabaseUnreachableError(path, error)
    const pid = /PID (\d+)/.exec(message)?.[1]
    throw new DatabaseLockedError(path, pid === undefined ? null : Number(pid))
  }
}

async function run<R extends Row>(
  connection: DuckDBConnection,
  sql: string,
  values: readonly SqlValue[],
): Promise<R[]> {
  const result =
    values.length === 0 ? await connection.run(sql) : await connection.run(sql, [...values], bindTypes(values))
  return result.returnType === ResultReturnType.QUERY_RESULT ? ((await rowsOf(result)) as R[]) : []
}

/** Chunks of 2,048 rows that are read before other work has its turn. */
const chunksAtOnce = 8

async function runColumns<Types extends ColumnTypes>(
  connection: DuckDBConnection,
  types: Types,
  sql: string,
  values: readonly SqlValue[],
): Promise<Columns<Types>> {
  const result = await connection.run(sql, [...values], bindTypes(values))
  const collector = new ColumnCollector(types)
  const names = result.columnNames()
  for (const [index, chunk] of (await result.fetchAllChunks()).entries()) {
    if (index % chunksAtOnce === chunksAtOnce - 1) await setImmediate()
    addChunk(collector, names, chunk)
  }
  return collector.take()
}

function sessionOn(connection: DuckDBConnection, path: string): Session {
  const interrupt = (): void => connection.interrupt()
  const ask = async <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> => {
    try {
      return await abandonable(signal, interrupt, work)
    } catch (error) {
      throw explain(error, path)
    }
  }
  return {
    query: <R extends Row>(sql: string, values: readonly SqlValue[] = [], { signal }: QueryOptions = {}) =>
      ask(signal, () => run<R>(connection, sql, values)),
    columns: (types, sql, values = [], { signal } = {}) =>
      ask(signal, () => runColumns(connection, types, sql, values)),
    async loadCsv(table, columns, lines, orderBy) {
      try {
        await loadCsvFile(connection, path, { table, columns, orderBy }, lines)
      } catch (error) {
        throw explain(error, path)
      }
    },
  }
}

/** The file while it is open: connections that read, one that writes. */
interface OpenFile {
  readonly writer: Session
  readonly readers: SessionPool
  close(): void
}

async function openFile(path: string, memoryBytes: number | undefined): Promise<OpenFile> {
  const instance = await createInstance(path, memoryBytes)
  await removeStaleLoads(path)
  const connections = await Promise.all(Array.from({ length: readerCount + 1 }, () => instance.connect()))
  const [writer, ...readers] = connections.map((connection) => sessionOn(connection, path))
  return {
    writer: writer as Session,
    readers: new SessionPool(readers),
    close() {
      for (const connection of connections) connection.closeSync()
      instance.closeSync()
    },
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

/** The file of a path, opened anew when the engine has given it up. */
class EmbeddedFile {
  readonly #path: string
  readonly #memoryBytes: number | undefined
  #opening: Promise<OpenFile> | null = null

  constructor(path: string, memoryBytes: number | undefined) {
    this.#path = path
    this.#memoryBytes = memoryBytes
  }

  /** The open file; one that could not be opened, for want of space, can be later. */
  open(): Promise<OpenFile> {
    this.#opening ??= openFile(this.#path, this.#memoryBytes).catch((error: unknown) => {
      this.#opening = null
      throw error
    })
    return this.#opening
  }

  /** The result of `work`; with `retry` it is done again when the engine had given the file up. */
  async use<T>(work: (file: OpenFile) => Promise<T>, { retry }: { retry: boolean }): Promise<T> {
    const opening = this.open()
    const file = await opening
    try {
      return await work(file)
    } catch (error) {
      if (!(error instanceof InvalidatedError) || this.#path === ':memory:') throw error
      if (this.#opening === opening) {
        this.#opening = null
        file.close()
      }
      if (retry) return await this.use(work, { retry: false })
      throw error.cause
    }
  }

  async close(): Promise<void> {
    const file = await this.open()
    file.close()
  }
}

/**
 * The embedded store: a file, created with its directory when missing, or `:memory:`. Reads go on during a write. What
 * does not fit into `memoryBytes` is worked on beside the file.
 * Throws DatabaseLockedError when another process, or this one, holds the file.
 */
export async function openDuckDb(file: string, memoryBytes?: number): Promise<Database> {
  const path = file === ':memory:' ? file : resolve(file)
  if (openPaths.has(path)) throw new DatabaseLockedError(path, process.pid)
  if (path !== ':memory:') await mkdir(dirname(path), { recursive: true })
  const embedded = new EmbeddedFile(path, memoryBytes)
  await embedded.open()
  if (path !== ':memory:') openPaths.add(path)
  const mutex = new Mutex()
  let writes = 0
  const transaction: Database['transaction'] = (work) =>
    mutex.run(async () => {
      try {
        return await embedded.use(({ writer }) => inTransaction(writer, work), { retry: false })
      } finally {
        // A failed commit too may have been one.
        writes += 1
      }
    })
  return {
    engine: 'duckdb',
    query: (sql, values, options) =>
      embedded.use(({ readers }) => readers.use((session) => session.query(sql, values, options)), { retry: true }),
    columns: (types, sql, values, options) =>
      embedded.use(({ readers }) => readers.use((session) => session.columns(types, sql, values, options)), {
        retry: true,
      }),
    loadCsv: (...load) => transaction((session) => session.loadCsv(...load)),
    transaction,
    writes: () => writes,
    async close() {
      await mutex.run(async () => {
        await embedded.close()
        openPaths.delete(path)
      })
    },
  }
}
