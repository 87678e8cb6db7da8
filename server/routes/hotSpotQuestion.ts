import type { Context } from 'hono'
import { collections } from '#model/collections.ts'
import { isDay } from '#model/day.ts'
import type { Filter } from '#model/filter.ts'
import type { HotSpotMeasureId } from '#model/hotSpot.ts'
import { hotSpotParameters } from '#contract/hotspots.ts'
import type { ParameterShape } from '#contract/parameters.ts'
import { badParameter } from '../errors.ts'
import type { HotSpotQuestion } from '../hotspots/question.ts'
import { collectionOfMeasure } from '../queries/hotSpotMeasure.ts'
import { parseQuery, queryOf } from './parseQuery.ts'

/** The measure decides which filters there are. */
function measureOf(query: URLSearchParams): HotSpotMeasureId {
  const named = new URLSearchParams([...query].filter(([name]) => name === 'measure'))
  return parseQuery(named, { parameters: { measure: hotSpotParameters.measure } }).parameters.measure
}

/** The query string of a request about hot spots. Throws one ProblemError (400) that names every parameter at fault. */
export function parseHotSpots<const Shape extends ParameterShape>(c: Context, parameters: Shape) {
  const query = queryOf(c)
  const measure = measureOf(query)
  const { filters } = collections[collectionOfMeasure(measure)]
  return parseQuery(query, { parameters, filters, subject: `an analysis of ${measure}` })
}

type Choices = ReturnType<typeof parseHotSpots<typeof hotSpotParameters>>['parameters']

/** The earlier period: two days of the calendar in their order, both before the first day of `found`. */
function comparedPeriod(compare: string | undefined, { found }: Filter): HotSpotQuestion['compare'] {
  if (compare === undefined) return null
  const [from = '', to = ''] = compare.split('/')
  if (!isDay(from) || !isDay(to) || from > to) {
    throw badParameter(
      'compare',
      compare,
      'two days YYYY-MM-DD/YYYY-MM-DD of the calendar, the first not after the second',
    )
  }
  if (!found?.from)
    throw badParameter('compare', compare, 'left out unless found tells the first day of the later period')
  if (to >= found.from) throw badParameter('compare', compare, `a period that ends before found begins, ${found.from}`)
  return { from, to }
}

function refuseRatesInTime({ measure, step, compare }: Choices): void {
  if (measure !== 'rate') return
  const allowed = 'left out with measure=rate: patterns and changes are tested on counts, choose another measure'
  if (step !== 'none') throw badParameter('step', step, allowed)
  if (compare !== undefined) throw badParameter('compare', compare, allowed)
}

/** The question of a parsed query. Throws ProblemError (400) when its choices clash. */
export function questionOf({ filter, parameters }: { filter: Filter; parameters: Choices }): HotSpotQuestion {
  refuseRatesInTime(parameters)
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
    compare: comparedPeriod(compare, filter),
  }
}
