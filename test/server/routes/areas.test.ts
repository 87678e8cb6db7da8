import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areaFeatureSchema, storedAreaSchema } from '../../../server/contract/areas.ts'
import type { RecordFeatureCollection } from '../../../server/contract/ogc.ts'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, openSeededStore, type TestApp, testApp } from '../../helpers/atlasApp.ts'

let database: Database
let atlas: TestApp
beforeAll(async () => {
  database = await openSeededStore(400)
  atlas = testApp(database)
})
afterAll(() => database.close())

const ring = [[113.05, 22.95], [113.3, 22.95], [113.3, 23.2], [113.05, 23.2], [113.05, 22.95]] // prettier-ignore
const send = (body: string, headers: Record<string, string> = { 'Content-Type': 'application/geo+json' }) =>
  atlas.app.request('/api/areas', { method: 'POST', body, headers })
const polygon = (coordinates: number[][][]) => JSON.stringify({ type: 'Polygon', coordinates })

describe('areas', () => {
  it('are stored, read again and serve as a filter', async () => {
    const response = await send(polygon([ring]))
    expect(response.status).toBe(201)
    const { id, areaKm2 } = storedAreaSchema.parse(await response.json())
    expect(response.headers.get('Location')).toMatch(new RegExp(`/api/areas/${id}$`))
    expect(areaKm2).toBeGreaterThan(600)
    const area = areaFeatureSchema.parse(await getJson(atlas, `/api/areas/${id}`))
    expect(area.geometry).toMatchObject({ type: 'Polygon' })
    const inside = await getJson<RecordFeatureCollection>(atlas, `/api/collections/hazards/items?area=${id}&limit=1000`)
    expect(inside.numberMatched).toBeGreaterThan(0)
    const box = await getJson<RecordFeatureCollection>(
      atlas,
      '/api/collections/hazards/items?bbox=113.05,22.95,113.3,23.2',
    )
    expect(inside.numberMatched).toBe(box.numberMatched)
  })

  it('get the same id for the same polygon', async () => {
    const idOf = async (response: Response) => storedAreaSchema.parse(await response.json()).id
    expect(await idOf(await send(polygon([ring])))).toBe(await idOf(await send(polygon([ring]))))
  })

  it('of 100,000 vertices are taken and work as a filter', async () => {
    const circle = Array.from({ length: 100_000 }, (_, index) => {
      const angle = (2 * Math.PI * (index === 99_999 ? 0 : index)) / 99_999
      return [113.3 + 0.2 * Math.cos(angle), 23.1 + 0.2 * Math.sin(angle)]
    })
    const response = await send(polygon([circle]))
    expect(response.status).toBe(201)
    const { id } = storedAreaSchema.parse(await response.json())
    const { numberMatched } = await getJson<RecordFeatureCollection>(atlas, `/api/collections/hazards/items?area=${id}`)
    expect(numberMatched).toBeGreaterThan(0)
  })

  it('that cross themselves are refused with the place', async () => {
    const bowTie = [[113, 23], [114, 24], [114, 23], [113, 24], [113, 23]] // prettier-ignore
    const response = await send(polygon([bowTie]))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      parameters: [{ name: 'body', value: 'crosses itself at [113.500000, 23.500000]' }],
    })
  })

  it('are refused when they are no JSON, no polygon, of another type, or too large', async () => {
    expect((await send('{"type":')).status).toBe(400)
    expect((await send('{"type":"Point","coordinates":[1,2]}')).status).toBe(400)
    expect((await send('<gml/>', { 'Content-Type': 'application/gml+xml' })).status).toBe(415)
    const large = await send(' '.repeat(17 * 1024 * 1024))
    expect(large.status).toBe(413)
    expect(large.headers.get('Content-Type')).toBe('application/problem+json')
  })

  it('are 404 when nobody stored them', async () => {
    expect((await getProblem(atlas, '/api/areas/0123456789abcdef')).status).toBe(404)
  })
})
