import * as z from 'zod'
import { preparationSchema } from './preparation.ts'

/** The one error shape (RFC 9457, application/problem+json). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Every parameter at fault, with its value as received and what is allowed. */
  parameters: z.array(z.object({ name: z.string(), value: z.string(), allowed: z.string() })).optional(),
  /** While the first data are made (503): what is made and how far it is. */
  ...preparationSchema.partial().shape,
})
export type Problem = z.infer<typeof problemSchema>
