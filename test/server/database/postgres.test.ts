import { Writable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { openPostgres } from '../../../server/database/postgres.ts'

const asked: string[] = []
const client = {
  query(command: unknown) {
    if (typeof command !== 'string') return new Writable({ write: (_chunk, _encoding, done) => done() })
    asked.push(command)
    return command === 'analyze' ? Promise.reject(new Error('deadlock')) : Promise.resolve({ rows: [] })
  },
  release: () => undefined,
}

vi.mock('pg', async (original) => ({
  ...(await original<typeof import('pg')>()),
  Pool: class {
    on = () => undefined
    connect = async () => client
    query = client.query
    end = async () => undefined
  },
}))

describe('a transaction in PostgreSQL', () => {
  it('that is committed succeeds though the statistics could not be renewed', async () => {
    async function* lines() {
      yield '1\n'
    }
    const database = await openPostgres('postgres://localhost/atlas')
    await database.loadCsv('sample', ['id'], lines())
    expect(asked.slice(-2)).toEqual(['commit', 'analyze'])
    expect(asked).not.toContain('rollback')
  })
})
