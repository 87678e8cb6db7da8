import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findHeader } from '../../../../data/import/read/header.ts'
import { headerTest, openSource, resolveSources } from '../../../../data/import/read/openSource.ts'
import { collections } from '../../../../data/model/collections.ts'
import type { ImportMapping } from '../../../../server/contract/imports.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

async function open(fileName: string, text: string, mapping: ImportMapping | null = null) {
  const path = join(folder.path, 'upload')
  await writeFile(path, text)
  return openSource(path, { collectionId: 'hazards', fileName, mapping, sheet: null })
}

describe('openSource', () => {
  it('goes by the name of the file, not by that of the upload', async () => {
    expect((await open('a.csv', '隐患编号,等级\n1,2\n')).format).toBe('csv')
    const empty = await open('a.geojson', '{"type":"FeatureCollection","features":[]}')
    expect([empty.format, empty.datum]).toEqual(['geojson', 'wgs84'])
  })

  it('takes the delimiter of the mapping before the one that it sees', async () => {
    const mapping = { collection: 'hazards', delimiter: ';', fields: { title: { from: 'a,b' } } }
    expect((await open('a.csv', 'a,b;c,d\n1;2\n', mapping)).headers).toEqual(['a,b', 'c,d'])
  })
})

describe('resolveSources', () => {
  it('names every required field that no column gives', async () => {
    const source = await open('a.csv', '隐患编号,等级,备注\n1,2,3\n')
    expect(() => resolveSources(collections.hazards, source, null)).toThrow(
      'no column gives 发现方式 (discoverySource), 发现时间 (foundAt), which every one of hazards needs; the file has: 隐患编号, 等级, 备注',
    )
  })

  it('does not ask for columns that features may still bring', async () => {
    const source = await open('a.geojson', '{"type":"FeatureCollection","features":[]}')
    expect(() => resolveSources(collections.hazards, source, null)).not.toThrow()
  })
})

describe('the header of a table', () => {
  const rows = [['某县重大事故隐患台账'], ['', '截至8月'], ['隐患编号', '发现时间', '备注'], ['1', '2023-05-01', '']]

  it('is the first row that names two fields', () => {
    expect(findHeader(rows, headerTest(collections.hazards, null))).toBe(2)
  })

  it('is the first row that names a column of the mapping', () => {
    const mapping = { collection: 'hazards', fields: { title: { template: '{备注}' } } }
    expect(findHeader(rows, headerTest(collections.hazards, mapping))).toBe(2)
  })

  it('is the first row when none is recognised, so that the message names what stands there', () => {
    expect(findHeader([['a'], ['b']], headerTest(collections.hazards, null))).toBe(0)
  })
})
