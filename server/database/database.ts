import type { Columns, ColumnTypes } from './columns.ts'

/** A value bound to `$n`. Day strings go to DATE columns, BigInt to BIGINT. */
export type SqlValue = string | number | bigint | boolean | null

/** Column values as both engines return them: BIGINT as bigint, INTEGER and DOUBLE as number, DATE as `YYYY-MM-DD`. */
export type Row = Record<string, SqlValue>

export interface QueryOptions {
  /** Aborting it ends the statement on the engine; `query` then throws QueryAbandonedError. Not for transactions. */
  readonly signal?: AbortSignal
}

/** Pieces of CSV text, UTF-8 where they are bytes. */
export type CsvChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

export interface Session {
  /** Runs one statement of the dialect that DuckDB and PostgreSQL share; the rows, empty when there are none. */
  query<R extends Row = Row>(sql: string, values?: readonly SqlValue[], options?: QueryOptions): Promise<R[]>
  /** Like `query`, by column: for results of many rows, which cost a tenth of what objects do. */
  columns<Types extends ColumnTypes>(
    types: Types,
    sql: string,
    values?: readonly SqlValue[],
    options?: QueryOptions,
  ): Promise<Columns<Types>>
  /**
   * Loads rows fast into an existing table. `lines` are chunks of RFC 4180 CSV without a header, in the order of
   * `columns`; an unquoted empty cell is NULL, a quoted one the empty string. Chunks may break anywhere. The embedded
   * store puts the rows in the order of the column `orderBy`.
   */
  loadCsv(table: string, columns: readonly string[], lines: CsvChunks, orderBy?: string): Promise<void>
}

/** The one door to the store. Implementations: duckdb.ts, postgres.ts, and PGlite in the tests. */
export interface Database extends Session {
  readonly engine: 'duckdb' | 'postgres'
  /** How many transactions there were so far; null when others may write too, so that nothing can be told from it. */
  writes(): number | null
  /** Commits when `work` returns, rolls back and throws on when it throws. Writers wait for each other. */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>
  close(): Promise<void>
}
