import type { StoredRecord } from '#model/storedRecord.ts'
import type { RecordCollectionId } from '#model/collections.ts'
import { type ScaleName, scales } from '../../../data/sample/calibration.ts'
import { type Geography, loadGeography } from '../../../data/sample/land/geography.ts'
import { planSample, type Sample } from '../../../data/sample/sample.ts'

let loaded: Geography | null = null

/** The built-in geography, loaded once a test file. */
export function geography(): Geography {
  return (loaded ??= loadGeography())
}

/** A planned sample of the built-in geography. */
export function plannedSample(scale: ScaleName, seed = 1): Sample {
  return planSample(geography(), scales[scale], seed)
}

/** The rows of one table of a sample. */
export function* rowsOf(sample: Sample, collection: RecordCollectionId): Generator<StoredRecord> {
  const table = sample.tables.find((candidate) => candidate.collection === collection)
  if (!table) throw new Error(`the sample has no ${collection}`)
  yield* table.records()
}
