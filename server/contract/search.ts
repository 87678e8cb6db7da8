import * as z from 'zod'

export const searchHitSchema = z.object({
  collection: z.string(),
  id: z.string(),
  title: z.string(),
  subtitle: z.string(),
  lng: z.number().nullable(),
  lat: z.number().nullable(),
  /** Given for regions. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
})
export type SearchHit = z.infer<typeof searchHitSchema>

export const searchResultSchema = z.object({ query: z.string(), hits: z.array(searchHitSchema) })
