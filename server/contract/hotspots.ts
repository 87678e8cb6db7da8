import * as z from 'zod'
import {
  cellVerdicts,
  emergingPatterns,
  hotSpotChanges,
  hotSpotMeasures,
  hotSpotResolutions,
  lisaQuadrants,
} from '#model/hotSpot.ts'
import { bboxSchema, linkSchema } from './ogc.ts'
import { choice, integer } from './parameters.ts'
import { provenanceSchema } from './statistics.ts'

type Ids<Table extends readonly { readonly id: string }[]> = { readonly [Index in keyof Table]: Table[Index]['id'] }
const idsOf = <const Table extends readonly { readonly id: string }[]>(table: Table) =>
  table.map(({ id }) => id) as unknown as Ids<Table>

const { min, max } = hotSpotResolutions
const resolutionWords = `auto or an integer from ${min} to ${max}`

/** What an analysis of hot spots takes beside the filter. */
export const hotSpotParameters = {
  measure: choice(idsOf(hotSpotMeasures)).default('count').describe('What is counted in each cell.'),
  resolution: z
    .union([z.literal('auto'), integer(min, max)], { error: resolutionWords })
    .default('auto')
    .describe('H3 resolution of the cells; auto: the scale at which incremental Moran first peaks.'),
  ring: integer(1, 3).default(1).describe('Neighbours of a cell: those up to so many steps away, and itself.'),
  method: choice(['adaptive', 'exact'])
    .default('adaptive')
    .describe(
      'exact: permutation test at one ring. adaptive: the strongest of several rings, its p corrected for the choice.',
    ),
  confidence: choice(['90', '95', '99'])
    .default('95')
    .describe('Least confidence, in percent after correction for the number of tests, at which a cell has a class.'),
  studyArea: choice(['auto', 'occupied', 'surround', 'region'])
    .default('auto')
    .describe(
      'Cells that are compared. occupied: those that ever held an enterprise, hazard or accident; surround: those and the cells around them; region: all of the region or area.',
    ),
  step: choice(['none', 'week', 'month', 'quarter'])
    .default('none')
    .describe('Width of the steps of time of the emerging patterns; none leaves them out.'),
  steps: integer(4, 36).default(12).describe('How many steps, the last one ending as of the day.'),
  compare: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/, 'two days YYYY-MM-DD/YYYY-MM-DD')
    .optional()
    .describe('An earlier period, days inclusive; each cell then tells what changed since. Needs `found`.'),
} as const

export const hotSpotTileParameters = {
  form: choice(['cells', 'points']).default('cells').describe('Hexagons, or their middles for a heat map.'),
} as const

export const hotSpotCellsParameter = choice(['auto', 'all', 'significant'])
  .default('auto')
  .describe('Which cells are listed; auto: all up to 20,000, else the significant ones. Tiles have them all.')

export const hotSpotFormatParameter = choice(['json', 'geojson', 'csv']).optional().describe('The form of the answer.')

/** What a request for an analysis may say in its headers. */
export const hotSpotHeaders = {
  'X-Analysis-Key': z
    .string()
    .regex(/^[\w-]{8,64}$/, '8 to 64 letters, digits, _ or -')
    .optional()
    .describe('A name drawn at random: the events `analysis` of GET /events tell the progress under it.'),
} as const

/** A sentence in both languages. */
const sentenceSchema = z.object({ zh: z.string(), en: z.string() })
export type Sentence = z.infer<typeof sentenceSchema>

/** One setting at which a cell is tested for its persistence. */
const scaleSchema = z.object({ resolution: z.int(), ring: z.int() })

const countsByConfidenceSchema = z.object({ '90': z.int(), '95': z.int(), '99': z.int() })

/** What the analysis says of itself. */
export const hotSpotReportSchema = provenanceSchema.omit({ notApplied: true }).extend({
  measure: z.enum(idsOf(hotSpotMeasures)),
  /** The filter as a query string, and every choice as it was asked for. */
  filter: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  resolution: z.int(),
  /** Why this resolution. */
  resolutionReason: sentenceSchema,
  /** Incremental Moran by distance; empty when the resolution was given. */
  scaleSearch: z.array(z.object({ ring: z.int(), distanceKm: z.number(), moranZ: z.number().nullable() })),
  studyArea: z.object({
    kind: z.enum(['occupied', 'surround', 'region']),
    cells: z.int(),
    areaKm2: z.number(),
    words: sentenceSchema,
  }),
  method: z.object({
    id: z.enum(['adaptive', 'exact']),
    /** How the distribution by chance was found: exact, or on a fine grid of values. */
    distribution: z.enum(['withoutReplacement', 'withReplacement', 'grid']).nullable(),
    ring: z.int(),
    confidence: z.int(),
    /** Null: the test is exact and draws no random numbers. */
    seed: z.int().nullable(),
    words: sentenceSchema,
    /** How cells of unequal area (1.97x inside China) are dealt with. */
    areaWords: sentenceSchema,
  }),
  /** Settings that `persistence` is the share of. */
  scales: z.array(scaleSchema),
  /** Sum of the measure over the study area. */
  total: z.number(),
  /** Records that have no coordinates and are in no cell. */
  unlocated: z.int(),
  /** Sum of what lies in cells that could not be compared: slivers on an outline, or too few enterprises for a rate. */
  leftOut: z.number(),
  /** Per cell of the study area. */
  mean: z.number().nullable(),
  standardDeviation: z.number().nullable(),
  /** Given when there is too little to say anything: 样本不足. No cell is significant then. */
  tooFew: sentenceSchema.nullable(),
  /** Given when the answer stands but is to be read with care, for instance fewer than 2 a cell. */
  cautions: z.array(sentenceSchema),
  hot: countsByConfidenceSchema,
  cold: countsByConfidenceSchema,
  /** First day of each step, and the day after the last; null without steps. */
  steps: z
    .object({ unit: z.enum(['week', 'month', 'quarter']), starts: z.array(z.string()), end: z.string() })
    .nullable(),
  /** Cells by emerging pattern; null without steps. */
  patterns: z.partialRecord(z.enum(idsOf(emergingPatterns)), z.int()).nullable(),
  /** Cells by change; null without `compare`. */
  changes: z.partialRecord(z.enum(idsOf(hotSpotChanges)), z.int()).nullable(),
  /** Lower bounds of seven classes of values for a legend; the first is the smallest value over 0. */
  valueBreaks: z.array(z.number()),
})
export type HotSpotReport = z.infer<typeof hotSpotReportSchema>

/** One cell: the properties of a GeoJSON feature and, but for `neighbours`, of a tile. */
export const hotSpotCellSchema = z.object({
  /** H3 index in hexadecimal. */
  cell: z.string(),
  value: z.number(),
  /** Value per square kilometre. */
  density: z.number(),
  /** How many cells of the study area were summed up, itself included. */
  neighbours: z.int(),
  /** Sum over the neighbours, and what chance would give, as counted (for a rate: cases), whatever the test compared. */
  sum: z.number(),
  expected: z.number(),
  z: z.number().nullable(),
  p: z.number().nullable(),
  q: z.number().nullable(),
  /** -3..3, see hotSpotConfidences. */
  class: z.int(),
  /** Share of the scales at which the cell is significant with the same sign, 0..1. */
  persistence: z.number(),
  pattern: z.enum(idsOf(emergingPatterns)).nullable(),
  change: z.enum(idsOf(hotSpotChanges)).nullable(),
})
export type HotSpotCell = z.infer<typeof hotSpotCellSchema>

/** `GET /api/hotspots`: GeoJSON with the report beside the features. */
export const hotSpotCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  report: hotSpotReportSchema,
  numberMatched: z.int(),
  numberReturned: z.int(),
  links: z.array(linkSchema),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      geometry: z.object({
        type: z.literal('Polygon'),
        coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))),
      }),
      properties: hotSpotCellSchema,
    }),
  ),
})
export type HotSpotCollection = z.infer<typeof hotSpotCollectionSchema>

/** Adjacent significant cells, merged and named. */
export const hotSpotClusterSchema = z.object({
  /** Its cell with the rarest sum (the smallest q), of several the one that holds most: it stays while the spot does. */
  id: z.string(),
  rank: z.int(),
  hot: z.boolean(),
  name: sentenceSchema,
  regionCode: z.string().nullable(),
  /** Name of the nearest park or plant, and how far it is; null when none is within 5 km. */
  place: z.object({ id: z.string(), name: z.string(), distanceMeters: z.number() }).nullable(),
  center: z.tuple([z.number(), z.number()]),
  /** The box of its hexagons. */
  bbox: bboxSchema,
  cells: z.array(z.string()),
  areaKm2: z.number(),
  value: z.number(),
  /** What chance would give in these cells. */
  expected: z.number().nullable(),
  /** value / expected. */
  ratio: z.number().nullable(),
  shareOfTotal: z.number().nullable(),
  /** Smallest q of its cells. */
  q: z.number(),
  p: z.number(),
  confidence: z.union([z.literal(90), z.literal(95), z.literal(99)]),
  /** Mean persistence of its cells, and in how many of the scales it stands. */
  persistence: z.number(),
  scalesHeld: z.int(),
  scales: z.int(),
  pattern: z.enum(idsOf(emergingPatterns)).nullable(),
  change: z.enum(idsOf(hotSpotChanges)).nullable(),
  leadingSectors: z.array(z.object({ sector: z.string().nullable(), count: z.int() })),
  sentence: sentenceSchema,
})
export type HotSpotCluster = z.infer<typeof hotSpotClusterSchema>

export const hotSpotClustersSchema = z.object({
  report: hotSpotReportSchema,
  numberMatched: z.int(),
  numberReturned: z.int(),
  clusters: z.array(hotSpotClusterSchema),
})
export type HotSpotClusters = z.infer<typeof hotSpotClustersSchema>

/** `GET /api/hotspots/clusters/{id}`: what a card shows beyond the list. */
export const hotSpotCardSchema = z.object({
  report: hotSpotReportSchema,
  cluster: hotSpotClusterSchema,
  /** Area id of the union of its hexagons: `area=` of any filter. At its edge the outline and the index differ a little. */
  areaId: z.string(),
  /** Hazards of the analysis' filter in its cells, by H3 index: the value of the list where that counts hazards. */
  hazards: z.int(),
  /** Enterprises in its cells, those that a rate would be per. */
  enterprises: z.int(),
  /** The same hazards whatever `found`, by month, without gaps to the day of the answer; the last 24 months at most. */
  trend: z.object({ starts: z.array(z.string()), found: z.array(z.int()) }),
  /** The nearest other hot spots. */
  neighbours: z.array(z.object({ id: z.string(), name: sentenceSchema, distanceMeters: z.number() })),
})
export type HotSpotCard = z.infer<typeof hotSpotCardSchema>

/** `GET /api/hotspots/cells/{cell}`: why a cell is hot, or is not. */
export const cellExplanationSchema = z.object({
  report: hotSpotReportSchema,
  cell: hotSpotCellSchema.nullable(),
  verdict: z.enum(cellVerdicts),
  sentence: sentenceSchema,
  /** The sum from which the cell would have been hot; null when no sum would have been, or it is told in scores. */
  neededSum: z.number().nullable(),
  /** Largest p that passes the correction at the confidence asked for; null when none does. */
  criticalP: z.number().nullable(),
  neighbours: z.array(z.object({ cell: z.string(), value: z.number() })),
  /** One entry a resolution: its p there, and at how many of the rings tried it is significant. */
  byResolution: z.array(z.object({ resolution: z.int(), p: z.number().nullable(), held: z.int(), rings: z.int() })),
})
export type CellExplanation = z.infer<typeof cellExplanationSchema>

/** `GET /api/hotspots/regions`: local Moran of the children of a region. */
export const regionHotSpotsSchema = z.object({
  asOf: z.string(),
  dataVersion: z.string(),
  sample: z.boolean(),
  parent: z.string(),
  measure: z.enum(idsOf(hotSpotMeasures)),
  method: sentenceSchema,
  seed: z.int(),
  tooFew: sentenceSchema.nullable(),
  /** Global Moran's I of the children. */
  moran: z.object({ i: z.number(), z: z.number(), p: z.number() }).nullable(),
  rows: z.array(
    z.object({
      code: z.string(),
      value: z.number().nullable(),
      neighbours: z.array(z.string()),
      localI: z.number().nullable(),
      p: z.number().nullable(),
      q: z.number().nullable(),
      quadrant: z.enum(idsOf(lisaQuadrants)),
    }),
  ),
})
export type RegionHotSpots = z.infer<typeof regionHotSpotsSchema>
