import { afterEach, describe, expect, it, vi } from 'vitest'
import { isFinished, useImportStore } from '../../../client/stores/useImportStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { importReport } from '../../helpers/answers.ts'
import { configurationAnswer } from '../../helpers/answers.ts'
import { fakeApi, problem } from '../../helpers/fakeApi.ts'
import { settle, withStores } from '../../helpers/withStores.ts'

const preview = {
  fileName: 'hazards.csv',
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  columns: [{ header: '隐患编号', field: 'hazardNo' }],
  rows: [['H1']],
  missing: [],
  problems: [],
}
const file = new File(['隐患编号\nH1\n'], 'hazards.csv')

function start() {
  const api = fakeApi({
    '/configuration': () => configurationAnswer(),
    '/imports/preview': () => preview,
    '/imports': ({ method }) => (method === 'POST' ? importReport() : { imports: [], numberMatched: 0 }),
    '/imports/i1/cancel': () => importReport({ state: 'cancelled' }),
    '/imports/i1/undo': () => importReport({ state: 'undone' }),
  })
  return { api, ...withStores(() => ({ imports: useImportStore(), notices: useNoticeStore() })) }
}

afterEach(() => vi.unstubAllGlobals())

describe('useImportStore()', () => {
  it('previews a file as soon as it is chosen, and anew when it shall be read otherwise', async () => {
    const { api, imports } = start()
    imports.file = file
    await settle()
    expect(imports.preview?.columns[0]?.field).toBe('hazardNo')
    imports.collection = 'enterprises'
    await settle()
    expect(api.to('/imports/preview').map(({ query }) => query.get('collection'))).toEqual(['hazards', 'enterprises'])
  })

  it('reads a column as the field that is chosen, for this file alone', async () => {
    const { api, imports } = start()
    imports.file = file
    await settle()
    imports.readAs('隐患编号', 'title')
    expect(imports.preview).not.toBeNull()
    await settle()
    expect(imports.byHand).toBe(true)
    const sent = api.to('/imports/preview').at(-1)?.body as FormData
    expect(JSON.parse(String(sent.get('mapping')))).toEqual({
      collection: 'hazards',
      fields: { title: { from: '隐患编号' } },
    })
    imports.file = new File(['x'], 'other.csv')
    await settle()
    expect([imports.byHand, imports.mapping]).toEqual([false, null])
  })

  it('drops a mapping that is meant for other records', async () => {
    const { imports } = start()
    const mapping = { collection: 'enterprises', fields: { name: { from: '企业' } } }
    await imports.readMapping(new File([JSON.stringify(mapping)], 'mapping.json'))
    await settle()
    expect([imports.collection, imports.mapping]).toEqual(['enterprises', mapping])
    imports.collection = 'sites'
    await settle()
    expect(imports.mapping).toBeNull()
  })

  it('keeps the newest preview when an older one comes after it', async () => {
    const { api, imports, notices } = start()
    const late: ((answer: object) => void)[] = []
    api.answer('/imports/preview', () => new Promise((resolve) => late.push(resolve)))
    imports.file = file
    await settle()
    imports.datum = 'gcj02'
    await settle()
    late[1]?.({ ...preview, fileName: 'newer.csv' })
    await settle()
    late[0]?.({ ...preview, fileName: 'older.csv' })
    await settle()
    expect(imports.preview?.fileName).toBe('newer.csv')
    expect(api.to('/imports/preview').map(({ signal }) => signal.aborted)).toEqual([true, false])
    expect([imports.previewError, notices.notices]).toEqual([null, []])
  })

  it('tells of a preview that fails before it is sent', async () => {
    const { imports, notices } = start()
    vi.stubGlobal('FormData', function fail() {
      throw new RangeError('no memory left')
    })
    imports.file = file
    await settle()
    expect(notices.notices.at(-1)?.values.detail).toBe('no memory left')
  })

  it('holds what is wrong with a file that cannot be read', async () => {
    const { api, imports } = start()
    api.answer('/imports/preview', () => problem(400, 'Bad file', 'this is a picture'))
    imports.file = file
    await settle()
    expect(imports.previewError?.detail).toBe('this is a picture')
    expect(imports.preview).toBeNull()
  })

  it('sends file, datum and mapping, the mapping before the file', async () => {
    const { api, imports } = start()
    const mapping = new File([JSON.stringify({ collection: 'accidents', fields: {} })], 'mapping.json')
    imports.file = file
    imports.datum = 'gcj02'
    await imports.readMapping(mapping)
    await imports.start(true)
    const sent = api.to('/imports').at(-1)
    expect(Object.fromEntries(sent?.query ?? [])).toEqual({ collection: 'accidents', datum: 'gcj02', dryRun: 'true' })
    expect([...((sent?.body ?? new FormData()) as FormData).keys()]).toEqual(['mapping', 'file'])
  })

  it('refuses a mapping file that is none, and keeps the one in use', async () => {
    const { imports, notices } = start()
    await imports.readMapping(new File(['{"fields": 3}'], 'bad.json'))
    await imports.readMapping(new File(['not json'], 'worse.json'))
    expect(imports.mapping).toBeNull()
    expect(notices.notices).toHaveLength(2)
  })

  it('follows the progress of its own import until it ends', async () => {
    const { imports } = start()
    imports.file = file
    await imports.start(false)
    expect(imports.running).toBe(true)
    imports.take(importReport({ id: 'other', rowsRead: 99 }))
    imports.take(importReport({ rowsRead: 5 }))
    expect(imports.report?.rowsRead).toBe(5)
    imports.take(importReport({ state: 'done', accepted: 5 }))
    imports.take(importReport({ rowsRead: 1 }))
    expect(imports.report).toMatchObject({ state: 'done', accepted: 5 })
    expect(imports.running).toBe(false)
  })

  it('asks for the end of an import that it was not told of, and no more after that', async () => {
    const { api, imports } = start()
    api.answer('/imports/i1', () => importReport({ state: 'done', accepted: 5 }))
    await imports.refresh()
    imports.file = file
    await imports.start(false)
    await imports.refresh()
    await imports.refresh()
    expect(imports.report).toMatchObject({ state: 'done', accepted: 5 })
    expect(api.to('/imports/i1')).toHaveLength(1)
  })

  it('tells when it cannot learn how the import goes', async () => {
    const { api, imports, notices } = start()
    api.answer('/imports/i1', () => problem(503, 'Busy', 'later'))
    imports.file = file
    await imports.start(false)
    await imports.refresh()
    expect(notices.notices.at(-1)?.values.detail).toBe('later')
    expect(imports.running).toBe(true)
  })

  it('cancels and undoes', async () => {
    const { imports } = start()
    await imports.cancel('i1')
    expect(imports.report?.state).toBe('cancelled')
    await imports.undo('i1')
    expect(imports.report?.state).toBe('undone')
  })

  it('tells of an import that is refused and can be used again', async () => {
    const { api, imports, notices } = start()
    api.answer('/imports', () => problem(413, 'Too large', 'the file is larger than 2 GB'))
    imports.file = file
    await imports.start(false)
    expect(notices.notices.at(-1)?.values.detail).toBe('the file is larger than 2 GB')
    expect(imports.busy).toBe(false)
  })
})

describe('isFinished()', () => {
  it('knows the states in which nothing more happens', () => {
    expect(isFinished(importReport({ state: 'writing' }))).toBe(false)
    expect(isFinished(importReport({ state: 'dryRunDone' }))).toBe(true)
  })
})
