import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBDataChunk,
  type DuckDBMaterializedResult,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  INTEGER,
  SQLNULL,
  VARCHAR,
} from '@duckdb/node-api'
import type { ColumnCollector, ColumnTypes } from './columns.ts'
import type { Row, SqlValue } from './database.ts'

const dayMilliseconds = 86_400_000
const dayTexts = new Map<number, string>()

/** `YYYY-MM-DD` of a number of days since 1970-01-01; the few thousand days of the data are formatted once. */
function dayText(days: number): string {
  let text = dayTexts.get(days)
  if (text === undefined) {
    text = new Date(days * dayMilliseconds).toISOString().slice(0, 10)
    dayTexts.set(days, text)
  }
  return text
}

const daysOf = (value: DuckDBValue): number => (value as { days: number }).days

/** The values of one column; the engine's value objects (dates, huge integers) become plain ones. */
function columnValues(chunk: DuckDBDataChunk, index: number, rowCount: number): SqlValue[] {
  const vector = chunk.getColumnVector(index)
  const { typeId } = vector.type
  const values: SqlValue[] = Array.from({ length: rowCount })
  for (let row = 0; row < rowCount; row += 1) {
    const value = vector.getItem(row) as DuckDBValue
    values[row] = typeId === DuckDBTypeId.DATE && value !== null ? dayText(daysOf(value)) : (value as SqlValue)
  }
  return values
}

const supportedTypes: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DATE,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.SQLNULL,
])

/** All rows of a result, read column by column. Throws for a column of a type that both engines do not share. */
export async function rowsOf(result: DuckDBMaterializedResult): Promise<Row[]> {
  const names = result.columnNames()
  names.forEach((name, index) => {
    if (!supportedTypes.has(result.columnTypeId(index))) {
      throw new TypeError(`column ${name} is ${result.columnType(index).toString()}: cast it to a shared type`)
    }
  })
  const rows: Row[] = []
  for (const [position, chunk] of (await result.fetchAllChunks()).entries()) {
    // A chunk of wide rows takes milliseconds: others have their turn between two.
    if (position > 0) await nextTurn()
    const { rowCount } = chunk
    const columns = names.map((_, index) => columnValues(chunk, index, rowCount))
    for (let row = 0; row < rowCount; row += 1) {
      const record: Row = {}
      for (let index = 0; index < names.length; index += 1) {
        record[names[index] as string] = (columns[index] as SqlValue[])[row] as SqlValue
      }
      rows.push(record)
    }
  }
  return rows
}

/** Adds a piece of a result to what is collected by column. Throws when a column that is asked for is not there. */
export function addChunk<Types extends ColumnTypes>(
  collector: ColumnCollector<Types>,
  names: readonly string[],
  chunk: DuckDBDataChunk,
): void {
  const vectors = new Map(
    collector.names.map((name) => {
      const index = names.indexOf(name)
      if (index < 0) throw new TypeError(`the result has no column ${name}, only ${names.join(', ')}`)
      return [name, chunk.getColumnVector(index)]
    }),
  )
  collector.add(chunk.rowCount, (name, row) => vectors.get(name)?.getItem(row) as SqlValue)
}

/** The types to bind values with; without them a bigint would be bound as HUGEINT and spoil comparisons. */
export function bindTypes(values: readonly SqlValue[]): DuckDBType[] {
  return values.map((value) => {
    if (value === null) return SQLNULL
    if (typeof value === 'bigint') return BIGINT
    if (typeof value === 'boolean') return BOOLEAN
    if (typeof value === 'string') return VARCHAR
    const fitsInteger = Number.isInteger(value) && Math.abs(value) < 2 ** 31
    return fitsInteger ? INTEGER : DOUBLE
  })
}
