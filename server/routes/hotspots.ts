import { type Context, Hono } from 'hono'
import { getResolution, isValidCell } from 'h3-js'
import { collections } from '#model/collections.ts'
import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import { nationCode } from '#model/region.ts'
import {
  type CellExplanation,
  type HotSpotCard,
  type HotSpotClusters,
  hotSpotCellsParameter,
  type HotSpotCollection,
  hotSpotFormatParameter,
  hotSpotParameters,
  hotSpotTileParameters,
  type RegionHotSpots,
} from '#contract/hotspots.ts'
import {
  integer,
  maxTileZoom,
  type ParameterShape,
  regionCodeParameter,
  tileVersionParameter,
} from '#contract/parameters.ts'
import { tileMediaType } from '#contract/tiles.ts'
import { requestSignal } from '../database/requestSignal.ts'
import { badParameter, notFound } from '../errors.ts'
import type { Analysis } from '../hotspots/analyses.ts'
import { hotSpotCollection, listedCells } from '../hotspots/cellAnswers.ts'
import { rankedSpots, readClusters } from '../hotspots/clusterAnswers.ts'
import { explainCell } from '../hotspots/explainCell.ts'
import { readHotSpotCard } from '../hotspots/hotSpotCard.ts'
import { hotSpotTable } from '../hotspots/hotSpotTable.ts'
import { hotSpotTile } from '../hotspots/hotSpotTile.ts'
import { type HotSpotQuestion, questionKey } from '../hotspots/question.ts'
import { readRegionHotSpots } from '../hotspots/regionHotSpots.ts'
import { reportOf } from '../hotspots/report.ts'
import { collectionOfMeasure } from '../queries/hotSpotMeasure.ts'
import { readOverview } from '../queries/overview.ts'
import { readRegionIndex } from '../queries/regionIndex.ts'
import type { Services } from '../services.ts'
import { etagOf, notModified } from './conditional.ts'
import { csvLine } from './export/csv.ts'
import { link, selfUrl } from './links.ts'
import { negotiate } from './negotiate.ts'
import { parseQuery, queryOf } from './parseQuery.ts'
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

/** The measure decides which filters there are. */
function measureOf(query: URLSearchParams): HotSpotMeasureId {
  const named = new URLSearchParams([...query].filter(([name]) => name === 'measure'))
  return parseQuery(named, { parameters: { measure: hotSpotParameters.measure } }).parameters.measure
}

function parseHotSpots<const Shape extends ParameterShape>(c: Context, parameters: Shape) {
  const query = queryOf(c)
  const measure = measureOf(query)
  const { filters } = collections[collectionOfMeasure(measure)]
  return parseQuery(query, { parameters, filters, subject: `an analysis of ${measure}` })
}

type Choices = Omit<ReturnType<typeof parseHotSpots<typeof hotSpotParameters>>['parameters'], never>

function comparedPeriod(compare: string | undefined): HotSpotQuestion['compare'] {
  if (compare === undefined) return null
  const [from = '', to = ''] = compare.split('/')
  if (from > to)
    throw badParameter('compare', compare, 'two days YYYY-MM-DD/YYYY-MM-DD, the first not after the second')
  return { from, to }
}

function questionOf({
  filter,
  parameters,
}: {
  filter: HotSpotQuestion['filter']
  parameters: Choices
}): HotSpotQuestion {
  const { measure, resolution, ring, method, confidence, studyArea, step, steps, compare } = parameters
  return {
    filter,
    measure,
    resolution,
    ring,
    method,
    studyArea,
    step,
    steps,
    confidence: Number(confidence) as HotSpotQuestion['confidence'],
    compare: comparedPeriod(compare),
  }
}

const csvType = 'text/csv; charset=utf-8'
const formats = [
  ['application/geo+json', 'geojson'],
  ['application/json', 'json'],
  ['text/csv', 'csv'],
] as const

/** Tested concentrations: cells, the spots they make, why a cell is none, tiles, and regions among their neighbours. */
export function hotSpotRoutes({ analyses, config, database, events, tiles }: Services) {
  /** The analysis of a request; its progress goes to every listener under the request's own query. */
  function analyse(c: Context, question: HotSpotQuestion): Promise<Analysis> {
    const key = new URL(c.req.url).search.slice(1)
    const onProgress = (progress: { stage: string; share: number }): void =>
      events.announce({ event: 'analysis', data: JSON.stringify({ key, ...progress }) })
    return analyses.run(question, { signal: requestSignal(), onProgress })
  }
  async function unchanged(c: Context): Promise<Response | null> {
    const { pathname, search } = new URL(c.req.url)
    return notModified(c, etagOf(await readOverview(database), `${pathname}${search}`))
  }
  async function knownRegion(name: string, code: string): Promise<void> {
    const { dataVersion } = await readOverview(database)
    const { byCode } = await readRegionIndex(database, dataVersion)
    if (!byCode.has(code)) throw badParameter(name, code, 'the code of a region')
  }

  return new Hono()
    .get('/hotspots', async (c) => {
      const parsed = parseHotSpots(c, hotSpotCollectionParameters)
      const { cells, f } = parsed.parameters
      const question = questionOf(parsed)
      const form = negotiate(c, f, formats)
      const known = await unchanged(c)
      if (known) return known
      const analysis = await analyse(c, question)
      if (form === 'csv') {
        const rows = hotSpotTable(analysis, listedCells(analysis.study, cells))
        c.header('Content-Disposition', 'attachment; filename="hotspots.csv"')
        return c.body(`\uFEFF${rows.map(csvLine).join('')}`, 200, { 'Content-Type': csvType })
      }
      const answer = hotSpotCollection(analysis, cells)
      const links = [link(selfUrl(c, config.publicUrl), 'self', 'application/geo+json', 'this analysis')]
      return c.json<HotSpotCollection>({ ...answer, links }, 200, { 'Content-Type': 'application/geo+json' })
    })
    .get('/hotspots/clusters', async (c) => {
      const parsed = parseHotSpots(c, hotSpotClusterParameters)
      const question = questionOf(parsed)
      const known = await unchanged(c)
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
    .get('/hotspots/regions', async (c) => {
      const { filter, parameters } = parseHotSpots(c, hotSpotRegionParameters)
      const { measure, parent, confidence } = parameters
      await knownRegion('parent', parent)
      const known = await unchanged(c)
      if (known) return known
      const alpha = (100 - Number(confidence)) / 100
      return c.json<RegionHotSpots>(await readRegionHotSpots(database, { filter, measure, parent, alpha }))
    })
    .get('/hotspots/tiles/:set/:z/:y/:x', async (c) => {
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
        const { study } = await analyse(c, question)
        return hotSpotTile(study, tile, form)
      })
      if (bytes.length === 0) return c.body(null, 204)
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': tileMediaType })
    })
}
