import type { SqlValue } from '../database/database.ts'

/** Separates the texts of a list that is bound as one parameter; no key of a register holds a control character. */
const separator = String.fromCodePoint(31)

/** The values of one statement in the order of their `$n`. */
export class Parameters {
  readonly values: SqlValue[] = []
  readonly #days = new Map<string, string>()

  /** Binds a value; the placeholder to write into the SQL. */
  add(value: SqlValue): string {
    this.values.push(value)
    return `$${this.values.length}`
  }

  /** Binds an ISO day, once however often it is asked for; SQL of type DATE. */
  addDay(day: string): string {
    const sql = this.#days.get(day) ?? `cast(${this.add(day)} as date)`
    this.#days.set(day, sql)
    return sql
  }

  /** Binds texts of any number as one parameter; SQL of a subquery for `in`. */
  addTexts(texts: readonly string[]): string {
    return `(select unnest(string_to_array(${this.add(texts.join(separator))}, chr(31))))`
  }

  /** Binds 64-bit integers of any number as one parameter; SQL of a subquery for `in`. */
  addIntegers(integers: readonly bigint[]): string {
    return `(select cast(unnest(string_to_array(${this.add(integers.join(','))}, ',')) as bigint))`
  }
}
