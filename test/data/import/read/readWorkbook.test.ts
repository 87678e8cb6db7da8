import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeWorkbook from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewFile } from '../../../../data/import/previewFile.ts'
import { openWorkbook } from '../../../../data/import/read/readWorkbook.ts'
import { workbookPreviewBytes } from '../../../../server/contract/imports.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

type Cells = NonNullable<Parameters<typeof writeWorkbook>[0]>

async function write(name: string, sheets: { sheet: string; data: unknown[][] }[]): Promise<string> {
  const path = join(folder.path, name)
  const cells = sheets.map(({ sheet, data }) => ({
    sheet,
    data: data.map((row) =>
      row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value })),
    ),
  }))
  await writeWorkbook(cells as unknown as Cells).toFile(path)
  return path
}

async function read(path: string, sheet: string | null = null) {
  const source = await openWorkbook(path, { sheet, isHeader: (cells) => cells.includes('编号') })
  const rows: (readonly string[])[] = []
  let firstLine = 0
  for await (const { block } of source.blocks()) {
    if (block.kind !== 'rows') continue
    firstLine ||= block.firstLine
    rows.push(...block.rows)
  }
  return { ...source, rows, firstLine }
}

describe('openWorkbook', () => {
  it('reads the first sheet or the named one, below a title; days as ISO, numbers as they are', async () => {
    const path = await write('book.xlsx', [
      {
        sheet: '台账',
        data: [
          ['某县台账', null, null],
          ['编号', '日期', '数量'],
          ['A1', new Date('2023-05-01'), 12],
          ['A2', null, 1.5],
        ],
      },
      { sheet: '另一', data: [['编号'], ['B1']] },
    ])
    const first = await read(path)
    expect(first.headers).toEqual(['编号', '日期', '数量'])
    expect(first.firstLine).toBe(3)
    expect(first.rows).toEqual([
      ['A1', '2023-05-01', '12'],
      ['A2', '', '1.5'],
    ])
    expect((await read(path, '另一')).rows).toEqual([['B1']])
    await expect(read(path, '没有')).rejects.toThrow('no sheet "没有"; allowed: 台账, 另一')
  })

  it('takes the rows of a long sheet in their order', async () => {
    const data = [['编号'], ...Array.from({ length: 9000 }, (_, index) => [`A${index}`])]
    const { rows } = await read(await write('long.xlsx', [{ sheet: 's', data }]))
    expect(rows.map(([cell]) => cell)).toEqual(data.slice(1).map(([cell]) => cell))
  })

  it('has no preview when it is too large to be sent for one', async () => {
    const path = join(folder.path, 'large.xlsx')
    await writeFile(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(workbookPreviewBytes)]))
    const { problems } = await previewFile(path, { collection: 'hazards', fileName: 'large.xlsx' })
    expect(problems).toEqual(['the workbook is larger than 20 MB, too large for a preview'])
  })

  it('refuses a damaged workbook', async () => {
    const path = await write('whole.xlsx', [{ sheet: 's', data: [['编号'], ['A1']] }])
    const cut = join(folder.path, 'cut.xlsx')
    await writeFile(cut, (await readFile(path)).subarray(0, 300))
    await expect(read(cut)).rejects.toThrow('the workbook is damaged')
  })

  it('refuses a workbook that would fill the memory once unpacked, before unpacking it', async () => {
    const path = await write('bomb.xlsx', [{ sheet: 's', data: [['编号'], ['A1']] }])
    const bytes = await readFile(path)
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(0xf0000000, entry + 24)
    await writeFile(path, bytes)
    await expect(read(path)).rejects.toThrow('larger than 1 GB unpacked')
  })
})
