import * as z from 'zod'
import { searchHitSchema } from './search.ts'

/** Records that go with a record, grouped by their collection: `GET .../items/{fid}/related`. */
export const relatedSchema = z.object({
  groups: z.array(z.object({ collection: z.string(), zh: z.string(), en: z.string(), hits: z.array(searchHitSchema) })),
})
export type Related = z.infer<typeof relatedSchema>
