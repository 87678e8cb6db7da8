import * as z from 'zod'

/** What is still being made before the first questions about data can be answered. */
export const preparationSchema = z.object({
  stage: z.enum(['boundaries', 'sample']),
  /** Share of the stage that is done, 0 to 1. */
  progress: z.number().min(0).max(1),
})
export type Preparation = z.infer<typeof preparationSchema>
