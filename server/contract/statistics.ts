import * as z from 'zod'

/** Every count needed for the indicators, over the hazards that a filter keeps, as of a day. */
const hazardCountsSchema = z.object({
  found: z.int(),
  /** Status pendingReview or closed: what headlines call 已整改. */
  rectified: z.int(),
  closed: z.int(),
  open: z.int(),
  overdue: z.int(),
  /** A subset of found, never an addend. */
  listed: z.int(),
  listedRectified: z.int(),
  /** Discovery source selfInspection; found - selfFound is the department's. */
  selfFound: z.int(),
  selfRectified: z.int(),
  /** Hazards without coordinates; part of every other count. */
  unlocated: z.int(),
})
export type HazardCounts = z.infer<typeof hazardCountsSchema>

const accidentCountsSchema = z.object({
  accidents: z.int(),
  /** Null when no accident of the period states its deaths. */
  deaths: z.int().nullable(),
  /** The same period one year before. */
  previousAccidents: z.int(),
  previousDeaths: z.int().nullable(),
})
export type AccidentCounts = z.infer<typeof accidentCountsSchema>

/** What every answer with numbers says about itself. */
export const provenanceSchema = z.object({
  asOf: z.string(),
  /** The period of accidents and supervision actions, days inclusive. */
  period: z.object({ from: z.string(), to: z.string() }),
  /** True when any record counted is sample data. */
  sample: z.boolean(),
  dataVersion: z.string(),
  /** Filters that a section could not apply, by collection id. */
  notApplied: z.record(z.string(), z.array(z.string())),
})

export type Provenance = z.infer<typeof provenanceSchema>

export const summarySchema = provenanceSchema.extend({
  hazards: hazardCountsSchema,
  enterprises: z.int(),
  roadSegments: z.object({ segments: z.int(), lengthMeters: z.number().nullable(), accidents3y: z.int().nullable() }),
  accidents: accidentCountsSchema,
  sites: z.int(),
  actions: z.object({
    assistanceVisits: z.int(),
    inspections: z.int(),
    penalties: z.int(),
    penaltyAmountCny: z.number(),
    letters: z.int(),
    interviews: z.int(),
    exposures: z.int(),
    tipOffs: z.int(),
  }),
  /** Provincial units that reported at least one hazard. */
  reportingUnits: z.int(),
})
export type Summary = z.infer<typeof summarySchema>

/** One child of the parent: a region, or a reporting unit when asked `by=unit`. */
const regionRowSchema = z.object({
  code: z.string(),
  name: z.string(),
  nameEn: z.string(),
  /** False: "不适用", all counts null. */
  inStatistics: z.boolean(),
  hazards: hazardCountsSchema.nullable(),
  enterprises: z.int().nullable(),
  roadSegments: z.int().nullable(),
  accidents: accidentCountsSchema.nullable(),
  assistanceVisits: z.int().nullable(),
  areaKm2: z.number().nullable(),
})
export type RegionRow = z.infer<typeof regionRowSchema>

export const regionStatisticsSchema = provenanceSchema.extend({
  parent: z.string(),
  by: z.enum(['region', 'unit']),
  rows: z.array(regionRowSchema),
  /** Hazards inside the parent that belong to none of its children (no region code, or the parent's own). */
  unassigned: hazardCountsSchema,
})
export type RegionStatistics = z.infer<typeof regionStatisticsSchema>

/** Counts beside each option of a filter; each facet ignores its own filter and obeys all others. */
export const facetsSchema = provenanceSchema.extend({
  collection: z.string(),
  facets: z.record(z.string(), z.record(z.string(), z.int())),
})
export type Facets = z.infer<typeof facetsSchema>

/** Series over time; `starts[i]` is the first day of bin i. */
export const trendSchema = provenanceSchema.extend({
  bin: z.enum(['day', 'week', 'month']),
  starts: z.array(z.string()),
  found: z.array(z.int()),
  rectified: z.array(z.int()),
  accidents: z.array(z.int()),
})
export type Trend = z.infer<typeof trendSchema>

/** The nearest sites to the middle of the place that a filter names. */
export const surroundingsSchema = z.object({
  dataVersion: z.string(),
  sample: z.boolean(),
  /** `[lng, lat]`; null when the filter names no place. */
  center: z.tuple([z.number(), z.number()]).nullable(),
  nearest: z.array(
    z.object({
      kind: z.enum(['hospital', 'park']),
      /** Null when there is none within 100 km. */
      site: z.object({ id: z.string(), name: z.string(), distanceMeters: z.number() }).nullable(),
    }),
  ),
})
export type Surroundings = z.infer<typeof surroundingsSchema>
