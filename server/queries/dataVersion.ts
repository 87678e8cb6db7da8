import type { Session } from '../database/database.ts'

/** The number that grows with every committed write, as text: the ETag of everything. */
export async function readDataVersion(session: Session): Promise<string> {
  const [row] = await session.query<{ version: bigint }>('select version from data_version')
  return String(row?.version ?? 0n)
}

/** To be called once in every transaction that changes what the map shows; the new version. */
export async function increaseDataVersion(session: Session): Promise<string> {
  await session.query('update data_version set version = version + 1, changed_at = $1', [new Date().toISOString()])
  return readDataVersion(session)
}
