import * as z from 'zod'

/** `GET /api/health`: 200 when the store answers, else 503. */
export const healthSchema = z.object({
  status: z.enum(['pass', 'fail']),
  engine: z.string(),
  dataVersion: z.string().nullable(),
  uptimeSeconds: z.number(),
  databaseMs: z.number(),
})
export type Health = z.infer<typeof healthSchema>
