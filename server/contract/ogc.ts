import * as z from 'zod'

/** What OGC API - Common, - Features and - Tiles say of a resource. */
export const linkSchema = z.object({
  href: z.string(),
  rel: z.string(),
  type: z.string().optional(),
  title: z.string().optional(),
  templated: z.boolean().optional(),
})
export type Link = z.infer<typeof linkSchema>

export const landingPageSchema = z.object({
  title: z.string(),
  description: z.string(),
  attribution: z.string().optional(),
  links: z.array(linkSchema),
})
export type LandingPage = z.infer<typeof landingPageSchema>

export const conformanceSchema = z.object({ conformsTo: z.array(z.string()) })
export type Conformance = z.infer<typeof conformanceSchema>

/** `[west, south, east, north]`. */
export const bboxSchema = z.array(z.number()).length(4)

export const collectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  titles: z.object({ zh: z.string(), en: z.string() }),
  description: z.string(),
  itemType: z.literal('feature'),
  extent: z.object({
    spatial: z.object({ bbox: z.array(bboxSchema), crs: z.string() }).optional(),
    temporal: z.object({ interval: z.array(z.array(z.string().nullable()).length(2)), trs: z.string() }).optional(),
  }),
  crs: z.array(z.string()),
  storageCrs: z.string(),
  links: z.array(linkSchema),
  /** True when any record is sample data (示例数据). */
  sample: z.boolean(),
})
export type Collection = z.infer<typeof collectionSchema>

export const collectionsSchema = z.object({ links: z.array(linkSchema), collections: z.array(collectionSchema) })
export type Collections = z.infer<typeof collectionsSchema>

const propertyValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.string()),
  z.record(z.string(), z.string()),
])

const geometrySchema = z.object({ type: z.string(), coordinates: z.array(z.unknown()) })

/** A record as GeoJSON; `geometry` is null when it is unlocated. Derived properties hold as of `asOf`. */
export const recordFeatureSchema = z.object({
  type: z.literal('Feature'),
  id: z.string(),
  geometry: geometrySchema.nullable(),
  properties: z.record(z.string(), propertyValue.nullable()),
  links: z.array(linkSchema).optional(),
})
export type RecordFeature = z.infer<typeof recordFeatureSchema>

export const featureCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  timeStamp: z.string(),
  numberMatched: z.int(),
  numberReturned: z.int(),
  asOf: z.string(),
  sample: z.boolean(),
  links: z.array(linkSchema),
  features: z.array(recordFeatureSchema),
})
export type RecordFeatureCollection = z.infer<typeof featureCollectionSchema>

/** JSON Schema of the properties that a collection can be filtered by (OGC API - Features Part 3, queryables). */
export const queryablesSchema = z.object({
  $schema: z.string(),
  $id: z.string(),
  type: z.literal('object'),
  title: z.string(),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
  additionalProperties: z.boolean(),
})
export type Queryables = z.infer<typeof queryablesSchema>
