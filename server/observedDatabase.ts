import type { Database } from './database/database.ts'

/** The same store; `observe` is told how long each question took, in seconds, and whether it was answered. */
export function observedDatabase(
  database: Database,
  observe: (seconds: number, outcome: 'answered' | 'failed') => void,
): Database {
  return {
    engine: database.engine,
    async query(sql, values, options) {
      const start = performance.now()
      let outcome: 'answered' | 'failed' = 'failed'
      try {
        const rows = await database.query<never>(sql, values, options)
        outcome = 'answered'
        return rows
      } finally {
        observe((performance.now() - start) / 1000, outcome)
      }
    },
    loadCsv: (table, columns, lines) => database.loadCsv(table, columns, lines),
    transaction: (work) => database.transaction(work),
    close: () => database.close(),
  }
}
