import { cellToBoundary, cellToParent, gridDisk, latLngToCell } from 'h3-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  cellExplanationSchema,
  hotSpotCardSchema,
  type HotSpotCollection,
  hotSpotClustersSchema,
  hotSpotCollectionSchema,
  regionHotSpotsSchema,
} from '../../../server/contract/hotspots.ts'
import type { Database } from '../../../server/database/database.ts'
import { getJson, getProblem, type TestApp, testApp } from '../../helpers/atlasApp.ts'
import { type DecodedFeature, decodeTile } from '../../helpers/decodeTile.ts'
import { engines } from '../../helpers/engines.ts'
import { plantedCenter, plantRecords } from '../../helpers/plantedStore.ts'

const apps: TestApp[] = []
const stores: Database[] = []
let atlas: TestApp
beforeAll(async () => {
  for (const { open } of engines) {
    const database = await open()
    await plantRecords(database)
    stores.push(database)
    apps.push(testApp(database))
  }
  atlas = apps[0] as TestApp
}, 120_000)
afterAll(async () => {
  await Promise.all(apps.map(({ close }) => close()))
  await Promise.all(stores.map((store) => store.close()))
})

const [lng, lat] = plantedCenter
const spot = latLngToCell(lat, lng, 7)
const base = '/api/hotspots'
const choices = 'resolution=7'
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const collectionOf = async (query = choices): Promise<HotSpotCollection> =>
  hotSpotCollectionSchema.parse(await getJson(atlas, `${base}?${query}`))

async function tileAt(z: number, query = choices): Promise<{ bytes: number; features: DecodedFeature[] }> {
  const size = 2 ** z
  const sine = Math.sin((lat * Math.PI) / 180)
  const [x, y] = [((lng + 180) / 360) * size, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size]
  const path = `${base}/tiles/WebMercatorQuad/${z}/${Math.floor(y)}/${Math.floor(x)}?${query}`
  const response = await atlas.app.request(path)
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { bytes: bytes.length, features: decodeTile(bytes).hotspots ?? [] }
}

describe('GET /api/hotspots', () => {
  it('finds the planted place and tells how', async () => {
    const { features, report } = await collectionOf()
    const own = features.find(({ id }) => id === spot)?.properties
    expect(own).toMatchObject({ cell: spot, class: 3, persistence: 1 })
    expect(own?.sum).toBeGreaterThan(2 * (own?.expected ?? Infinity))
    expect(report).toMatchObject({ measure: 'count', resolution: 7, total: 1600, unlocated: 0, tooFew: null })
    expect(report.studyArea.cells).toBe(features.length)
    expect(report.method).toMatchObject({ id: 'adaptive', confidence: 95, seed: null })
    expect(sum(features.map(({ properties }) => properties.value))).toBe(1600)
    expect(report.hot['90'] + report.hot['95'] + report.hot['99']).toBe(
      features.filter(({ properties }) => properties.class > 0).length,
    )
  })

  it.each(['open', 'severity', 'rate', 'accidents', 'listed', 'overdue'])('measures %s', async (measure) => {
    const { report } = await collectionOf(`${choices}&measure=${measure}`)
    expect(report.measure).toBe(measure)
    if (measure === 'accidents') expect(report.total).toBe(300 * 2.5)
    if (measure === 'listed') expect(report.tooFew?.zh).toContain('样本不足')
  })

  it('chooses a resolution and says why', async () => {
    const { report } = await collectionOf('')
    expect(report.resolution).toBeGreaterThanOrEqual(5)
    expect(report.resolutionReason.zh).toMatch(/公里|看不出/)
    expect(report.scaleSearch.length).toBe(6)
  })

  it('tells patterns over steps and changes between periods', async () => {
    const stepped = await collectionOf(`${choices}&step=month&steps=6`)
    expect(stepped.report.steps?.starts.length).toBe(6)
    expect(stepped.features.find(({ id }) => id === spot)?.properties.pattern).toMatch(/Hot$/)
    const changed = await collectionOf(`${choices}&found=2023-06-01/2023-07-31&compare=2023-04-01/2023-05-31`)
    expect(changed.features.find(({ id }) => id === spot)?.properties.change).toBe('new')
  })

  it('lists significant cells alone when asked to, as a table too', async () => {
    const { features, numberMatched } = await collectionOf(`${choices}&cells=significant`)
    expect(features.length).toBeLessThan(numberMatched)
    const csv = await (await atlas.app.request(`${base}?${choices}&cells=significant&f=csv`)).text()
    const [header, ...rows] = csv.trim().split('\n')
    expect(header).toContain('cell,lng,lat,value')
    expect(rows.map((row) => row.split(',')[0])).toEqual(features.map(({ id }) => id))
  })

  it('is asked for again only when something changed', async () => {
    const first = await atlas.app.request(`${base}?${choices}`)
    const etag = first.headers.get('ETag') ?? ''
    const again = await atlas.app.request(`${base}?${choices}`, { headers: { 'If-None-Match': etag } })
    expect(again.status).toBe(304)
  })

  it('tells caches which forms of the answer are not the same', async () => {
    const ask = (accept: string, known = '') =>
      atlas.app.request(`${base}?${choices}`, { headers: { Accept: accept, 'If-None-Match': known } })
    const [json, csv] = [await ask('application/geo+json'), await ask('text/csv')]
    expect(json.headers.get('Vary')).toContain('Accept')
    expect(csv.headers.get('ETag')).not.toBe(json.headers.get('ETag'))
    expect((await ask('text/csv', json.headers.get('ETag') ?? '')).status).toBe(200)
    expect((await ask('text/csv', csv.headers.get('ETag') ?? '')).status).toBe(304)
  })
})

describe('the progress of an analysis', () => {
  const told = async (path: string, headers: Record<string, string>): Promise<unknown[]> => {
    const events: unknown[] = []
    const listener = ({ event, data }: { event: string; data: string }) =>
      event === 'analysis' && events.push(JSON.parse(data))
    const stop = atlas.services.events.subscribe(listener, () => undefined)
    await atlas.app.request(path, { headers })
    stop()
    return events
  }

  it('is told under the key of the request alone, and not at all without one', async () => {
    const events = await told(`${base}/clusters?${choices}&ring=2`, { 'X-Analysis-Key': 'abcdefgh12' })
    expect(events[0]).toEqual({ key: 'abcdefgh12', stage: 'counting', share: 0 })
    expect(events.at(-1)).toEqual({ key: 'abcdefgh12', stage: 'done', share: 1 })
    expect(JSON.stringify(events)).not.toContain('ring')
    expect(await told(`${base}/clusters?${choices}&ring=3`, {})).toEqual([])
  })

  it('ends for an analysis that fails', async () => {
    const events = await told(`${base}/clusters?studyArea=region&resolution=9`, { 'X-Analysis-Key': 'abcdefgh12' })
    expect(events.at(-1)).toEqual({ key: 'abcdefgh12', stage: 'done', share: 1 })
  })

  it('takes no key that could be anything', async () => {
    const headers = { 'X-Analysis-Key': 'measure=open&region=44' }
    const { status, parameters } = await getProblem(atlas, `${base}/clusters?${choices}`, { headers })
    expect(status).toBe(400)
    expect(parameters?.[0]).toMatchObject({ name: 'X-Analysis-Key', value: 'measure=open&region=44' })
  })
})

describe('the spots', () => {
  it('are named, ranked and made of the sectors planted', async () => {
    const { clusters, numberMatched } = hotSpotClustersSchema.parse(await getJson(atlas, `${base}/clusters?${choices}`))
    expect(clusters.length).toBe(numberMatched)
    const [first] = clusters
    expect(first).toMatchObject({ rank: 1, hot: true, regionCode: '440604' })
    expect(first?.place).toMatchObject({ id: 'P1', name: '东园' })
    expect(first?.name.zh).toContain('区440604 · 东园')
    expect(first?.leadingSectors[0]?.sector).toBe('gas')
    expect(first?.sentence.zh).toMatch(/倍.*在 \d\/\d 个尺度上成立/)
    expect(first?.ratio).toBeGreaterThan(2)
    expect(first?.cells).toContain(spot)
    const corners = (first?.cells ?? []).flatMap((cell) => cellToBoundary(cell, true))
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
    expect(first?.bbox).toEqual([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
  })

  it('are none, said without failing, where there is too little', async () => {
    const answer = hotSpotClustersSchema.parse(await getJson(atlas, `${base}/clusters?${choices}&measure=listed`))
    expect(answer).toMatchObject({ numberMatched: 0, clusters: [] })
  })

  it.each(engines)(
    'are called by their address outside known regions, on $name',
    async ({ open }) => {
      const database = await open()
      await plantRecords(database, false)
      const app = testApp(database)
      const { clusters } = hotSpotClustersSchema.parse(await getJson(app, `${base}/clusters?${choices}`))
      expect(clusters[0]).toMatchObject({ regionCode: null, name: { zh: '人民路 · 东园', en: '东园, 人民路' } })
      await app.close()
      await database.close()
    },
    60_000,
  )

  it('have a card whose area any filter takes', async () => {
    const { clusters } = hotSpotClustersSchema.parse(await getJson(atlas, `${base}/clusters?${choices}`))
    const id = clusters[0]?.id ?? ''
    const card = hotSpotCardSchema.parse(await getJson(atlas, `${base}/clusters/${id}?${choices}`))
    expect(card.hazards).toBe(card.cluster.value)
    const summary = await getJson<{ hazards: { found: number } }>(atlas, `/api/statistics/summary?area=${card.areaId}`)
    // An outline and the cells of the index differ a little at the edge.
    expect(Math.abs(summary.hazards.found - card.hazards)).toBeLessThan(0.02 * card.hazards + 1)
    expect(sum(card.trend.found)).toBeGreaterThan(0)
    const problem = await getProblem(atlas, `${base}/clusters/87411c000ffffff?${choices}`)
    expect(problem.status).toBe(404)
  })
})

describe('the card of a spot', () => {
  it.each([
    `${choices}&region=440604`,
    `${choices}&bbox=113.1,23.0,113.21,23.2`,
    `${choices}&near=sites/P1,6000`,
    `${choices}&found=2023-06-01/2023-06-30`,
    `${choices}&sector=gas&confidence=90`,
  ])('counts the records that the list counts, with %s', async (query) => {
    const { clusters } = hotSpotClustersSchema.parse(await getJson(atlas, `${base}/clusters?${query}`))
    expect(clusters.length).toBeGreaterThan(0)
    for (const { id, value } of clusters.slice(0, 3)) {
      const card = hotSpotCardSchema.parse(await getJson(atlas, `${base}/clusters/${id}?${query}`))
      expect(card.hazards).toBe(value)
      expect(card.trend.starts.at(-1)).toBe('2023-07-01')
    }
  })
})

describe('a cell', () => {
  const explain = async (cell: string, query = choices) =>
    cellExplanationSchema.parse(await getJson(atlas, `${base}/cells/${cell}?${query}`))

  it('is told to be hot, by a finer cell in it too', async () => {
    const hot = await explain(spot)
    expect(hot).toMatchObject({ verdict: 'hot', cell: { class: 3 } })
    expect(hot.sentence.zh).toMatch(/^是热点/)
    expect((await explain(latLngToCell(lat, lng, 10))).verdict).toBe('hot')
    expect(hot.byResolution.map(({ resolution }) => resolution)).toEqual([7, 6, 8])
  })

  it('is told why it is none', async () => {
    const { features } = await collectionOf()
    const verdicts = new Map<string, string>()
    for (const { id, properties } of features) {
      if (properties.class !== 0 || verdicts.size > 2) continue
      const { verdict, sentence } = await explain(id)
      verdicts.set(verdict, sentence.zh)
      expect(['belowExpected', 'chance', 'manyTests']).toContain(verdict)
      if (verdict === 'belowExpected') expect(properties.sum).toBeLessThanOrEqual(properties.expected)
      else expect(properties.sum).toBeGreaterThan(properties.expected)
      expect(sentence.zh).toMatch(/^不是热点/)
    }
    expect(verdicts.size).toBeGreaterThan(1)
    expect((await explain(latLngToCell(30, 100, 7))).verdict).toBe('outsideStudyArea')
    expect((await explain(spot, `${choices}&measure=listed`)).verdict).toBe('tooFew')
  })

  it('has to be one, not coarser than the analysis', async () => {
    for (const cell of ['zzz', cellToParent(spot, 5)]) {
      const problem = await getProblem(atlas, `${base}/cells/${cell}?${choices}`)
      expect(problem.parameters?.[0]).toMatchObject({ name: 'cell', value: cell })
    }
  })
})

describe('tiles', () => {
  it('hold the cells of the analysis', async () => {
    const { features } = await collectionOf()
    const whole = await tileAt(8)
    const values = new Map(features.map(({ id, properties }) => [id, properties.value]))
    const seen = new Set<unknown>()
    for (const { properties } of whole.features) {
      expect(properties.value).toBe(values.get(String(properties.cell)))
      seen.add(properties.cell)
    }
    expect(seen.has(spot)).toBe(true)
    const points = await tileAt(8, `${choices}&form=points`)
    expect(points.features.every(({ type }) => type === 'point')).toBe(true)
    expect(points.features.find(({ properties }) => properties.cell === spot)?.properties.class).toBe(3)
  })

  it('stay small and keep the sum when cells are generalised', async () => {
    for (const z of [3, 5, 8]) {
      const { bytes, features } = await tileAt(z, `resolution=9&form=points`)
      expect(bytes).toBeLessThan(500_000)
      if (z <= 5) expect(sum(features.map(({ properties }) => Number(properties.value)))).toBe(1600)
      if (z === 3) expect(features.every(({ properties }) => properties.generalised === true)).toBe(true)
    }
  })

  it('are empty elsewhere', async () => {
    const response = await atlas.app.request(`${base}/tiles/WebMercatorQuad/8/10/10?${choices}`)
    expect(response.status).toBe(204)
  })

  it('carry the steps', async () => {
    const { features } = await tileAt(8, `${choices}&step=month&steps=6`)
    const own = features.find(({ properties }) => properties.cell === spot)?.properties
    expect(String(own?.bins)).toMatch(/^[B0b]{6}$/)
    expect(Number(own?.s5)).toBeGreaterThan(0)
  })
})

describe('regions', () => {
  it('are compared with their neighbours', async () => {
    const answer = regionHotSpotsSchema.parse(await getJson(atlas, `${base}/regions?parent=440600`))
    expect(answer.rows.length).toBe(10)
    expect(answer.tooFew).toBeNull()
    expect(answer.rows.find(({ code }) => code === '440604')?.neighbours).toContain('440605')
    expect(sum(answer.rows.map(({ value }) => value ?? 0))).toBe(1600)
    const few = regionHotSpotsSchema.parse(await getJson(atlas, `${base}/regions?parent=440000`))
    expect(few.tooFew?.zh).toContain('样本不足')
  })

  it('without an enterprise are left out of the test of rates', async () => {
    const answer = regionHotSpotsSchema.parse(
      await getJson(atlas, `${base}/regions?parent=440600&measure=rate&sector=gas`),
    )
    expect(answer.rows.length).toBe(10)
    expect(answer.tooFew?.zh).toContain('样本不足')
    for (const row of answer.rows) expect(row).toMatchObject({ value: null, p: null, quadrant: 'none' })
    const some = regionHotSpotsSchema.parse(await getJson(atlas, `${base}/regions?parent=440600&measure=rate`))
    expect(some.rows.filter(({ value }) => value !== null).map(({ code }) => code)).toEqual(['440604', '440605'])
  })
})

describe('bad input', () => {
  it.each([
    ['measure=area', 'measure', 'area'],
    ['resolution=4', 'resolution', '4'],
    ['resolution=11', 'resolution', '11'],
    ['resolution=x', 'resolution', 'x'],
    ['ring=9', 'ring', '9'],
    ['confidence=80', 'confidence', '80'],
    ['compare=2023-01-01/2023-02-01', 'compare', '2023-01-01/2023-02-01'],
    ['found=2023-06-01/2023-07-01&compare=2023-03-01/2023-02-01', 'compare', '2023-03-01/2023-02-01'],
    ['found=2023-05-01/2023-07-01&compare=2023-02-30/2023-03-31', 'compare', '2023-02-30/2023-03-31'],
    ['found=2023-05-01/2023-07-01&compare=2023-05-01/2023-07-01', 'compare', '2023-05-01/2023-07-01'],
    ['found=2023-05-01/2023-07-01&compare=2023-04-01/2023-05-01', 'compare', '2023-04-01/2023-05-01'],
    ['found=2023-05-01/2023-07-01&compare=2023-08-01/2023-09-01', 'compare', '2023-08-01/2023-09-01'],
    ['found=../2023-07-01&compare=2023-02-01/2023-03-01', 'compare', '2023-02-01/2023-03-01'],
    ['measure=rate&step=month', 'step', 'month'],
    ['measure=rate&found=2023-05-01/2023-07-01&compare=2023-03-01/2023-04-01', 'compare', '2023-03-01/2023-04-01'],
    ['studyArea=region&resolution=9', 'studyArea', 'region'],
    ['measure=accidents&overdue=true', 'overdue', 'true'],
    ['steps=99', 'steps', '99'],
    ['parent=440600', 'parent', '440600'],
  ])('%s is refused by name', async (query, name, value) => {
    const { parameters, status } = await getProblem(atlas, `${base}?${query}`)
    expect(status).toBe(400)
    expect(parameters?.[0]).toMatchObject({ name, value })
    expect(parameters?.[0]?.allowed).not.toBe('')
  })

  it('an unknown region is refused', async () => {
    const { parameters } = await getProblem(atlas, `${base}/regions?parent=990000`)
    expect(parameters?.[0]).toMatchObject({ name: 'parent', value: '990000' })
  })
})

describe('every engine', () => {
  it('counts the same in a card', async () => {
    const { clusters } = hotSpotClustersSchema.parse(await getJson(atlas, `${base}/clusters?${choices}`))
    const cards = await Promise.all(
      apps.map(async (app) => {
        const path = `${base}/clusters/${clusters[0]?.id}?${choices}&region=440604`
        const { hazards, enterprises, trend } = hotSpotCardSchema.parse(await getJson(app, path))
        return { hazards, enterprises, trend }
      }),
    )
    expect(cards[0]?.enterprises).toBeGreaterThan(0)
    for (const card of cards) expect(card).toEqual(cards[0])
  })

  it.each([
    `?${choices}`,
    `?${choices}&measure=rate`,
    `?${choices}&measure=accidents&studyArea=surround`,
    `?${choices}&step=month&steps=6&cells=significant`,
    `?resolution=8&bbox=113.1,23,113.3,23.2&studyArea=region`,
    `/clusters?${choices}`,
    `/cells/${gridDisk(spot, 1)[1]}?${choices}`,
    `/regions?parent=440600&measure=severity`,
  ])('answers %s alike', async (path) => {
    const [reference, ...others] = await Promise.all(
      apps.map(async (app) =>
        JSON.stringify(await getJson(app, `${base}${path}`)).replace(/"dataVersion":"[^"]*"/g, ''),
      ),
    )
    expect(others.length).toBeGreaterThan(0)
    for (const other of others) expect(other).toBe(reference)
  })
})
