import { describe, expect, it } from 'vitest'
import { Ahead } from '../../../data/sample/ahead.ts'

async function all(chunks: AsyncIterable<string>): Promise<string[]> {
  const taken: string[] = []
  for await (const chunk of chunks) taken.push(chunk)
  return taken
}

describe('Ahead', () => {
  it('hands the chunks of each source over in order', async () => {
    const ahead = new Ahead([() => ['a', 'b'], () => [], () => ['c']])
    expect(await all(ahead.take(0))).toEqual(['a', 'b'])
    expect(await all(ahead.take(1))).toEqual([])
    expect(await all(ahead.take(2))).toEqual(['c'])
    await ahead.stop()
  })

  it('works on the next source while nobody takes', async () => {
    const made: string[] = []
    const source = (name: string) =>
      function* () {
        made.push(name)
        yield name
      }
    const ahead = new Ahead([source('first'), source('second')])
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(made).toEqual(['first', 'second'])
    expect(await all(ahead.take(1))).toEqual(['second'])
    await ahead.stop()
  })

  it('gives the error of a source to its taker after what was made before it', async () => {
    const ahead = new Ahead([
      function* () {
        yield 'good'
        throw new Error('no more')
      },
    ])
    const taken: string[] = []
    await expect(
      (async () => {
        for await (const chunk of ahead.take(0)) taken.push(chunk)
      })(),
    ).rejects.toThrow('no more')
    expect(taken).toEqual(['good'])
  })

  it('stops a source that would never end', async () => {
    const ahead = new Ahead([
      function* () {
        for (;;) yield 'x'
      },
    ])
    expect((await ahead.take(0).next()).value).toBe('x')
    await ahead.stop()
  })
})
