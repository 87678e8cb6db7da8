import { parentPort } from 'node:worker_threads'
import { loadBuiltInRegions } from '../regions/loadRegions.ts'
import type { Block } from './blocks.ts'
import { createBlockValidator, type ValidationSettings } from './blockValidator.ts'
import { createRegionCheck } from './regionCheck.ts'
import { threadData } from './thread.ts'

/** The thread in which blocks are validated: a block in, its validated form out, one at a time. */
const validate = createBlockValidator(threadData<ValidationSettings>(), createRegionCheck(loadBuiltInRegions()))

parentPort?.on('message', (block: Block) => {
  const validated = validate(block)
  const { lines, ends, flags } = validated
  parentPort?.postMessage(validated, [lines.buffer, ends.buffer, flags.buffer])
})
