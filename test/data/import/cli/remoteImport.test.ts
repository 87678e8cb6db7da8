import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMapping } from '../../../../data/import/columns/mapping.ts'
import { importRemotely, undoRemotely } from '../../../../data/import/cli/remoteImport.ts'
import { ImportProgress } from '../../../../data/import/report/importProgress.ts'
import type { ImportReport } from '../../../../server/contract/imports.ts'
import type { Database } from '../../../../server/database/database.ts'
import { listen, stopListening } from '../../../../server/listen.ts'
import { writeServerFile } from '../../../../server/serverFile.ts'
import { openTestStore, type TestApp, testApp } from '../../../helpers/atlasApp.ts'
import { runImportCommand } from '../../../helpers/importCommand.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
let database: Database
let atlas: TestApp
let server: Server
let url: string
beforeAll(async () => {
  folder = await scratchFolder()
  database = await openTestStore()
  atlas = testApp(database, { ATLAS_HOME: folder.path })
  ;({ server, url } = await listen(atlas.app.fetch, '127.0.0.1', 0))
})
afterAll(async () => {
  await atlas.close()
  await stopListening(server, 100)
  await database.close()
  await folder.remove()
})

const header = '隐患编号,隐患等级,发现方式,发现时间\n'
const rows = (count: number, prefix: string) =>
  header + Array.from({ length: count }, (_, index) => `${prefix}${index},重大,自查,2023-05-01\n`).join('')

async function file(name: string, text: string): Promise<string> {
  const path = join(folder.path, name)
  await writeFile(path, text)
  return path
}

const count = async () => (await database.query<{ n: number }>('select count(*)::integer as n from hazard'))[0]?.n

describe('an import through a running server', () => {
  const idle = { signal: new AbortController().signal, onProgress: () => undefined }
  const hazards = { collection: 'hazards', fileName: 'a.csv' } as const
  const given = { ...hazards, id: '20240101-000000-aaaaaa', datum: null, startedAt: '2024-01-01T00:00:00Z' }

  it('is stored by it and taken back by it', async () => {
    const report = await importRemotely(url, await file('a.csv', rows(5, 'A')), hazards, idle)
    expect(report).toMatchObject({ state: 'done', accepted: 5, fileName: 'a.csv' })
    expect(await count()).toBe(5)
    expect(await undoRemotely(url, report.id)).toMatchObject({ state: 'undone' })
    expect(await count()).toBe(0)
  })

  it('sends the mapping with the file', async () => {
    const mapping = parseMapping(
      JSON.stringify({
        collection: 'hazards',
        fields: {
          hazardNo: { from: 'id' },
          level: { constant: 'general' },
          discoverySource: { constant: 'department' },
          foundAt: { from: 'day', dateFormat: 'd/M/yyyy' },
        },
      }),
    )
    const path = await file('b.csv', 'id,day\nM1,31/12/2017\n')
    const report = await importRemotely(url, path, { ...hazards, mapping, dryRun: true }, idle)
    expect(report).toMatchObject({ state: 'dryRunDone', accepted: 1 })
  })

  it('throws what the server says of a file that cannot be used', async () => {
    const path = await file('c.csv', '%PDF-1.7')
    await expect(importRemotely(url, path, hazards, idle)).rejects.toThrow('it looks like a PDF document')
    await expect(undoRemotely(url, 'nothing')).rejects.toThrow('there is no import "nothing"')
  })

  it('is cancelled there when the signal is given here', async () => {
    const controller = new AbortController()
    const seen: ImportReport[] = []
    const report = await importRemotely(url, await file('d.csv', rows(300_000, 'D')), hazards, {
      signal: controller.signal,
      onProgress: (progress) => {
        seen.push(progress)
        controller.abort()
      },
    })
    expect(seen.length).toBeGreaterThan(0)
    expect(report.state).toBe('cancelled')
    expect(await count()).toBe(0)
  })

  it('says when the server is gone, and where to look for what became of it', async () => {
    const path = await file('f.csv', rows(5, 'F'))
    const gone = 'http://127.0.0.1:9'
    await expect(importRemotely(gone, path, hazards, idle)).rejects.toThrow(
      'the server at http://127.0.0.1:9 does not answer while it is sent the file',
    )
    await expect(undoRemotely(gone, 'b1')).rejects.toThrow('whether b1 is undone')
    const dying = createServer((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(202, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ ...new ImportProgress(given).report, state: 'waiting' }))
        dying.closeAllConnections()
        dying.close()
      })
    })
    await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve))
    const { port } = dying.address() as AddressInfo
    await expect(importRemotely(`http://127.0.0.1:${port}`, path, hazards, idle)).rejects.toThrow(
      /does not answer any more; import 20240101-000000-aaaaaa is stored whole or not at all/,
    )
  })

  it('is what the command does when a server is at work on the data folder', { timeout: 120_000 }, async () => {
    writeServerFile(folder.path, url)
    const { code, stdout, stderr } = await runImportCommand(folder.path, 'hazards', await file('e.csv', rows(7, 'E')))
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('importing through it') })
    expect(stdout).toMatch(/accepted +7\n/)
    expect(await count()).toBe(7)
  })
})
