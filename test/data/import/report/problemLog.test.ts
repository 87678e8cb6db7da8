import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProblemLog } from '../../../../data/import/report/problemLog.ts'
import type { ImportProblem } from '../../../../server/contract/imports.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

const problem = (line: number, value: string | null, reason = 'r'): ImportProblem => ({
  line,
  severity: 'error',
  field: 'title',
  value,
  reason,
})

async function written(
  name: string,
  ...batches: ImportProblem[][]
): Promise<{ log: ProblemLog; rows: Record<string, string>[] }> {
  const path = join(folder.path, 'new', name)
  const log = await ProblemLog.open(path)
  for (const batch of batches) await log.add(batch)
  await log.close()
  return { log, rows: parse(await readFile(path, 'utf8'), { columns: true, bom: true }) as Record<string, string>[] }
}

describe('the log of problems', () => {
  it('holds every problem in order, whatever its text', async () => {
    const texts = ['plain', 'a "quoted" text', 'two\nlines', '逗号,', '']
    const { log, rows } = await written(
      'all.csv',
      texts.slice(0, 2).map((text, index) => problem(index, text)),
      [],
      texts.slice(2).map((text, index) => problem(index + 2, text)),
    )
    expect(rows.map(({ value }) => value)).toEqual(texts)
    expect(log.count).toBe(5)
  })

  it.each(['=cmd|/c calc', '+1', '-1+1', '@SUM(A1)', '\ttab', '＝1+1', '＠SUM'])(
    'puts an apostrophe before %j, which a spreadsheet would run',
    async (text) => {
      const { rows } = await written('formula.csv', [problem(2, text, text)])
      expect(rows[0]).toMatchObject({ value: `'${text}`, reason: `'${text}`, line: '2' })
    },
  )

  it('keeps what was rejected before any warning, however late it comes', async () => {
    const warnings = Array.from({ length: 1500 }, (_, index) => ({
      ...problem(index, null),
      severity: 'warning' as const,
    }))
    const { log } = await written('late.csv', warnings, [problem(9000, 'x')])
    expect(log.first).toHaveLength(1000)
    expect(log.first.slice(0, 2).map(({ line, severity }) => [line, severity])).toEqual([
      [9000, 'error'],
      [0, 'warning'],
    ])
  })

  it('keeps a thousand problems in memory and all of them in the file', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => problem(index, null))
    const { log, rows } = await written('many.csv', many.slice(0, 900), many.slice(900))
    expect(log.first).toHaveLength(1000)
    expect(log.first.at(-1)?.line).toBe(999)
    expect(rows).toHaveLength(2500)
  })
})
