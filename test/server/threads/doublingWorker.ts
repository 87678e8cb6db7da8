import { serveThread } from '../../../server/threads/threadTask.ts'

/** Doubles numbers; negative ones fail, and numbers over 1e6 never end. */
serveThread<{ values: Float64Array<ArrayBuffer> }, Float64Array, number>(({ values }, report) => {
  report(0.5)
  if (values.some((value) => value < 0)) throw new Error('a negative number')
  while (values.some((value) => value > 1e6)) report(0.9)
  const output = values.map((value) => value * 2)
  return { output, transfer: [output.buffer as ArrayBuffer] }
})
