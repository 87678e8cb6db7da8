import * as z from 'zod'
import { recordCollectionIds } from '#model/collections.ts'
import { isDay } from '#model/day.ts'

/** A parameter of a query string: text in, a checked value out; its error is the sentence that says what is allowed. */
type ParameterSchema = z.ZodType<unknown, unknown>
export type ParameterShape = Readonly<Record<string, ParameterSchema>>

/** An integer written in decimal digits. */
export function integer(min: number, max: number) {
  const allowed = `an integer from ${min} to ${max}`
  return z
    .string()
    .regex(/^-?\d{1,15}$/, allowed)
    .transform(Number)
    .pipe(z.int().min(min, allowed).max(max, allowed))
}

export function choice<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: `one of ${values.join(', ')}` })
}

const maxLimit = 10_000
export const limitParameter = integer(1, maxLimit)
  .default(100)
  .describe(`How many features a page holds, 1 to ${maxLimit}.`)
export const importLimitParameter = integer(1, 500).default(50).describe('How many imports a page holds, 1 to 500.')
export const offsetParameter = integer(0, 100_000_000).default(0).describe('How many features come before the page.')

export const afterParameter = z
  .string()
  .max(200, 'up to 200 characters')
  .optional()
  .describe('Set by next links: the id of the last record of the page before, which spares the way to `offset`.')

export const sortParameter = z
  .string()
  .regex(/^[-+]?[A-Za-z]\w*$/, 'a field of the collection, with a minus before it for falling order')
  .optional()
  .describe('The field that orders the records (OGC API - Records `sortby`): `dueAt` rising, `-dueAt` falling.')

const itemFormats = ['json', 'geojson', 'csv', 'xlsx'] as const
export const itemFormatParameter = choice(itemFormats)
  .optional()
  .describe(
    'The form of the answer; without it the Accept header decides. json comes in pages; geojson, csv and xlsx hold every match.',
  )
export const jsonFormatParameter = choice(['json', 'geojson']).optional().describe('The form of the answer.')
export const tilesetFormatParameter = choice(['json', 'tilejson'])
  .optional()
  .describe('json: OGC tileset metadata; tilejson: TileJSON 3.0.0.')

export const tileFormatParameter = choice(['mvt']).optional().describe('Tiles come as Mapbox Vector Tiles.')

/** RFC 3339 full-date or date-time. */
const instant = /^(\d{4}-\d{2}-\d{2})(T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/i

function dayOf(text: string): string | null {
  const day = instant.exec(text)?.[1]
  return day !== undefined && isDay(day) ? day : null
}

/**
 * `datetime` of OGC API: an instant or an interval of RFC 3339. Records know days only, so the day as written counts.
 * Yields the value of the filter `found`.
 */
export const datetimeParameter = z
  .string()
  .transform((text, context) => {
    const ends = text.split('/').map((end) => (end === '' || end === '..' ? '..' : dayOf(end)))
    const [from, to = from] = ends
    const ordered = from === '..' || to === '..' || (from && to && from <= to)
    if (ends.length <= 2 && from && to && !(from === '..' && to === '..') && ordered) return `${from}/${to}`
    context.addIssue({
      code: 'custom',
      message: 'an RFC 3339 date, date-time, or interval start/end with start <= end; one end may be ".."',
    })
    return z.NEVER
  })
  .optional()
  .describe('RFC 3339 instant or interval on the day of a record; collections without a day match whole.')

export const dayParameter = z
  .string()
  .refine(isDay, 'a day of the calendar, YYYY-MM-DD')
  .optional()
  .describe('The day at whose end things are seen.')

export const regionCodeParameter = z.string().regex(/^\d{6}$/, 'a region code of six digits')
export const regionLevelParameter = choice(['nation', 'province', 'city', 'county'])
export const languageParameter = choice(['zh', 'en'])
  .optional()
  .describe('csv and xlsx: headers and codes in this language instead of their names in the API.')

export const trendBinParameter = choice(['day', 'week', 'month']).default('day').describe('The width of a bin.')
export const statisticsByParameter = choice(['region', 'unit']).default('region').describe('Rows by region or unit.')
export const searchLimitParameter = integer(1, 50).default(10).describe('How many hits, 1 to 50.')
export const searchTextParameter = z
  .string({ error: '1 to 100 characters' })
  .trim()
  .min(1, '1 to 100 characters')
  .max(100, '1 to 100 characters')
  .describe('What to look for.')

export const facetCollectionParameter = choice(recordCollectionIds)
  .default('hazards')
  .describe('The collection whose filters are counted.')

export const importCollectionParameter = choice(['regions', ...recordCollectionIds]).describe(
  'What the rows are; regions replace all boundaries.',
)
export const datumParameter = choice(['wgs84', 'gcj02', 'bd09', 'cgcs2000'])
  .optional()
  .describe('The datum of the coordinates in the file.')
const flag = choice(['true', 'false'])
  .transform((text) => text === 'true')
  .pipe(z.boolean())
  .default(false)
export const skipGeometryParameter = flag.describe('true: properties alone, geometry is null.')
export const dryRunParameter = flag.describe('true: check every row, store nothing.')
export const mappingParameter = z
  .string()
  .max(64, 'the name of a mapping that comes with the product')
  .optional()
  .describe("A mapping of foreign columns by name; a mapping of one's own goes into the field `mapping` of the form.")
export const sheetParameter = z
  .string()
  .max(31, 'the name of a sheet, up to 31 characters')
  .optional()
  .describe('The sheet of a workbook, the first when left out.')

export const maxTileZoom = 22

/** The row or column of a tile at a zoom level. */
export function tileOrdinal(zoom: number) {
  return integer(0, 2 ** zoom - 1)
}
export const tileZoom = integer(0, maxTileZoom)
export const tileVersionParameter = z
  .string()
  .regex(/^[\w.-]{0,64}$/, 'up to 64 letters, digits, dots, hyphens')
  .optional()
  .describe('Ignored: pages put the data version here, so that a changed address fetches changed tiles.')
