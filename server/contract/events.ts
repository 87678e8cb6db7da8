import * as z from 'zod'
import { importReportSchema } from './imports.ts'

/** Events of `GET /api/events` (server-sent): the name of the event and its data, JSON. */
export const dataVersionEventSchema = z.object({ dataVersion: z.string() })
export const importEventSchema = importReportSchema
