import type { Database } from '../../server/database/database.ts'
import { openDuckDb } from '../../server/database/duckdb.ts'
import { migrate } from '../../server/database/migrate.ts'
import { openPostgres } from '../../server/database/postgres.ts'
import { openPglite } from './pglite.ts'

export interface Engine {
  readonly name: string
  /** An empty store of the current schema; close it when done. */
  open(): Promise<Database>
}

async function migrated(database: Database): Promise<Database> {
  await migrate(database)
  return database
}

/** A schema of its own in the given server, dropped at the end, so that test files can run side by side. */
async function openScratchSchema(url: string): Promise<Database> {
  const schema = `atlas_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  const administrator = await openPostgres(url)
  await administrator.query(`create schema ${schema}`)
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${schema}`)
  const database = await openPostgres(address.href)
  return {
    ...database,
    async close() {
      await database.close()
      await administrator.query(`drop schema ${schema} cascade`)
      await administrator.close()
    },
  }
}

const url = process.env.ATLAS_TEST_DATABASE_URL
if (!url)
  console.info('ATLAS_TEST_DATABASE_URL is not set: the store is tested on DuckDB and PGlite, PostgreSQL absent')

/** The engines on which each contract test runs; the first is the reference for the others. */
export const engines: readonly Engine[] = [
  { name: 'DuckDB', open: async () => migrated(await openDuckDb(':memory:')) },
  { name: 'PGlite', open: async () => migrated(await openPglite()) },
  ...(url ? [{ name: 'PostgreSQL', open: async () => migrated(await openScratchSchema(url)) }] : []),
]
