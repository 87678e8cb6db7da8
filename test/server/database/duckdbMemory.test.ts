import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { defaultMemoryBytes } from '../../../server/database/duckdbMemory.ts'

const home = mkdtempSync(join(tmpdir(), 'atlas-memory-'))
afterAll(() => rmSync(home, { recursive: true }))

async function setting(database: Database, name: string): Promise<string> {
  const [row] = await database.query<{ value: string }>(`select current_setting('${name}') as value`)
  return row?.value ?? ''
}

describe('the memory of the embedded store', () => {
  it('is a part of the machine’s, with a limit, when nobody says', async () => {
    expect(defaultMemoryBytes()).toBeLessThanOrEqual(Math.min(4 * 2 ** 30, totalmem() * 0.6))
    const database = await openDuckDb(':memory:')
    expect(Number.parseFloat(await setting(database, 'memory_limit'))).toBeGreaterThan(0)
    await database.close()
  })

  it('is what the operator says; what does not fit is worked on beside the file', async () => {
    const path = join(home, 'atlas.duckdb')
    const database = await openDuckDb(path, 300 * 2 ** 20)
    expect(await setting(database, 'memory_limit')).toBe('300.0 MiB')
    expect(await setting(database, 'temp_directory')).toBe(`${path}.tmp`)
    const [row] = await database.query<{ count: number }>(
      `select count(*)::integer as count from
         (select range, repeat('x', 100) || range as text from range(5000000) order by hash(range) offset 0) rows`,
    )
    expect(row?.count).toBe(5_000_000)
    await database.close()
  })
})
