import { describe, expect, it } from 'vitest'
import type { Session } from '../../../server/database/database.ts'
import { DatabaseUnreachableError } from '../../../server/database/errors.ts'
import { Mutex } from '../../../server/database/mutex.ts'
import { databaseSettings, embeddedPath, openDatabase } from '../../../server/database/openDatabase.ts'
import { SessionPool } from '../../../server/database/sessionPool.ts'

describe('opening the store', () => {
  it('takes its place from the environment', () => {
    expect(databaseSettings({})).toEqual({ databaseUrl: undefined, home: undefined })
    expect(databaseSettings({ DATABASE_URL: 'postgres://db/x', ATLAS_HOME: '/srv/atlas' })).toEqual({
      databaseUrl: 'postgres://db/x',
      home: '/srv/atlas',
    })
    expect(embeddedPath({})).toBe('.atlas/atlas.duckdb')
    expect(embeddedPath({ home: '/srv/atlas' })).toBe('/srv/atlas/atlas.duckdb')
  })

  it('says what cannot be opened and why, without the password', async () => {
    const error = await openDatabase({ databaseUrl: 'postgres://me:secret@127.0.0.1:1/x' }).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(DatabaseUnreachableError)
    expect((error as Error).message).toContain('cannot open PostgreSQL at 127.0.0.1:1: ')
    expect((error as Error).message).not.toContain('secret')
    await expect(openDatabase({ databaseUrl: 'mysql://db/x' })).rejects.toThrow('it must begin with postgres://')
  })
})

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('work on the store', () => {
  it('is done one at a time by a mutex, in order, also after a failure', async () => {
    const mutex = new Mutex()
    const done: string[] = []
    const slow = mutex.run(async () => {
      await later(20)
      done.push('slow')
      throw new Error('failed')
    })
    const quick = mutex.run(async () => done.push('quick'))
    await expect(slow).rejects.toThrow('failed')
    await quick
    expect(done).toEqual(['slow', 'quick'])
  })

  it('takes no more sessions than a pool has, each for one piece of work', async () => {
    const sessions = ['a', 'b'].map((name) => ({ name }) as unknown as Session & { name: string })
    const pool = new SessionPool(sessions)
    let [running, most] = [0, 0]
    const names = await Promise.all(
      Array.from({ length: 6 }, () =>
        pool.use(async (session) => {
          running += 1
          most = Math.max(most, running)
          await later(5)
          running -= 1
          return (session as Session & { name: string }).name
        }),
      ),
    )
    expect(most).toBe(2)
    expect(new Set(names)).toEqual(new Set(['a', 'b']))
    await expect(pool.use(() => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
    expect(await pool.use(async () => 'free again')).toBe('free again')
  })
})
