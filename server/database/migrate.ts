import { readFile } from 'node:fs/promises'
import type { Database, Session } from './database.ts'
import { SchemaTooNewError } from './errors.ts'

/** Files that bring a store from version n to n + 1, in order; one that was released is never edited. */
const migrations: readonly string[] = ['schema.sql']
const postgresIndexes = 'postgresIndexes.sql'

/** The statements of a text whose comments stand on lines of their own. */
function statementsOf(text: string): string[] {
  const code = text.replaceAll(/^\s*--.*$/gm, '')
  return code
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

async function runFile(session: Session, name: string): Promise<void> {
  const text = await readFile(new URL(name, import.meta.url), 'utf8')
  for (const statement of statementsOf(text)) await session.query(statement)
}

async function schemaVersion(session: Session): Promise<number> {
  const tables = await session.query(
    `select 1 as found from information_schema.tables where table_schema = current_schema() and table_name = 'setting'`,
  )
  if (tables.length === 0) return 0
  const [row] = await session.query<{ value: string }>(`select value from setting where name = 'schemaVersion'`)
  return Number(row?.value ?? 0)
}

/**
 * Brings the store to the schema of this program, in one transaction. Does nothing when it is there already; throws
 * SchemaTooNewError when a later program wrote it.
 */
export async function migrate(database: Database): Promise<void> {
  const found = await schemaVersion(database)
  if (found > migrations.length) throw new SchemaTooNewError(found, migrations.length)
  if (found === migrations.length) return
  await database.transaction(async (session) => {
    const current = await schemaVersion(session)
    for (const name of migrations.slice(current)) await runFile(session, name)
    if (database.engine === 'postgres') await runFile(session, postgresIndexes)
    await session.query(`delete from setting where name = 'schemaVersion'`)
    await session.query(`insert into setting (name, value) values ('schemaVersion', $1)`, [String(migrations.length)])
    if (current === 0) await session.query(`insert into data_version (version, changed_at) values (0, '')`)
  })
}
