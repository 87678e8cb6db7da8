import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { progressBar } from '../../../data/sample/progressBar.ts'

function recorder(isTTY: boolean) {
  const texts: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      texts.push(String(chunk))
      done()
    },
  })
  return { texts, stream: Object.assign(stream, { isTTY }) }
}

describe('progressBar', () => {
  it('redraws one line on a terminal, at most ten times a second, and ends it', () => {
    const { texts, stream } = recorder(true)
    let time = 0
    const show = progressBar(stream, () => time)
    for (time = 0; time <= 1000; time += 10) show({ collection: 'hazards', done: time, total: 1000 })
    show({ collection: null, done: 1000, total: 1000 })
    expect(texts.length).toBeLessThanOrEqual(13)
    expect(texts.at(-2)).toContain('1,000 / 1,000')
    expect(texts.at(-1)).toBe('\n')
  })

  it('prints a line a table elsewhere', () => {
    const { texts, stream } = recorder(false)
    const show = progressBar(stream, () => 0)
    for (const done of [0, 10, 20]) show({ collection: 'enterprises', done, total: 40 })
    show({ collection: 'hazards', done: 30, total: 40 })
    expect(texts).toEqual(['示例数据 企业 0%\n', '示例数据 隐患 75%\n'])
  })
})
