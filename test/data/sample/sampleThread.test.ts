import { describe, expect, it } from 'vitest'
import { SampleThread } from '../../../data/sample/sampleThread.ts'

describe('SampleThread', () => {
  it('makes the rows of every table that it tells of, then the truth', async () => {
    const thread = new SampleThread('city', 2)
    const tables = await thread.tables()
    expect(tables.map(({ collection }) => collection).slice(0, 2)).toEqual(['enterprises', 'sites'])
    for (const [position, table] of tables.entries()) {
      let rows = 0
      let text = ''
      for await (const chunk of thread.take(position)) {
        rows += chunk.rows
        text = chunk.lines
      }
      expect(text.endsWith('\n')).toBe(true)
      if (table.collection !== 'supervision-actions') expect(rows).toBe(table.rows)
    }
    expect(JSON.parse(await thread.truth())).toMatchObject({ scale: 'city', seed: 2 })
    await thread.stop()
  })

  it('makes equal lines for equal seeds', async () => {
    const first = async (seed: number) => {
      const thread = new SampleThread('city', seed)
      await thread.tables()
      const { value } = await thread.take(0).next()
      await thread.stop()
      return value
    }
    const [a, again, other] = await Promise.all([first(7), first(7), first(8)])
    expect(a).toEqual(again)
    expect(a).not.toEqual(other)
  })

  it('tells who waits that it was stopped', async () => {
    const thread = new SampleThread('city', 1)
    const tables = thread.tables()
    await thread.stop()
    await expect(tables).rejects.toThrow('has ended')
  })
})
