import {
  type CellExplanation,
  cellExplanationSchema,
  type HotSpotCard,
  hotSpotCardSchema,
  type HotSpotClusters,
  hotSpotClustersSchema,
  type RegionHotSpots,
  regionHotSpotsSchema,
} from '#contract/hotspots.ts'
import { type Surroundings, surroundingsSchema } from '#contract/statistics.ts'
import { collections } from '#model/collections.ts'
import { applicableFilter, type Filter, printFilter } from '#model/filter.ts'
import { hotSpotMeasures } from '#model/hotSpot.ts'
import { hotSpotLink, type HotSpotQuestion } from '../hotSpotLink.ts'
import { apiUrl, requestJson } from './http.ts'

/** An analysis of a nation may take its time; the server tells how far it is. */
const analysisTimeoutMs = 180_000

const asked = [
  'measure',
  'resolution',
  'ring',
  'method',
  'confidence',
  'studyArea',
  'step',
  'steps',
  'compare',
] as const satisfies readonly (keyof HotSpotQuestion)[]

/** The members of a filter that an analysis of a measure can use, and the names of those it cannot. */
export function hotSpotFilter(filter: Filter, measure: HotSpotQuestion['measure']) {
  const { collection } = hotSpotMeasures.find(({ id }) => id === measure) ?? hotSpotMeasures[0]
  return applicableFilter(filter, collections[collection].filters)
}

/**
 * The query of an analysis: what of the filter it can use, and the choices that differ from the defaults. Rates take no
 * steps and no comparison; an earlier period that does not end before the filter's begins is none.
 */
export function hotSpotQuery(filter: Filter, question: HotSpotQuestion): URLSearchParams {
  const query = printFilter(hotSpotFilter(filter, question.measure).filter)
  for (const name of asked) {
    const { print, default: usual } = hotSpotLink[name] as { print(value: unknown): string; default: unknown }
    const text = print(question[name])
    if (text !== print(usual)) query.set(name, text)
  }
  const timed = question.measure !== 'rate'
  if (!timed) query.delete('step')
  if (!timed || question.step === 'none') query.delete('steps')
  const later = filter.found?.from ?? ''
  if (!timed || (question.compare && question.compare.to >= later)) query.delete('compare')
  return query
}

const options = (query: string, signal?: AbortSignal) => ({ query, signal, timeoutMs: analysisTimeoutMs })

/** A name for an analysis that nobody else has: the server's events about it carry it. */
export const newAnalysisKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36).padStart(7, '0')).join('')

/** The ranked hot spots of an analysis, and its report on itself. Its progress is told by events under `key`. */
export const getHotSpotClusters = (query: string, key: string, signal?: AbortSignal): Promise<HotSpotClusters> =>
  requestJson('/hotspots/clusters', hotSpotClustersSchema, {
    ...options(query, signal),
    headers: { 'X-Analysis-Key': key },
  })

/** All about one hot spot; an `ApiError` of status 404 when the analysis has none of that id. */
export const getHotSpotCard = (id: string, query: string, signal?: AbortSignal): Promise<HotSpotCard> =>
  requestJson(`/hotspots/clusters/${id}`, hotSpotCardSchema, options(query, signal))

/** Why a cell (H3 index, of the resolution of the analysis or finer) is hot, or is not. */
export const getCellExplanation = (cell: string, query: string, signal?: AbortSignal): Promise<CellExplanation> =>
  requestJson(`/hotspots/cells/${cell}`, cellExplanationSchema, options(query, signal))

/** The children of a region among their neighbours. */
export function getRegionHotSpots(
  parent: string,
  filter: Filter,
  { measure, confidence }: Pick<HotSpotQuestion, 'measure' | 'confidence'>,
  signal?: AbortSignal,
): Promise<RegionHotSpots> {
  const query = printFilter(hotSpotFilter(filter, measure).filter)
  for (const [name, value] of Object.entries({ parent, measure, confidence })) query.set(name, String(value))
  return requestJson('/hotspots/regions', regionHotSpotsSchema, options(query.toString(), signal))
}

/** The nearest hospital and park to the middle of the place that a filter names. */
export const getSurroundings = (filter: Filter, signal?: AbortSignal): Promise<Surroundings> =>
  requestJson('/statistics/surroundings', surroundingsSchema, { query: printFilter(filter), signal })

/** Where the cells of an analysis can be downloaded. */
export function hotSpotsUrl(query: string, format: 'geojson' | 'csv'): string {
  const whole = new URLSearchParams(query)
  whole.set('f', format)
  return apiUrl('/hotspots', whole)
}
