import { join } from 'node:path'
import type { Database } from './database.ts'
import { openDuckDb } from './duckdb.ts'
import { DatabaseUnreachableError } from './errors.ts'
import { migrate } from './migrate.ts'
import { openPostgres } from './postgres.ts'

interface DatabaseSettings {
  /** `postgres://...`; absent means the embedded file. */
  readonly databaseUrl?: string | undefined
  /** Directory of the embedded file, `.atlas` when absent. */
  readonly home?: string | undefined
  /** Memory that the embedded store may hold; 60 % of the machine's, 4 GB at most, when absent. */
  readonly memoryBytes?: number | undefined
}

/** The settings that the environment gives: `DATABASE_URL` and `ATLAS_HOME`. */
export function databaseSettings(environment: NodeJS.ProcessEnv): DatabaseSettings {
  return { databaseUrl: environment.DATABASE_URL || undefined, home: environment.ATLAS_HOME || undefined }
}

/** Path of the embedded file. */
export function embeddedPath(settings: DatabaseSettings): string {
  return join(settings.home ?? '.atlas', 'atlas.duckdb')
}

function openUnmigrated(settings: DatabaseSettings): Promise<Database> {
  const { databaseUrl } = settings
  if (databaseUrl === undefined) return openDuckDb(embeddedPath(settings), settings.memoryBytes)
  if (/^postgres(ql)?:\/\//.test(databaseUrl)) return openPostgres(databaseUrl)
  throw new DatabaseUnreachableError('DATABASE_URL', new Error('it must begin with postgres://'))
}

/**
 * Opens the store and brings its schema up to date. Throws DatabaseLockedError, DatabaseUnreachableError or
 * SchemaTooNewError.
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  const database = await openUnmigrated(settings)
  try {
    await migrate(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}
