import { createHook } from 'node:async_hooks'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import readWorkbook from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../../../server/routes/export/table.ts'
import { makeWorkbook } from '../../../../server/routes/export/workbookThread.ts'

const headers = Array.from({ length: 30 }, (_, column) => `列${column}`)
const rowsOf = (count: number): Cell[][] =>
  Array.from({ length: count }, (_, row) => headers.map((header, column) => (column % 3 ? `${header} ${row}` : row)))

async function* pages(rows: Cell[][]): AsyncGenerator<Cell[][]> {
  for (let first = 0; first < rows.length; first += 1000) yield rows.slice(first, first + 1000)
}

/** The longest time that the loop of this thread stood still while the work went on, milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await setTimeout(20)
  await work()
  await setTimeout(20)
  delay.disable()
  return delay.max / 1e6
}

describe('a workbook', () => {
  it('holds the header and every row in order', async () => {
    const rows: Cell[][] = [...rowsOf(600), [null, '=1+1', true, 2.5]]
    const bytes = await makeWorkbook({ sheet: '隐患', headers }, pages(rows))
    const [sheet] = await readWorkbook(Buffer.from(bytes))
    expect(sheet?.sheet).toBe('隐患')
    expect(sheet?.data).toHaveLength(602)
    expect(sheet?.data[0]).toEqual(headers)
    expect(sheet?.data[600]?.slice(0, 3)).toEqual([599, '列1 599', '列2 599'])
    expect(sheet?.data[601]?.slice(0, 4)).toEqual([null, '=1+1', true, 2.5])
  })

  it('is made in another thread: the loop stands still for a fraction of what making it takes', async () => {
    const rows = rowsOf(6000)
    const here = await longestBlock(() => writeXlsxFile([headers, ...rows], { sheet: 'a' }).toBuffer())
    let threads = 0
    const hook = createHook({ init: (_, type) => (threads += type === 'WORKER' ? 1 : 0) }).enable()
    const there = await longestBlock(() => makeWorkbook({ sheet: 'a', headers }, pages(rows)))
    hook.disable()
    console.info(`6,000 rows: the loop stood still ${here.toFixed(0)} ms here, ${there.toFixed(0)} ms with a thread`)
    expect(threads).toBe(1)
    expect(there).toBeLessThan(here / 3)
  })

  it('whose rows cannot be read leaves no thread behind', async () => {
    async function* broken(): AsyncGenerator<Cell[][]> {
      yield rowsOf(2)
      throw new Error('the store has gone')
    }
    await expect(makeWorkbook({ sheet: 'a', headers }, broken())).rejects.toThrow('the store has gone')
  })
})
