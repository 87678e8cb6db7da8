import { parseArgs } from 'node:util'
import { readConfig, storeSettings } from '../../server/config.ts'
import { openDatabase } from '../../server/database/openDatabase.ts'
import { countRealRecords } from '../../server/queries/clearRecords.ts'
import { type ScaleName, scaleNames } from './calibration.ts'
import { makeSample } from './makeSample.ts'
import { progressBar } from './progressBar.ts'

const usage = `npm run sample -- [--scale ${scaleNames.join('|')}] [--seed N] [--force]`

try {
  await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(): Promise<void> {
  const { scale, seed, force } = readArguments()
  const config = readConfig(process.env)
  const database = await openDatabase(storeSettings(config))
  const abort = new AbortController()
  process.once('SIGINT', () => abort.abort(new Error('cancelled: the store is as it was')))
  try {
    const real = await countRealRecords(database)
    if (real > 0 && !force) {
      throw new Error(`the store holds ${real} records that are no sample; --force deletes them all`)
    }
    const options = { scale, seed, home: config.home, onProgress: progressBar(), signal: abort.signal }
    const counts = await makeSample(database, options)
    for (const [collection, count] of Object.entries(counts)) console.log(`${collection.padEnd(20)}${count}`)
  } finally {
    await database.close()
  }
}

function readArguments(): { scale: ScaleName; seed: number; force: boolean } {
  const { values } = parseArgs({
    options: {
      scale: { type: 'string', default: 'national' },
      seed: { type: 'string', default: '1' },
      force: { type: 'boolean', default: false },
    },
  })
  const scale = scaleNames.find((name) => name === values.scale)
  if (!scale) throw new Error(`--scale must be one of ${scaleNames.join(', ')}, not "${values.scale}"\n${usage}`)
  const seed = Number(values.seed)
  if (!/^\d+$/.test(values.seed) || seed >= 2 ** 32) {
    throw new Error(`--seed must be an integer from 0 to ${2 ** 32 - 1}, not "${values.seed}"\n${usage}`)
  }
  return { scale, seed, force: values.force }
}
