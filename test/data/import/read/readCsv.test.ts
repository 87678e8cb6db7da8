import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csvRows } from '../../../../data/import/read/blockRows.ts'
import type { CsvCells } from '../../../../data/import/read/csvCells.ts'
import { openCsv } from '../../../../data/import/read/readCsv.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

async function read(content: string | Uint8Array, isHeader: (cells: readonly string[]) => boolean = () => true) {
  const path = join(folder.path, 'file.csv')
  await writeFile(path, content)
  const source = await openCsv(path, { isHeader })
  const rows: { line: number; cells: readonly (string | undefined)[] | string }[] = []
  for await (const { block } of source.blocks()) {
    if (block.kind !== 'csv') continue
    for (const { line, row } of csvRows(block, source.delimiter, source.headers.length)) {
      rows.push({ line, cells: row instanceof Refusal ? row.reason : (row as CsvCells).cells() })
    }
  }
  return { ...source, rows }
}

const table = '编号,名称\n1,佛山\n2,顺德\n'
const tableRows = [
  { line: 2, cells: ['1', '佛山'] },
  { line: 3, cells: ['2', '顺德'] },
]

describe('openCsv', () => {
  it.each([
    ['UTF-8', Buffer.from(table)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${table}`)],
    ['GB18030', iconv.encode(table, 'gb18030')],
    ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${table}`, 'utf16le')],
    ['line breaks of Windows', Buffer.from(table.replaceAll('\n', '\r\n'))],
    ['line breaks of old Macs', Buffer.from(table.replaceAll('\n', '\r'))],
    ['semicolons', Buffer.from(table.replaceAll(',', ';'))],
    ['tabs, and no line break at the end', Buffer.from(table.replaceAll(',', '\t').trimEnd())],
  ])('reads %s', async (_, bytes) => {
    const { headers, rows } = await read(bytes)
    expect(headers).toEqual(['编号', '名称'])
    expect(rows).toEqual(tableRows)
  })

  it('decides on the encoding when it first meets something that is not ASCII, however late', async () => {
    const ascii = 'a,b\n'.repeat(300_000)
    const { rows } = await read(Buffer.concat([Buffer.from(`x,y\n${ascii}`), iconv.encode('1,佛山\n', 'gb18030')]))
    expect(rows.at(-1)).toEqual({ line: 300_002, cells: ['1', '佛山'] })
  })

  it('rejects a row with a bad byte by its line and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('编号,名称\n1,佛山\n2,顺'),
      Buffer.from([0xff]),
      Buffer.from('德\n3,南海\n'),
    ])
    const { encoding, rows } = await read(bytes)
    expect(encoding).toBe('utf-8')
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', '佛山'],
      expect.stringContaining('do not belong to the encoding'),
      ['3', '南海'],
    ])
  })

  it('rejects rows of a wrong width and rows with control characters by their lines', async () => {
    const { rows } = await read('a,b\n1,2\n1\n1,2,3\n1,2,,\nx\0,2\n\n3,4\n')
    expect(rows).toEqual([
      { line: 2, cells: ['1', '2'] },
      { line: 3, cells: 'has 1 cells; the header has 2' },
      { line: 4, cells: 'has 3 cells; the header has 2' },
      { line: 5, cells: ['1', '2', '', ''] },
      { line: 6, cells: 'contains a NUL byte' },
      { line: 8, cells: ['3', '4'] },
    ])
  })

  it('finds the header below a title', async () => {
    const { headers, rows } = await read('某县重大事故隐患台账,\n截至8月,\n编号,名称\n1,佛山\n', (cells) =>
      cells.includes('编号'),
    )
    expect(headers).toEqual(['编号', '名称'])
    expect(rows).toEqual([{ line: 4, cells: ['1', '佛山'] }])
  })

  it('keeps line numbers right across blocks and through line breaks in cells', async () => {
    const count = 60_000
    const text = Array.from({ length: count }, (_, index) => `${index},"第一行\n第二行"\n`).join('')
    const { rows } = await read(`a,b\n${text}`)
    expect(rows).toHaveLength(count)
    expect(rows.every(({ line, cells }, index) => line === 2 + 2 * index && cells[0] === String(index))).toBe(true)
  })

  it('refuses a file without a header, and NUL bytes in it', async () => {
    await expect(read('\n\n')).rejects.toThrow('no header row')
    await expect(read('a\0,b\n1,2\n')).rejects.toThrow('line 1 contains a NUL byte')
  })

  it('refuses a quote that is never closed, with the line where it opens', async () => {
    await expect(read('a,b\n1,2\n"x,2\n3,4\n')).rejects.toThrow('opens on line 3 is never closed')
    await expect(read(`a,b\n1,2\n"${'x,2\n'.repeat(600_000)}`)).rejects.toThrow(
      'opens on line 3 is not closed within 1 MB',
    )
  })

  it('refuses a line of 300 MB at its first megabyte, without holding it', async () => {
    const path = join(folder.path, 'long.csv')
    const file = createWriteStream(path)
    file.write('a,b\n1,2\n')
    const megabyte = Buffer.alloc(1 << 20, 'x')
    for (let index = 0; index < 300; index++) {
      if (!file.write(megabyte)) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
    }
    await new Promise<void>((resolve) => file.end(() => resolve()))
    const before = process.memoryUsage().rss
    const source = await openCsv(path, { isHeader: () => true })
    const readAll = async () => {
      for await (const { block } of source.blocks()) void block
    }
    await expect(readAll()).rejects.toThrow('line 3 is longer than 1 MB')
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20)
  })
})
