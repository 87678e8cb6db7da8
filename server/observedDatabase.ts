import type { Database } from './database/database.ts'

/** The same store; `observe` is told how long each question took, in seconds, and whether it was answered. */
export function observedDatabase(
  database: Database,
  observe: (seconds: number, outcome: 'answered' | 'failed') => void,
): Database {
  async function observed<T>(question: Promise<T>): Promise<T> {
    const start = performance.now()
    let outcome: 'answered' | 'failed' = 'failed'
    try {
      const answer = await question
      outcome = 'answered'
      return answer
    } finally {
      observe((performance.now() - start) / 1000, outcome)
    }
  }
  return {
    engine: database.engine,
    query: (sql, values, options) => observed(database.query<never>(sql, values, options)),
    columns: (types, sql, values, options) => observed(database.columns(types, sql, values, options)),
    loadCsv: (table, columns, lines, orderBy) => database.loadCsv(table, columns, lines, orderBy),
    transaction: (work) => database.transaction(work),
    writes: () => database.writes(),
    close: () => database.close(),
  }
}
