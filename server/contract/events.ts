import * as z from 'zod'
import { importReportSchema } from './imports.ts'
import { preparationSchema } from './preparation.ts'

/** Events of `GET /api/events` (server-sent): the name of the event and its data, JSON. */
export const dataVersionEventSchema = z.object({ dataVersion: z.string() })
export const importEventSchema = importReportSchema
/** `preparation`: while the first data are made; null once they are there. */
export const preparationEventSchema = z.object({ preparing: preparationSchema.nullable() })

/** Where an analysis stands, `analysis`, until it is done or given up; `key` is the header `X-Analysis-Key` of the request. */
export const analysisEventSchema = z.object({
  key: z.string(),
  stage: z.enum(['counting', 'testing', 'scales', 'trend', 'comparing', 'done']),
  share: z.number(),
})
export type AnalysisProgress = z.infer<typeof analysisEventSchema>
