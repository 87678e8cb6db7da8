import * as z from 'zod'
import { preparationSchema } from './preparation.ts'

/** What the page must know before it draws: `GET /api/configuration`. */
export const configurationSchema = z.object({
  dataVersion: z.string(),
  /** While the first data are made: how far they are. Absent once they are there. */
  preparing: preparationSchema.optional(),
  sample: z.boolean(),
  /** Last day of the data: the default `asOf`. */
  asOf: z.string(),
  /** First and last day of the found hazards, for the time strip. */
  found: z.object({ from: z.string(), to: z.string() }),
  counts: z.record(z.string(), z.int()),
  /** 审图号, shown in the attribution; null when none is configured. */
  mapApprovalNo: z.string().nullable(),
  basemaps: z.array(
    z.object({
      id: z.string(),
      zh: z.string(),
      en: z.string(),
      url: z.string(),
      kind: z.enum(['style', 'raster', 'pmtiles']),
    }),
  ),
  /** Box of all located records, `[west, south, east, north]`; null when there are none. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
})
export type Configuration = z.infer<typeof configurationSchema>
