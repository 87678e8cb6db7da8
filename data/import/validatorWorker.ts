import { parentPort } from 'node:worker_threads'
import type { Block } from './blocks.ts'
import { createBlockValidator } from './blockValidator.ts'
import { createRegionCheck } from './regionCheck.ts'
import { unpackRegions } from './regionsInUse.ts'
import { threadData } from './thread.ts'
import type { ValidatorData } from './validatorPool.ts'

/** The thread in which blocks are validated: a block in, its validated form out, one at a time. */
const { settings, regions } = threadData<ValidatorData>()
const validate = createBlockValidator(settings, createRegionCheck(unpackRegions(regions)))

parentPort?.on('message', (block: Block) => {
  const validated = validate(block)
  const { lines, ends, flags } = validated
  parentPort?.postMessage(validated, [lines.buffer, ends.buffer, flags.buffer])
})
