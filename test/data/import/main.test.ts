import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readArguments } from '../../../data/import/cli/cliArguments.ts'
import { createProgressView, progressBar, progressText, summaryText } from '../../../data/import/cli/cliOutput.ts'
import { ImportProgress } from '../../../data/import/report/importProgress.ts'
import type { ImportReport } from '../../../server/contract/imports.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { scratchFolder } from '../../helpers/importFile.ts'
import { runImportCommand, startImportCommand } from '../../helpers/importCommand.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

const header = '隐患编号,隐患等级,发现方式,发现时间\n'
const rows = (count: number, prefix: string) =>
  header + Array.from({ length: count }, (_, index) => `${prefix}${index},重大,自查,2023-05-01\n`).join('')

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

async function countHazards(home: string): Promise<number | undefined> {
  const database = await openDatabase({ home })
  const [row] = await database.query<{ n: number }>('select count(*)::integer as n from hazard')
  await database.close()
  return row?.n
}

describe('npm run import', { timeout: 120_000 }, () => {
  it('imports, checks without storing, and takes a batch back', async () => {
    const home = join(folder.path, 'one')
    const path = await file('a.csv', `${rows(3, 'H')}H9,重大,自查,昨天\n`)
    const dry = await runImportCommand(home, 'hazards', path, '--dry-run')
    expect(dry).toMatchObject({ code: 0, stdout: expect.stringContaining('Checked, nothing stored: a.csv -> hazards') })
    expect(await countHazards(home)).toBe(0)
    const done = await runImportCommand(home, 'hazards', path)
    expect(done.code).toBe(0)
    expect(done.stdout).toMatch(/accepted +3\n/)
    expect(done.stdout).toContain('line 5: error: 发现时间 (foundAt) "昨天" is no date')
    const [problems = ''] = /\S+-problems\.csv/.exec(done.stdout) ?? []
    expect(await readFile(problems, 'utf8')).toContain('昨天')
    const [, batch = ''] = /batch (\S+)\)/.exec(done.stdout) ?? []
    expect(await runImportCommand(home, '--undo', batch)).toMatchObject({ code: 0 })
    expect(await countHazards(home)).toBe(0)
    expect(await runImportCommand(home, '--undo', batch)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('was undone'),
    })
  })

  it('ends with 1 and a sentence when the import fails', async () => {
    const path = await file('b.csv', 'a,b\n1,2\n')
    const { code, stdout } = await runImportCommand(join(folder.path, 'two'), 'hazards', path)
    expect(code).toBe(1)
    expect(stdout).toContain('Failed, nothing stored')
    expect(stdout).toContain('no column gives 隐患编号 (hazardNo)')
  })

  it('ends with 2 and the usage for a mistake on the command line', async () => {
    const { code, stderr } = await runImportCommand(join(folder.path, 'three'), 'hazard', 'missing.csv')
    expect(code).toBe(2)
    expect(stderr).toContain('Collections: hazards')
  })

  it('names a file that is missing, without the usage', async () => {
    const { code, stderr } = await runImportCommand(join(folder.path, 'three'), 'hazards', 'missing.csv')
    expect(code).toBe(1)
    expect(stderr.trim()).toBe('there is no file "missing.csv"')
  })

  it('cancels on Ctrl-C and leaves nothing behind', async () => {
    const home = join(folder.path, 'four')
    const path = await file('many.csv', rows(400_000, 'H'))
    const command = startImportCommand(home, ['hazards', path])
    await command.said(' rows')
    command.child.kill('SIGINT')
    const { code, stdout } = await command.done
    expect({ code, stdout }).toMatchObject({ code: 130, stdout: expect.stringContaining('Cancelled, nothing stored') })
    expect(await countHazards(home)).toBe(0)
  })

  it('says which process holds the store when another import is at work on it', async () => {
    const home = join(folder.path, 'five')
    const path = await file('busy.csv', rows(400_000, 'H'))
    const first = startImportCommand(home, ['hazards', path])
    await first.said(' rows')
    const second = await runImportCommand(home, 'hazards', await file('small.csv', rows(1, 'S')))
    first.child.kill('SIGINT')
    await first.done
    expect(second.code).toBe(1)
    expect(second.stderr).toContain(String(first.child.pid))
  })

  it('takes no notice of the mark of a server that is dead', async () => {
    const home = join(folder.path, 'six')
    await mkdir(home, { recursive: true })
    await writeFile(join(home, 'server.json'), JSON.stringify({ pid: 2 ** 22 + 1, url: 'http://127.0.0.1:1' }))
    expect(await runImportCommand(home, 'hazards', await file('c.csv', rows(2, 'H')))).toMatchObject({ code: 0 })
  })
})

describe('readArguments', () => {
  it('reads collection, file and options', () => {
    expect(readArguments(['enterprises', 'a.csv', '--datum', 'gcj02', '--dry-run'])).toMatchObject({
      kind: 'import',
      collection: 'enterprises',
      path: 'a.csv',
      datum: 'gcj02',
      dryRun: true,
      mapping: null,
    })
    expect(readArguments(['accidents', 'a.csv', '--mapping', 'barcelonaAccidents'])).toMatchObject({
      mapping: { collection: 'accidents' },
    })
    expect(readArguments(['--undo', 'x'])).toEqual({ kind: 'undo', batchId: 'x' })
    expect(readArguments(['-h'])).toEqual({ kind: 'help' })
  })

  it.each([
    [[], 'the collection is missing; allowed: hazards'],
    [['ships', 'a.csv'], 'there is no collection "ships"; allowed: hazards'],
    [['hazards'], 'the file is missing'],
    [['hazards', 'a.csv', 'b.csv'], '"b.csv" is one argument too many'],
    [['hazards', 'a.csv', '--datum', 'utm'], '--datum "utm" is unknown; allowed: wgs84, gcj02, bd09, cgcs2000'],
    [['hazards', 'a.csv', '--mapping', 'none.json'], '--mapping cannot be read'],
    [['hazards', 'a.csv', '--mapping', 'none'], 'there is no mapping "none"'],
    [['hazards', 'a.csv', '--fast'], "Unknown option '--fast'"],
  ])('refuses %j', (argv, sentence) => {
    expect(() => readArguments(argv)).toThrow(sentence)
  })
})

describe('what is shown', () => {
  const given = { id: 'b1', collection: 'hazards', fileName: 'a.csv', datum: null, startedAt: '2024-01-01T00:00:00Z' }
  const report = (more: Partial<ImportReport> = {}): ImportReport => ({ ...new ImportProgress(given).report, ...more })

  it('is the rate, the remaining time and a bar', () => {
    const half = report({
      rowsRead: 600_000,
      rowsPerSecond: 120_000,
      remainingSeconds: 65,
      bytesRead: 50,
      bytesTotal: 100,
    })
    expect(progressText(half)).toBe('600,000 rows · 120,000/s · 1 min 5 s left')
    expect(progressBar(half)).toBe(`[${'#'.repeat(12)}${' '.repeat(12)}]  50 %`)
    expect(progressText(report({ state: 'waiting' }))).toBe('waiting for another import')
  })

  it('is drawn over itself on a terminal, and written at each new state elsewhere', () => {
    const written: string[] = []
    const view = (isTTY: boolean) => createProgressView({ isTTY, write: (text) => written.push(text) })
    const plain = view(false)
    for (const state of ['reading', 'reading', 'writing'] as const) plain.show(report({ state }))
    plain.end()
    expect(written).toEqual(['0 rows\n', '0 rows · storing\n'])
    written.length = 0
    const terminal = view(true)
    terminal.show(report())
    terminal.end()
    expect(written.every((text) => text.startsWith('\r'))).toBe(true)
  })

  it('ends with a table and the first problems', () => {
    const problems = [{ line: 3, severity: 'error' as const, field: null, value: null, reason: 'the row has 1 cells' }]
    const text = summaryText(report({ state: 'done', accepted: 1_200_000, problems, problemCount: 1 }), 'p.csv')
    expect(text).toContain('Imported: a.csv -> hazards (batch b1)')
    expect(text).toContain('accepted                1,200,000')
    expect(text).toContain('line 3: error: the row has 1 cells')
    expect(text).toContain('all 1 problems: p.csv')
  })
})
