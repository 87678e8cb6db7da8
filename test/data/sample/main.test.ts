import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { storedLine } from '#model/storedRecord.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { replaceRecords } from '../../../server/queries/writeRecords.ts'

const home = mkdtempSync(join(tmpdir(), 'atlas-sample-cli-'))
afterAll(() => rmSync(home, { recursive: true }))

function run(...parameters: string[]) {
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'data/sample/main.ts', ...parameters], {
    env: { ...process.env, ATLAS_HOME: home },
    encoding: 'utf8',
  })
  return { status: result.status, output: result.stdout + result.stderr }
}

async function countEnterprises(): Promise<number> {
  const database = await openDatabase({ home })
  const [row] = await database.query<{ count: number }>('select count(*)::integer as count from enterprise')
  await database.close()
  return row?.count ?? 0
}

describe('npm run sample', { timeout: 120_000 }, () => {
  it('says what a scale and a seed may be', () => {
    const badScale = run('--scale', 'galaxy')
    expect(badScale.status).toBe(1)
    expect(badScale.output).toContain('--scale must be one of city, national, stress, not "galaxy"')
    expect(run('--seed', '-3').output).toContain('--seed')
    expect(run('--seed=4294967296').output).toContain('--seed must be an integer from 0 to 4294967295')
  })

  it('refuses to delete records that are no sample, unless forced', async () => {
    const database = await openDatabase({ home })
    const batch = {
      id: 'real',
      fileName: 'real.csv',
      datum: 'wgs84',
      startedAt: '2023-08-01T00:00:00Z',
      sample: false,
      report: () => ({ warned: 0, rejected: 0, problems: [] }),
    }
    const line = storedLine('enterprises', { values: { enterpriseId: 'E1', name: '某厂' }, location: null }, 'real')
    await database.transaction((session) => replaceRecords(session, 'enterprises', batch, [line]))
    await database.close()

    const refused = run('--scale', 'city')
    expect(refused.status).toBe(1)
    expect(refused.output).toContain('the store holds 1 records that are no sample; --force deletes them all')
    expect(await countEnterprises()).toBe(1)

    const forced = run('--scale', 'city', '--force')
    expect(forced.output).toContain('20000')
    expect(forced.status).toBe(0)
    expect(await countEnterprises()).toBe(20_000)
  })
})
