import { serveThread } from '../threads/threadTask.ts'
import { runStudy, type StudyOutput } from './runStudy.ts'
import type { StudyInput, StudyProgress } from './study.ts'

/** The buffers of an answer, each once. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer)
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) buffersOf(part, found)
  return found
}

serveThread<StudyInput, StudyOutput, StudyProgress>((input, report) => {
  const output = runStudy(input, (stage, share) => report({ stage, share }))
  return { output, transfer: [...buffersOf(output)] }
})
