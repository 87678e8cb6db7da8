import { describe, expect, it } from 'vitest'
import { createTileCache } from '../../../server/tiles/tileCache.ts'

const bytes = (length: number) => new Uint8Array(length).fill(1)

describe('createTileCache', () => {
  it('computes a tile once', async () => {
    const cache = createTileCache(10_000)
    const first = await cache.get('a', async () => bytes(10))
    expect(await cache.get('a', () => Promise.reject(new Error('asked again')))).toBe(first)
    expect(cache).toMatchObject({ hits: 1, misses: 1 })
  })

  it('shares one computation between requests at the same time', async () => {
    const cache = createTileCache(10_000)
    let computed = 0
    const slow = async () => {
      computed += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      return bytes(3)
    }
    const [one, two] = await Promise.all([cache.get('a', slow), cache.get('a', slow)])
    expect(one).toBe(two)
    expect(computed).toBe(1)
  })

  it('keeps no error', async () => {
    const cache = createTileCache(10_000)
    await expect(cache.get('a', () => Promise.reject(new Error('store is away')))).rejects.toThrow('store is away')
    expect(await cache.get('a', async () => bytes(1))).toHaveLength(1)
  })

  it('holds no more bytes than it may', async () => {
    const cache = createTileCache(10_000)
    for (let index = 0; index < 100; index += 1) await cache.get(`${index}`, async () => bytes(1000))
    expect(cache.bytes).toBeLessThanOrEqual(10_000)
    expect(cache.bytes).toBeGreaterThan(5000)
  })

  it('lets go of the buffer that a tile was written into', async () => {
    const cache = createTileCache(10_000)
    const tile = await cache.get('a', async () => bytes(5000).subarray(0, 7))
    expect([tile.length, tile.buffer.byteLength]).toEqual([7, 7])
  })

  it('keeps empty tiles too, and nothing when it has no room', async () => {
    const cache = createTileCache(10_000)
    await cache.get('empty', async () => bytes(0))
    await cache.get('empty', async () => bytes(0))
    expect(cache.hits).toBe(1)
    const none = createTileCache(0)
    await none.get('a', async () => bytes(1))
    await none.get('a', async () => bytes(1))
    expect(none).toMatchObject({ hits: 0, misses: 2, bytes: 0 })
  })
})
