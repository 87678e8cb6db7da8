import type { Row, Session, SqlValue } from './database.ts'

/** What a column comes as: numbers NULL is NaN in, integers of 64 bits that are never NULL, texts. */
interface ColumnArrays {
  readonly number: Float64Array
  readonly bigint: BigInt64Array
  readonly text: readonly (string | null)[]
}

/** The names of the columns that are read, each with what it comes as. */
export type ColumnTypes = Readonly<Record<string, keyof ColumnArrays>>

/** A result by column, all of the same length. */
export type Columns<Types extends ColumnTypes> = { readonly [Name in keyof Types]: ColumnArrays[Types[Name]] }

type Growing = Float64Array | BigInt64Array | (string | null)[]

const emptyOf = { number: () => new Float64Array(0), bigint: () => new BigInt64Array(0), text: () => [] } as const

function grown(column: Growing, length: number): Growing {
  if (Array.isArray(column) || column.length >= length) return column
  const capacity = Math.max(length, column.length * 2, 1024)
  const larger = column instanceof Float64Array ? new Float64Array(capacity) : new BigInt64Array(capacity)
  larger.set(column as never)
  return larger
}

/** Collects a result piece by piece into one array a column. */
export class ColumnCollector<Types extends ColumnTypes> {
  readonly #types: Types
  readonly #columns: Map<string, Growing>
  #length = 0

  constructor(types: Types) {
    this.#types = types
    this.#columns = new Map(Object.entries(types).map(([name, type]) => [name, emptyOf[type]()]))
  }

  /** Adds `count` rows; `valueOf` gives the value of a column in one of them. Throws for a BIGINT that is NULL. */
  add(count: number, valueOf: (name: string, row: number) => SqlValue): void {
    const length = this.#length + count
    for (const [name, column] of this.#columns) {
      const target = grown(column, length)
      this.#columns.set(name, target)
      for (let row = 0; row < count; row += 1) {
        const value = valueOf(name, row)
        const at = this.#length + row
        if (target instanceof Float64Array) target[at] = value === null ? NaN : Number(value)
        else if (Array.isArray(target)) target[at] = value as string | null
        else if (value === null) throw new TypeError(`column ${name} holds NULL`)
        else target[at] = BigInt(value as bigint | number)
      }
    }
    this.#length = length
  }

  take(): Columns<Types> {
    const whole = [...this.#columns].map(([name, column]) => [
      name,
      Array.isArray(column) ? column : column.subarray(0, this.#length),
    ])
    return Object.fromEntries(whole) as Columns<Types>
  }

  get names(): readonly string[] {
    return Object.keys(this.#types)
  }
}

/** Questions of an engine that answers in rows, by row and by column. */
export function askingByRow(query: Session['query']): Pick<Session, 'query' | 'columns'> {
  return {
    query,
    async columns(types, sql, values, options) {
      const rows = await query(sql, values, options)
      const collector = new ColumnCollector(types)
      collector.add(rows.length, (name, row) => (rows[row] as Row)[name] ?? null)
      return collector.take()
    },
  }
}
