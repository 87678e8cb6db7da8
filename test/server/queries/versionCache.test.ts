import { describe, expect, it } from 'vitest'
import type { Session } from '../../../server/database/database.ts'
import { VersionCache } from '../../../server/queries/versionCache.ts'

const session = {} as Session

/** Asks for text of a length and counts how often it had to be made. */
function counting(cache: VersionCache<string>) {
  const state = { made: 0 }
  const ask = (key: string, length = 10, version = '1') =>
    cache.get(session, version, key, () => {
      state.made += 1
      return Promise.resolve('x'.repeat(length))
    })
  return { state, ask }
}

describe('answers of a data version', () => {
  it('are made once, also for those who ask meanwhile, and anew for another version', async () => {
    const { state, ask } = counting(new VersionCache(10))
    await Promise.all([ask('a'), ask('a')])
    await ask('a')
    expect(state.made).toBe(1)
    await ask('a', 10, '2')
    expect(state.made).toBe(2)
  })

  it('are kept up to a number of them', async () => {
    const { state, ask } = counting(new VersionCache(2))
    for (const key of ['a', 'b', 'c', 'a']) await ask(key)
    expect(state.made).toBe(4)
    await ask('c')
    expect(state.made).toBe(4)
  })

  it('are kept up to an amount of memory: many small ones, few large ones, none that is larger than all', async () => {
    const cache = new VersionCache<string>({ maxBytes: 100_000, sizeOf: (text) => text.length })
    const { state, ask } = counting(cache)
    for (let index = 0; index < 100; index += 1) await ask(`small ${index}`, 10)
    await ask('small 0')
    expect(state.made).toBe(100)
    await ask('large 1', 60_000)
    await ask('large 2', 60_000)
    await ask('large 1', 60_000)
    expect(state.made).toBe(103)
    await ask('huge', 200_000)
    await ask('huge', 200_000)
    expect(state.made).toBe(105)
  })

  it('that failed are made again', async () => {
    const cache = new VersionCache<string>(2)
    await expect(cache.get(session, '1', 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await cache.get(session, '1', 'a', () => Promise.resolve('yes'))).toBe('yes')
  })
})
