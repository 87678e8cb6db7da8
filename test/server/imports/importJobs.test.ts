import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportReport } from '../../../server/contract/imports.ts'
import type { Database } from '../../../server/database/database.ts'
import { createImportJobs, type ImportJobs, type ImportOptions } from '../../../server/imports/importJobs.ts'
import { readDataVersion } from '../../../server/queries/dataVersion.ts'
import { emptyStore, scratchFolder } from '../../helpers/importFile.ts'

let database: Database
let folder: Awaited<ReturnType<typeof scratchFolder>>
let jobs: ImportJobs
let commits: number
const open = () => createImportJobs({ database, home: folder.path, maxBytes: 8 << 20, onCommit: () => void commits++ })
beforeEach(async () => {
  database = await emptyStore()
  folder = await scratchFolder()
  commits = 0
  jobs = await open()
})
afterEach(async () => {
  await jobs.close()
  await database.close()
  await folder.remove()
})

const header = '企业编号,企业名称,经度,纬度,坐标系\n'
const rows = (count: number, prefix = 'E', name = '某厂') =>
  header + Array.from({ length: count }, (_, index) => `${prefix}${index},${name},113.12,23.02,wgs84\n`).join('')
async function* body(text: string | Uint8Array) {
  yield Buffer.from(text)
}
const enterprises = (more: Partial<ImportOptions> = {}): ImportOptions => ({
  collection: 'enterprises',
  fileName: 'e.csv',
  ...more,
})
const start = (text: string | Uint8Array, more: Partial<ImportOptions> = {}) =>
  jobs.start(body(text), enterprises(more))
const isOver = ({ state }: ImportReport) => !['waiting', 'reading', 'writing'].includes(state)

async function finished(id: string): Promise<ImportReport> {
  for (;;) {
    const report = await jobs.get(id)
    if (report && isOver(report)) return report
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const count = async () => (await database.query<{ n: number }>('select count(*)::integer as n from enterprise'))[0]?.n
const uploads = () => readdir(join(folder.path, 'imports', 'tmp'))

describe('an import', () => {
  it('is received, stored, announced, and leaves no upload behind', async () => {
    const seen: string[] = []
    jobs.onProgress(({ state }) => seen.push(state))
    const { id } = await start(rows(10))
    expect(await finished(id)).toMatchObject({ state: 'done', accepted: 10, fileName: 'e.csv' })
    expect(seen.at(0)).toBe('waiting')
    expect(seen.at(-1)).toBe('done')
    await jobs.close()
    expect(commits).toBe(1)
    expect(await uploads()).toEqual([])
  })

  it('keeps the base name of the file alone', async () => {
    expect((await start(rows(1), { fileName: '..\\..\\etc/passwd.csv' })).fileName).toBe('passwd.csv')
  })

  it('that comes while another runs waits for it; both are stored', async () => {
    const first = await start(rows(60_000, 'A'))
    const second = await start(rows(5, 'B'))
    expect(second.state).toBe('waiting')
    expect(await finished(second.id)).toMatchObject({ state: 'done', accepted: 5 })
    expect(await jobs.get(first.id)).toMatchObject({ state: 'done', accepted: 60_000 })
    expect(await count()).toBe(60_005)
  })

  it('can be cancelled while it waits and while it runs; nothing of it is left', async () => {
    const first = await start(rows(80_000, 'A'))
    const second = await start(rows(5, 'B'))
    expect(await jobs.cancel(second.id)).toMatchObject({ state: 'cancelled' })
    expect(await jobs.cancel(first.id)).toMatchObject({ state: 'cancelled' })
    expect(await count()).toBe(0)
    await expect(jobs.cancel(first.id)).rejects.toThrow('is cancelled and cannot be cancelled')
    await expect(jobs.cancel('20240101-000000-abcdef')).rejects.toThrow('there is no import')
    expect(await finished((await start(rows(3, 'C'))).id)).toMatchObject({ accepted: 3 })
  })

  it('can be undone once', async () => {
    await finished((await start(rows(3))).id)
    const second = await start(rows(5, 'E', '改名'))
    expect(await finished(second.id)).toMatchObject({ accepted: 5, replaced: 3 })
    const version = await readDataVersion(database)
    expect(await jobs.undo(second.id)).toMatchObject({ state: 'undone' })
    expect(await count()).toBe(3)
    expect(await database.query('select distinct name from enterprise')).toEqual([{ name: '某厂' }])
    expect(await readDataVersion(database)).not.toBe(version)
    await expect(jobs.undo(second.id)).rejects.toThrow('is undone; only one that is done can be undone')
    await expect(jobs.undo('nonsense')).rejects.toThrow('there is no import "nonsense"')
  })

  it('whose records a later one replaced cannot be undone before it', async () => {
    const first = await start(rows(3))
    await finished(first.id)
    const second = await start(rows(1, 'E', '改名'))
    await finished(second.id)
    await expect(jobs.undo(first.id)).rejects.toThrow(`import ${second.id} (e.csv) has since replaced records`)
  })

  it('has a file of all problems', async () => {
    const { id } = await start(`${rows(1)}E9,,0,0,\n`)
    await finished(id)
    const csv = await readFile((await jobs.problemsPath(id)) ?? '', 'utf8')
    expect(csv).toContain('企业名称 (name) is empty; it is required')
    expect(await jobs.problemsPath('../../secret')).toBeNull()
    expect(await jobs.problemsPath('20240101-000000-abcdef')).toBeNull()
  })
})

describe('an upload', () => {
  it('over the limit is refused and removed', async () => {
    await expect(start(Buffer.alloc(9 << 20, 'a'))).rejects.toThrow('larger than allowed; allowed: at most 8 MB')
    expect(await uploads()).toEqual([])
  })

  it('of another kind than its name says is refused at once', async () => {
    await expect(start(Buffer.from([0x50, 0x4b, 3, 4, 1, 1]))).rejects.toThrow('it looks like a zip archive')
    expect(await uploads()).toEqual([])
  })

  it('with options that contradict each other is refused', async () => {
    const mapping = { collection: 'hazards', fields: {} }
    await expect(start(rows(1), { mapping })).rejects.toThrow('the mapping is for hazards, not for enterprises')
    await expect(start(rows(1), { sheet: 's' })).rejects.toThrow('only a workbook has sheets')
  })

  it('that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from(header)
      throw new Error('connection reset')
    }
    await expect(jobs.start(broken(), enterprises())).rejects.toThrow('the upload failed: connection reset')
    expect(await uploads()).toEqual([])
  })
})

describe('the history', () => {
  it('survives a restart, the newest first', async () => {
    const first = await start(rows(2))
    await finished(first.id)
    const dry = await start(rows(2), { dryRun: true })
    await finished(dry.id)
    await jobs.close()
    jobs = await open()
    expect((await jobs.list()).imports.map(({ id, state }) => [id, state])).toEqual([
      [dry.id, 'dryRunDone'],
      [first.id, 'done'],
    ])
    expect(await jobs.undo(first.id)).toMatchObject({ state: 'undone' })
    expect(await count()).toBe(0)
  })

  it('lists imports without their problems, which each tells by itself', async () => {
    const { id } = await start(`${rows(2)}E9,,0,0,\n`)
    await finished(id)
    for (let time = 0; time < 2; time += 1) {
      expect((await jobs.list()).imports).toMatchObject([{ id, problems: [], problemCount: 2 }])
      expect((await jobs.get(id))?.problems).toHaveLength(2)
      await jobs.close()
      jobs = await open()
    }
  })

  it('is listed page by page', async () => {
    const ids: string[] = []
    for (let time = 0; time < 3; time += 1) {
      const { id } = await start(rows(1), { dryRun: true })
      await finished(id)
      ids.unshift(id)
      // Ids tell the second.
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    await jobs.close()
    jobs = await open()
    const page = await jobs.list({ limit: 2, offset: 1 })
    expect(page.numberMatched).toBe(3)
    expect(page.imports.map(({ id }) => id)).toEqual(ids.slice(1))
  })

  it('keeps what the latest imports replaced, and says of an older one that it is too old', async () => {
    await jobs.close()
    jobs = await createImportJobs({ database, home: folder.path, keptUndo: 2 })
    const ids: string[] = []
    for (const name of ['甲', '乙', '丙', '丁']) {
      const { id } = await start(rows(5, 'E', name))
      await finished(id)
      ids.push(id)
    }
    const kept = () => database.query('select count(*)::integer as n from replaced_enterprise')
    await expect.poll(kept).toEqual([{ n: 10 }])
    await jobs.undo(ids[3]!)
    await jobs.undo(ids[2]!)
    await expect(jobs.undo(ids[1]!)).rejects.toThrow('too old')
    expect(await database.query('select distinct name from enterprise')).toEqual([{ name: '乙' }])
  })

  it('tells of an import during which the program was killed that nothing of it is stored', async () => {
    const { id } = await start(rows(2))
    const report = await finished(id)
    await jobs.close()
    const killed = { ...report, id: '20240101-000000-abcdef', state: 'reading', finishedAt: null }
    await writeFile(join(folder.path, 'imports', `${killed.id}.json`), JSON.stringify(killed))
    jobs = await open()
    expect(await jobs.get(killed.id)).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('nothing of it is stored'),
    })
  })

  it('knows batches of the store that were imported elsewhere', async () => {
    const { id } = await start(`${rows(2)}E9,,0,0,\n`)
    await finished(id)
    const elsewhere = await scratchFolder()
    const others = await createImportJobs({ database, home: elsewhere.path })
    expect((await others.list()).imports).toMatchObject([{ id, state: 'done', accepted: 2, rejected: 1 }])
    expect(await others.get(id)).toMatchObject({ problemCount: 2 })
    await others.close()
    await elsewhere.remove()
  })
})

describe('a preview', () => {
  const preview = (text: string, more: Partial<ImportOptions> = {}) =>
    jobs.preview(Buffer.from(text), enterprises(more))

  it('shows columns, fields and rows of the beginning of a file', async () => {
    expect(await preview(`${rows(30)}E30,cut o`)).toMatchObject({
      format: 'csv',
      delimiter: ',',
      columns: [
        { header: '企业编号', field: 'enterpriseId' },
        { header: '企业名称', field: 'name' },
        { header: '经度', field: 'lng' },
        { header: '纬度', field: 'lat' },
        { header: '坐标系', field: 'datum' },
      ],
      missing: [],
      problems: [],
    })
    expect((await preview(rows(30))).rows).toHaveLength(20)
  })

  it('names what is missing and what clashes', async () => {
    expect((await preview('名称,经度\n某厂,113\n')).missing).toEqual([
      { field: 'enterpriseId', zh: '企业编号', en: 'Enterprise id' },
    ])
    expect((await preview('企业编号,企业名称,name\n1,2,3\n')).problems[0]).toContain('both stand for 企业名称')
    expect((await preview('{"type":"Topology"}', { fileName: 'a.json' })).problems[0]).toContain('is no GeoJSON')
    await expect(preview('%PDF-1.7')).rejects.toThrow('it looks like a PDF document')
  })

  it('reads the beginning of GeoJSON', async () => {
    const feature = { type: 'Feature', properties: { enterpriseId: 'E1', name: '某厂' }, geometry: null }
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] })
    expect(await preview(text.slice(0, -5), { fileName: 'a.geojson' })).toMatchObject({
      columns: [{ field: 'enterpriseId' }, { field: 'name' }],
      rows: [['E1', '某厂']],
      missing: [],
    })
    expect(await uploads()).toEqual([])
  })
})

describe('boundaries', () => {
  const square = (code: string, name: string, west: number) => ({
    type: 'Feature',
    properties: { code, name },
    geometry: { type: 'Polygon', coordinates: [[[west, 20], [west + 1, 20], [west + 1, 21], [west, 21], [west, 20]]] }, // prettier-ignore
  })
  const regions = (features: object[]) =>
    jobs.start(body(JSON.stringify({ type: 'FeatureCollection', features })), {
      collection: 'regions',
      fileName: 'r.geojson',
    })

  it('are replaced whole, or not at all', async () => {
    const good = await regions([square('440000', '广东省', 110), square('450000', '广西', 111)])
    expect(await finished(good.id)).toMatchObject({ state: 'done', rejected: 0 })
    const codes = await database.query<{ code: string }>('select code from region order by code')
    expect(codes.map(({ code }) => code)).toEqual(['100000', '440000', '450000'])
    const bad = await regions([square('440000', '广东省', 110), square('44', '?', 111)])
    expect(await finished(bad.id)).toMatchObject({ state: 'failed', rejected: 1 })
    expect(await database.query('select code from region')).toHaveLength(3)
    await expect(jobs.undo(good.id)).rejects.toThrow('boundaries cannot be undone')
  })
})
