import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  isImportId,
  newImportId,
  problemsPathOf,
  removeOrphanProblems,
  listReportIds,
  readReport,
  writeReport,
} from '../../../../data/import/report/importFiles.ts'
import { ImportProgress } from '../../../../data/import/report/importProgress.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeEach(async () => {
  folder = await scratchFolder()
})
afterEach(() => folder.remove())

const report = (id: string) => {
  const given = { id, collection: 'hazards', fileName: 'a.csv', datum: null, startedAt: '2024-01-01T00:00:00Z' }
  return new ImportProgress(given).report
}

describe('ids of imports', () => {
  it('sort by time and differ within a second', () => {
    const now = new Date('2023-11-24T15:30:00.123Z')
    const ids = Array.from({ length: 50 }, () => newImportId(now))
    expect(new Set(ids).size).toBe(50)
    expect(ids.every((id) => id.startsWith('20231124-153000-') && isImportId(id))).toBe(true)
    expect(newImportId(now) < newImportId(new Date('2023-11-24T15:30:01Z'))).toBe(true)
  })

  it.each(['', '..', '../../etc/passwd', '20231124-153000-zzzzzz', '20231124-153000-abcdef/..'])('are not %j', (id) => {
    expect(isImportId(id)).toBe(false)
  })
})

describe('reports in the data folder', () => {
  it('are read back, the oldest first, and half-written or foreign files are passed over', async () => {
    const [first, second] = ['20240101-000000-aaaaaa', '20240102-000000-bbbbbb']
    await writeReport(folder.path, report(second))
    await writeReport(folder.path, report(first))
    const imports = join(folder.path, 'imports')
    await writeFile(join(imports, '20240103-000000-cccccc.json'), '{"id":')
    await writeFile(join(imports, 'notes.json'), '{}')
    expect(await listReportIds(folder.path)).toEqual([first, second, '20240103-000000-cccccc'])
    expect(await readReport(folder.path, '20240103-000000-cccccc')).toBeNull()
    expect((await readdir(imports)).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it('are none in a new folder', async () => {
    expect(await listReportIds(join(folder.path, 'new'))).toEqual([])
    expect(problemsPathOf('home', 'x')).toBe(join('home', 'imports', 'x-problems.csv'))
  })
})

describe('problems of a killed import', () => {
  it('are removed, those of an import with a report are kept', async () => {
    const [told, killed] = ['20240101-000000-aaaaaa', '20240102-000000-bbbbbb']
    await removeOrphanProblems(join(folder.path, 'none'))
    await writeReport(folder.path, report(told))
    for (const id of [told, killed]) await writeFile(problemsPathOf(folder.path, id), 'line\n')
    await removeOrphanProblems(folder.path)
    const names = await readdir(join(folder.path, 'imports'))
    expect(names.sort()).toEqual([`${told}-problems.csv`, `${told}.json`])
  })
})
