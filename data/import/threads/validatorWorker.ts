import { parentPort } from 'node:worker_threads'
import type { Block } from '../read/blocks.ts'
import { createBlockValidator, type ValidatedBlock } from '../validate/blockValidator.ts'
import { createRegionCheck, type RegionCheck } from '../place/regionCheck.ts'
import { unpackRegions } from '../place/regionsInUse.ts'
import type { ValidatorData, ValidatorMessage } from './validatorThread.ts'

/** The thread in which blocks are validated: a file is opened, then block after block goes in and comes out validated. */
let validate: ((block: Block) => ValidatedBlock) | undefined
let builtInRegions: RegionCheck | undefined

function builtInCheck(): RegionCheck {
  return (builtInRegions ??= createRegionCheck(unpackRegions(null)))
}

function regionCheckOf({ regions }: ValidatorData): RegionCheck {
  return regions === null ? builtInCheck() : createRegionCheck(unpackRegions(regions))
}

parentPort?.on('message', (message: ValidatorMessage) => {
  if (message.kind === 'open') {
    validate = createBlockValidator(message.data.settings, regionCheckOf(message.data))
    return
  }
  if (message.kind === 'warm') {
    builtInCheck().locate(0, 0)
    return
  }
  const validated = validate?.(message.block)
  if (validated) {
    parentPort?.postMessage(validated, [
      validated.csv.buffer,
      validated.lines.buffer,
      validated.ends.buffer,
      validated.flags.buffer,
    ])
  }
})
