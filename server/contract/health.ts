import * as z from 'zod'
import { preparationSchema } from './preparation.ts'

/** `GET /api/health`: 200 when the store answers, else 503. `preparing` tells how far the first data are. */
export const healthSchema = z.object({
  status: z.enum(['pass', 'fail', 'preparing']),
  ...preparationSchema.partial().shape,
  engine: z.string(),
  dataVersion: z.string().nullable(),
  uptimeSeconds: z.number(),
  databaseMs: z.number(),
})
export type Health = z.infer<typeof healthSchema>
