import * as z from 'zod'
import { importReportSchema } from './imports.ts'
import { preparationSchema } from './preparation.ts'

/** Events of `GET /api/events` (server-sent): the name of the event and its data, JSON. */
export const dataVersionEventSchema = z.object({ dataVersion: z.string() })
export const importEventSchema = importReportSchema
/** `preparation`: while the first data are made; null once they are there. */
export const preparationEventSchema = z.object({ preparing: preparationSchema.nullable() })
