import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  importListSchema,
  importPreviewSchema,
  type ImportReport,
  importReportSchema,
} from '../../../server/contract/imports.ts'
import type { RecordFeatureCollection } from '../../../server/contract/ogc.ts'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, openTestStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let home: string
let atlas: TestApp
beforeAll(async () => {
  database = await openTestStore()
  home = mkdtempSync(join(tmpdir(), 'atlas-imports-'))
  atlas = testApp(database, { ATLAS_HOME: home, UPLOAD_LIMIT_MB: '1' })
})
afterAll(async () => {
  await atlas.close()
  await database.close()
  rmSync(home, { recursive: true })
})

const csv = (rows: readonly string[]) => `企业编号,企业名称,经度,纬度,坐标系\n${rows.join('\n')}\n`
const twoFirms = csv(['I1,第一厂,113.1,23,wgs84', 'I2,第二厂,113.2,23.1,wgs84'])

function formOf(text: string, name = '企业.csv', mapping?: string): FormData {
  const form = new FormData()
  if (mapping !== undefined) form.append('mapping', mapping)
  form.append('file', new Blob([text]), name)
  return form
}

const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  atlas.app.request(path, { method: 'POST', body, headers })

async function finished(id: string): Promise<ImportReport> {
  for (;;) {
    const report = importReportSchema.parse(await getJson(atlas, `/api/imports/${id}`))
    if (report.finishedAt !== null) return report
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function enterpriseCount(): Promise<number> {
  const page = await getJson<RecordFeatureCollection>(atlas, '/api/collections/enterprises/items')
  return page.numberMatched
}

describe('an import', () => {
  it('is accepted as a form, runs, is listed, and can be undone', async () => {
    const response = await send('/api/imports?collection=enterprises', formOf(twoFirms))
    expect(response.status).toBe(202)
    const { id } = importReportSchema.parse(await response.json())
    expect(response.headers.get('Location')).toMatch(new RegExp(`/api/imports/${id}$`))
    expect(await finished(id)).toMatchObject({ state: 'done', accepted: 2, rejected: 0, fileName: '企业.csv' })
    expect(await enterpriseCount()).toBe(2)
    const { imports } = importListSchema.parse(await getJson(atlas, '/api/imports'))
    expect(imports[0]?.id).toBe(id)
    const undone = await send(`/api/imports/${id}/undo`, '')
    expect(importReportSchema.parse(await undone.json()).state).toBe('undone')
    expect(await enterpriseCount()).toBe(0)
    expect((await getProblem(atlas, `/api/imports/${id}/undo`, { method: 'POST' })).status).toBe(409)
  })

  it('is accepted as a raw body with its name in a header', async () => {
    const headers = { 'X-File-Name': encodeURIComponent('企业 一.csv'), 'Content-Type': 'application/octet-stream' }
    const response = await send('/api/imports?collection=enterprises&dryRun=true', twoFirms, headers)
    expect(response.status).toBe(202)
    const { id } = importReportSchema.parse(await response.json())
    expect(await finished(id)).toMatchObject({ state: 'dryRunDone', accepted: 2, fileName: '企业 一.csv' })
    expect(await enterpriseCount()).toBe(0)
  })

  it('gives every problem as a file', async () => {
    const response = await send(
      '/api/imports?collection=enterprises&dryRun=true',
      formOf(csv([',无编号,113.1,23,wgs84'])),
    )
    const { id } = importReportSchema.parse(await response.json())
    expect(await finished(id)).toMatchObject({ rejected: 1, problemCount: 1 })
    const problems = await atlas.app.request(`/api/imports/${id}/problems.csv`)
    expect(problems.headers.get('Content-Type')).toMatch(/^text\/csv/)
    expect(await problems.text()).toContain('enterpriseId')
  })

  it('tells the listening pages', async () => {
    const heard: string[] = []
    const stop = atlas.services.events.subscribe(
      ({ event, data }) =>
        heard.push(event === 'import' ? `import ${(JSON.parse(data) as ImportReport).state}` : event),
      () => {},
    )
    const response = await send('/api/imports?collection=enterprises', formOf(twoFirms))
    await finished(importReportSchema.parse(await response.json()).id)
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['import done', 'dataVersion']))
    stop()
  })

  it('takes a mapping of foreign columns beside the file', async () => {
    const mapping = JSON.stringify({
      collection: 'enterprises',
      datum: 'wgs84',
      fields: { enterpriseId: { from: 'key' }, name: { from: 'label' }, lng: { from: 'x' }, lat: { from: 'y' } },
    })
    const text = 'key,label,x,y\nM1,Firm,113.1,23\n'
    const response = await send('/api/imports?collection=enterprises&dryRun=true', formOf(text, 'a.csv', mapping))
    const { id } = importReportSchema.parse(await response.json())
    expect(await finished(id)).toMatchObject({ state: 'dryRunDone', accepted: 1 })
  })
})

describe('a preview', () => {
  it('shows how the beginning of a file would be read', async () => {
    const response = await send('/api/imports/preview?collection=enterprises', formOf(twoFirms))
    const preview = importPreviewSchema.parse(await response.json())
    expect(preview.columns.map(({ field }) => field)).toEqual(['enterpriseId', 'name', 'lng', 'lat', 'datum'])
    expect(preview.rows[0]).toEqual(['I1', '第一厂', '113.1', '23', 'wgs84'])
  })
})

describe('a bad import', () => {
  const refused = async (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    getProblem(atlas, path, { method: 'POST', body, headers })

  it.each([
    ['/api/imports', 'collection'],
    ['/api/imports?collection=volcanoes', 'collection'],
    ['/api/imports?collection=hazards&datum=mars', 'datum'],
    ['/api/imports?collection=hazards&dryRun=maybe', 'dryRun'],
    ['/api/imports?collection=hazards&speed=1', 'speed'],
    ['/api/imports?collection=enterprises&mapping=none', 'mapping'],
  ])('%s names %s', async (path, name) => {
    const problem = await refused(path, formOf(twoFirms))
    expect(problem.status).toBe(400)
    expect(problem.parameters?.[0]?.name).toBe(name)
  })

  it('is refused without a file, a name, or with a field that nobody knows', async () => {
    const path = '/api/imports?collection=enterprises'
    const empty = new FormData()
    empty.append('mapping', '{}')
    expect((await refused(path, empty)).parameters?.[0]?.name).toBe('file')
    expect((await refused(path, twoFirms)).parameters?.[0]?.name).toBe('X-File-Name')
    expect((await refused(path, 'x', { 'X-File-Name': '%E4' })).parameters?.[0]?.name).toBe('X-File-Name')
    const odd = new FormData()
    odd.append('colour', 'red')
    expect((await refused(path, odd)).parameters?.[0]?.name).toBe('colour')
    expect((await refused(path, 'x', { 'Content-Type': 'multipart/form-data' })).detail).toContain('oundary')
    const broken = { 'Content-Type': 'multipart/form-data; boundary=x' }
    expect((await refused(path, '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc', broken)).status).toBe(400) // prettier-ignore
  })

  it('is refused over the limit, and for a file of another type', async () => {
    const path = '/api/imports?collection=enterprises'
    expect((await refused(path, formOf('x'.repeat(2 * 1024 * 1024)))).status).toBe(413)
    const pdf = await refused(path, formOf('%PDF-1.7 and more', '企业.csv'))
    expect(pdf).toMatchObject({ status: 400, detail: expect.stringContaining('PDF') })
  })

  it('is 404 when there is none of that id', async () => {
    expect((await getProblem(atlas, '/api/imports/none')).status).toBe(404)
    expect((await getProblem(atlas, '/api/imports/none/problems.csv')).status).toBe(404)
    expect((await getProblem(atlas, '/api/imports/none/cancel', { method: 'POST' })).status).toBe(404)
  })
})
