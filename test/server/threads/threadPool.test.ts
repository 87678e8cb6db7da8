import { afterAll, describe, expect, it } from 'vitest'
import { createThreadPool } from '../../../server/threads/threadPool.ts'

const pool = createThreadPool<{ values: Float64Array }, Float64Array, number>(
  new URL('./doublingWorker.ts', import.meta.url),
  2,
)
const doubled = (values: number[], signal?: AbortSignal, onProgress?: (share: number) => void) =>
  pool.run({ values: Float64Array.from(values) }, [], { signal, onProgress })

describe('a pool of threads', () => {
  afterAll(() => pool.close())

  it('answers more work than it has threads, each its own', async () => {
    pool.warm()
    const answers = await Promise.all([1, 2, 3, 4, 5].map((value) => doubled([value])))
    expect(answers.map((answer) => answer[0])).toEqual([2, 4, 6, 8, 10])
  })

  it('reports progress and passes failures on, then works again', async () => {
    const shares: number[] = []
    await doubled([1], undefined, (share) => shares.push(share))
    expect(shares).toEqual([0.5])
    await expect(doubled([-1])).rejects.toThrow('a negative number')
    expect([...(await doubled([7]))]).toEqual([14])
  })

  it('stops work that is given up, even if it never ends, and lets the next one in', async () => {
    const stop = new AbortController()
    const endless = doubled([2e6], stop.signal, () => stop.abort(new Error('given up')))
    await expect(endless).rejects.toThrow('given up')
    expect([...(await doubled([1, 2]))]).toEqual([2, 4])
  })

  it('refuses work whose asker has left already', async () => {
    await expect(doubled([1], AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
  })

  it('ends the work under way and what waits for a thread when it is closed', async () => {
    const small = createThreadPool<{ values: Float64Array }, Float64Array, number>(
      new URL('./doublingWorker.ts', import.meta.url),
      1,
    )
    let began = (): void => {}
    const begun = new Promise<void>((resolve) => (began = resolve))
    const run = (value: number) => small.run({ values: Float64Array.of(value) }, [], { onProgress: () => began() })
    const ends = Promise.allSettled([run(2e6), run(1)])
    await begun
    await small.close()
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(run(1)).rejects.toThrow('closed')
  })
})
