import { parentPort } from 'node:worker_threads'
import type { RegionCollection } from '../../regions/regionCollection.ts'
import { shareIndex } from '../../regions/regionLocator.ts'
import type { Block } from '../read/blocks.ts'
import { createBlockValidator, type ValidatedBlock } from '../validate/blockValidator.ts'
import { createRegionCheck, indexRegions } from '../place/regionCheck.ts'
import { unpackRegions } from '../place/regionsInUse.ts'
import type { ValidatorMessage } from './validatorThread.ts'

/** The thread in which blocks are validated: a file is opened, then block after block goes in and comes out validated. */
let validate: ((block: Block) => ValidatedBlock) | undefined
let builtInRegions: RegionCollection | undefined

const builtIn = (): RegionCollection => (builtInRegions ??= unpackRegions(null))

parentPort?.on('message', (message: ValidatorMessage) => {
  if (message.kind === 'index') {
    parentPort?.postMessage(shareIndex(indexRegions(builtIn())), [])
    return
  }
  if (message.kind === 'open') {
    const { settings, regions } = message.data
    const check =
      regions === null ? createRegionCheck(builtIn(), message.index) : createRegionCheck(unpackRegions(regions))
    validate = createBlockValidator(settings, check)
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
