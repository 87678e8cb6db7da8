import { Readable } from 'node:stream'
import { type Context, Hono } from 'hono'
import { getResolution, isValidCell } from 'h3-js'
import { nationCode } from '#model/region.ts'
import type { AnalysisProgress } from '#contract/events.ts'
import {
  type CellExplanation,
  type HotSpotCard,
  type HotSpotClusters,
  hotSpotCellsParameter,
  hotSpotFormatParameter,
  hotSpotHeaders,
  hotSpotParameters,
  hotSpotTileParameters,
  type RegionHotSpots,
} from '#contract/hotspots.ts'
import { integer, maxTileZoom, regionCodeParameter, tileVersionParameter } from '#contract/parameters.ts'
import { tileMediaType } from '#contract/tiles.ts'
import { requestSignal } from '../database/requestSignal.ts'
import { badParameter, notFound } from '../errors.ts'
import type { Analysis } from '../hotspots/analyses.ts'
import { rankedSpots, readClusters } from '../hotspots/clusterAnswers.ts'
import { explainCell } from '../hotspots/explainCell.ts'
import { readHotSpotCard } from '../hotspots/hotSpotCard.ts'
import { hotSpotGeoJson, hotSpotRows } from '../hotspots/hotSpotFiles.ts'
import { hotSpotTile } from '../hotspots/hotSpotTile.ts'
import { type HotSpotQuestion, questionKey } from '../hotspots/question.ts'
import { readRegionHotSpots } from '../hotspots/regionHotSpots.ts'
import { reportOf } from '../hotspots/report.ts'
import { readOverview } from '../queries/overview.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { csvLine } from './export/csv.ts'
import { parseHotSpots, questionOf } from './hotSpotQuestion.ts'
import { link, selfUrl } from './links.ts'
import { negotiate } from './negotiate.ts'
import { knownMatrixSet, parseTile } from './tileAddress.ts'

export const hotSpotCollectionParameters = {
  ...hotSpotParameters,
  cells: hotSpotCellsParameter,
  f: hotSpotFormatParameter,
}
export const hotSpotClusterParameters = {
  ...hotSpotParameters,
  limit: integer(1, 500).default(50).describe('How many hot and cold spots are listed, 1 to 500.'),
}
export const hotSpotTileQuery = { ...hotSpotParameters, ...hotSpotTileParameters, v: tileVersionParameter }
export const hotSpotRegionParameters = {
  measure: hotSpotParameters.measure,
  confidence: hotSpotParameters.confidence,
  parent: regionCodeParameter.default(nationCode).describe('Its children are compared.'),
}

const csvType = 'text/csv; charset=utf-8'
const formats = [
  ['application/geo+json', 'geojson'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
] as const

/** The name that a page gives its analysis, so that it knows the events of its own; undefined when it wants none. */
function analysisKey(c: Context): string | undefined {
  const name = 'X-Analysis-Key'
  const given = c.req.header(name)
  const { data, error } = hotSpotHeaders[name].safeParse(given)
  if (error) throw badParameter(name, given ?? '', error.issues[0]?.message ?? '')
  return data
}

/** What all routes of hot spots are made with. */
function hotSpotAnswers({ analyses, database, events }: Services) {
  /** The analysis of a request; its progress is told to every listener, under the key that the request gave it. */
  async function analyse(c: Context, question: HotSpotQuestion): Promise<Analysis> {
    const key = analysisKey(c)
    const signal = requestSignal()
    if (key === undefined) return analyses.run(question, { signal })
    const onProgress = (progress: Omit<AnalysisProgress, 'key'>): void =>
      events.announce({ event: 'analysis', data: JSON.stringify({ key, ...progress }) })
    try {
      return await analyses.run(question, { signal, onProgress })
    } catch (error) {
      onProgress({ stage: 'done', share: 1 })
      throw error
    }
  }
  async function unchanged(c: Context, form: string): Promise<Response | null> {
    const { pathname, search } = new URL(c.req.url)
    return notModified(c, etagOf(await readOverview(database), `${form} ${pathname}${search}`))
  }
  return { analyse, unchanged }
}

const streamed = (chunks: AsyncIterable<Uint8Array>): ReadableStream =>
  Readable.toWeb(Readable.from(chunks)) as ReadableStream

/** UTF-8 with a byte order mark, without which Excel reads Chinese wrongly. */
async function* csvChunks(analysis: Analysis, cells: Parameters<typeof hotSpotRows>[1]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let mark = '\uFEFF'
  for await (const rows of hotSpotRows(analysis, cells)) {
    yield encoder.encode(mark + rows.map(csvLine).join(''))
    mark = ''
  }
}

function cellRoutes(services: Services) {
  const { analyse, unchanged } = hotSpotAnswers(services)
  return new Hono()
    .get('/hotspots', async (c) => {
      const parsed = parseHotSpots(c, hotSpotCollectionParameters)
      const { cells, f } = parsed.parameters
      const question = questionOf(parsed)
      c.header('Vary', 'Accept', { append: true })
      const isTable = negotiate(c, f, formats) === 'csv'
      const known = await unchanged(c, isTable ? 'csv' : 'geojson')
      if (known) return known
      const analysis = await analyse(c, question)
      if (isTable) {
        c.header('Content-Disposition', 'attachment; filename="hotspots.csv"')
        return c.body(streamed(csvChunks(analysis, cells)), 200, { 'Content-Type': csvType })
      }
      const self = link(selfUrl(c, services.config.publicUrl), 'self', 'application/geo+json', 'this analysis')
      const chunks = hotSpotGeoJson(analysis, cells, [self])
      return c.body(streamed(chunks), 200, { 'Content-Type': 'application/geo+json' })
    })
    .get('/hotspots/cells/:cell', async (c) => {
      const question = questionOf(parseHotSpots(c, hotSpotParameters))
      const cell = c.req.param('cell').toLowerCase()
      if (!isValidCell(cell)) throw badParameter('cell', cell, 'the index of an H3 cell in hexadecimal')
      const analysis = await analyse(c, question)
      const { resolution } = analysis.study
      if (getResolution(cell) < resolution) {
        throw badParameter('cell', cell, `a cell of resolution ${resolution}, that of the analysis, or finer`)
      }
      return c.json<CellExplanation>(explainCell(analysis, cell))
    })
}

function spotRoutes(services: Services) {
  const { analyse, unchanged } = hotSpotAnswers(services)
  const { database } = services
  return new Hono()
    .get('/hotspots/clusters', async (c) => {
      const parsed = parseHotSpots(c, hotSpotClusterParameters)
      const question = questionOf(parsed)
      const known = await unchanged(c, 'json')
      if (known) return known
      const analysis = await analyse(c, question)
      const clusters = await readClusters(database, analysis, parsed.parameters.limit)
      const numberMatched = rankedSpots(analysis.study).length
      const report = reportOf(analysis)
      return c.json<HotSpotClusters>({ report, numberMatched, numberReturned: clusters.length, clusters })
    })
    .get('/hotspots/clusters/:id', async (c) => {
      const question = questionOf(parseHotSpots(c, hotSpotParameters))
      const card = await readHotSpotCard(database, await analyse(c, question), c.req.param('id'))
      if (!card) throw notFound(`this analysis has no hot spot "${c.req.param('id')}"`)
      return c.json<HotSpotCard>(card)
    })
}

function regionRoutes(services: Services) {
  const { unchanged } = hotSpotAnswers(services)
  const { database } = services
  async function knownRegion(name: string, code: string): Promise<void> {
    const { dataVersion } = await readOverview(database)
    const { byCode } = await readRegionIndex(database, dataVersion)
    if (!byCode.has(code)) throw badParameter(name, code, 'the code of a region')
  }
  return new Hono().get('/hotspots/regions', async (c) => {
    const { filter, parameters } = parseHotSpots(c, hotSpotRegionParameters)
    const { measure, parent, confidence } = parameters
    await knownRegion('parent', parent)
    const known = await unchanged(c, 'json')
    if (known) return known
    const alpha = (100 - Number(confidence)) / 100
    return c.json<RegionHotSpots>(await readRegionHotSpots(database, { filter, measure, parent, alpha }))
  })
}

function tileRoutes({ analyses, database, tiles }: Services) {
  return new Hono().get('/hotspots/tiles/:set/:z/:y/:x', async (c) => {
    knownMatrixSet(c.req.param('set'))
    const tile = parseTile(c.req.param(), maxTileZoom)
    const parsed = parseHotSpots(c, hotSpotTileQuery)
    const { form } = parsed.parameters
    const question = questionOf(parsed)
    const state = await readOverview(database)
    const key = `hotspots/${tile.z}/${tile.y}/${tile.x} ${form} ${questionKey(question)}`
    const known = notModified(c, etagOf(state, key))
    if (known) return known
    const bytes = await tiles.get(`${state.dataVersion} ${state.asOf} ${key}`, async () => {
      const { study } = await analyses.run(question, { signal: requestSignal() })
      return hotSpotTile(study, tile, form)
    })
    if (bytes.length === 0) return c.body(null, 204)
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': tileMediaType })
  })
}

/** Tested concentrations: cells, the spots they make, why a cell is none, tiles, and regions among their neighbours. */
export function hotSpotRoutes(services: Services) {
  return new Hono()
    .route('/', cellRoutes(services))
    .route('/', spotRoutes(services))
    .route('/', regionRoutes(services))
    .route('/', tileRoutes(services))
}
