import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { featureRows } from '../../../../data/import/read/blockRows.ts'
import { FeatureScanner } from '../../../../data/import/read/featureScanner.ts'
import { openGeoJson } from '../../../../data/import/read/readGeoJson.ts'
import { Refusal } from '../../../../data/import/values/refusal.ts'
import { scratchFolder } from '../../../helpers/importFile.ts'

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

const feature = (properties: object, coordinates: unknown = [113.1, 23]) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
})
const collection = (features: object[], more: object = {}) => ({ type: 'FeatureCollection', ...more, features })

async function read(content: string | Uint8Array) {
  const path = join(folder.path, 'file.geojson')
  await writeFile(path, content)
  const source = await openGeoJson(path)
  const headers: string[] = []
  const indexes = new Map<string, number>()
  const rows: { line: number; cells: unknown; geometry: unknown }[] = []
  for await (const { block } of source.blocks()) {
    if (block.kind !== 'features') continue
    for (const { line, row, geometry } of featureRows(block, indexes, (header) => headers.push(header) - 1)) {
      const cells = row instanceof Refusal ? row.reason : headers.map((_, index) => row.text(index))
      rows.push({ line, cells, geometry })
    }
  }
  return { ...source, headers, rows }
}

describe('openGeoJson', () => {
  it('reads a collection, its features numbered from 1', async () => {
    const { headers, rows } = await read(
      JSON.stringify(collection([feature({ 名称: 'a' }), feature({ 名称: 'b', n: 2 })])),
    )
    expect(headers).toEqual(['名称', 'n'])
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [1, ['a']],
      [2, ['b', '2']],
    ])
    expect(rows[0]?.geometry).toEqual({ type: 'Point', coordinates: [113.1, 23] })
  })

  it('reads features one after another: JSON lines, text sequences, and a single feature', async () => {
    const lines = [feature({ n: 1 }), feature({ n: 2 })].map((one) => JSON.stringify(one))
    for (const text of [lines.join('\n'), lines.map((line) => `\u001E${line}\n`).join('')]) {
      expect((await read(text)).rows.map(({ cells }) => cells)).toEqual([['1'], ['2']])
    }
    expect((await read(lines[0] ?? '')).rows).toHaveLength(1)
  })

  it('is not misled by brackets and the word features in strings and members', async () => {
    const tricky = feature({ text: '}]{"features":[ \\" ' })
    const { rows } = await read(
      JSON.stringify(collection([tricky, tricky], { name: '"features":[', meta: { features: [1] } })),
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]?.cells).toEqual(['}]{"features":[ \\"'])
  })

  it('takes lists and objects as JSON, null as nothing, and refuses numbers that lost digits', async () => {
    const { rows } = await read(JSON.stringify(collection([feature({ a: [1], b: null, c: true })])))
    expect(rows[0]?.cells).toEqual(['[1]', '', 'true'])
    const long = await read(
      '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":914406060000000001},"geometry":null}]}',
    )
    expect(long.rows[0]?.cells).toContain('too long to be exact')
  })

  it('knows WGS-84 and CGCS2000 by the old member crs and refuses any other', async () => {
    const crs = (name: string) => ({ crs: { type: 'name', properties: { name } } })
    const withCrs = (name: string) => read(JSON.stringify(collection([], crs(name))))
    expect((await withCrs('urn:ogc:def:crs:OGC:1.3:CRS84')).datum).toBe('wgs84')
    expect((await withCrs('urn:ogc:def:crs:EPSG::4490')).datum).toBe('cgcs2000')
    await expect(withCrs('urn:ogc:def:crs:EPSG::3857')).rejects.toThrow(
      '"urn:ogc:def:crs:EPSG::3857"; allowed: EPSG:4326',
    )
    const late = JSON.stringify({ type: 'FeatureCollection', features: [], ...crs('EPSG:2380') })
    await expect(read(late)).rejects.toThrow('EPSG:2380')
  })

  it.each([
    ['{"type":"FeatureCollection","features":[{"type":"Feature"', 'ends inside feature 1'],
    ['{"type":"FeatureCollection","features":[{"type":"Feature"}', 'ends before the end of "features"'],
    ['{"type":"FeatureCollection","features":[1,2]}', 'feature 1 is no JSON object'],
    ['{"type":"Topology","objects":{}}', 'neither a FeatureCollection nor a Feature'],
    ['{"type":"Other","features":[]}', 'its type is "Other"'],
    ['{"type":"FeatureCollection","features":[]} trailing', 'no valid JSON'],
  ])('refuses %s', async (text, reason) => {
    await expect(read(text)).rejects.toThrow(reason)
  })

  it('rejects a broken feature by its number and goes on', async () => {
    const { rows } = await read(
      '{"type":"FeatureCollection","features":[{"type":"Feature",,},{"type":"Feature","properties":{"n":1},"geometry":null},{"type":"Point"}]}',
    )
    expect(rows.map(({ cells }) => cells)).toEqual([
      expect.stringContaining('no valid JSON'),
      ['1'],
      'is a Point, no Feature',
    ])
  })

  it('reads collections larger than its buffer', async () => {
    const features = Array.from({ length: 30_000 }, (_, n) => feature({ n, text: '字'.repeat(20) }))
    const { rows } = await read(JSON.stringify(collection(features)))
    expect(rows).toHaveLength(30_000)
    expect(rows.every(({ line, cells }, index) => line === index + 1 && (cells as string[])[0] === String(index))).toBe(
      true,
    )
  })
})

describe('FeatureScanner', () => {
  it('finds the same objects however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.object({ maxDepth: 2 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        (objects, size) => {
          const bytes = new TextEncoder().encode(`${JSON.stringify(objects).slice(1)}`)
          const scanner = new FeatureScanner()
          const found: unknown[] = []
          let rest = new Uint8Array()
          for (let at = 0; at < bytes.length && !scanner.isDone; at += size) {
            const piece = Uint8Array.from([...rest, ...bytes.subarray(at, at + size)])
            const { bounds, openAt } = scanner.scan(piece, rest.length)
            for (let index = 0; index < bounds.length; index += 2) {
              found.push(JSON.parse(new TextDecoder().decode(piece.subarray(bounds[index], bounds[index + 1]))))
            }
            rest = piece.slice(openAt)
          }
          expect(JSON.stringify(found)).toBe(JSON.stringify(objects))
          expect(scanner.isDone).toBe(true)
        },
      ),
    )
  })
})
