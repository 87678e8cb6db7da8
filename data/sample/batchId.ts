import type { RecordCollectionId } from '#model/collections.ts'
import type { ScaleName } from './calibration.ts'

/** Id of the batch that a table of a sample is stored as. */
export function batchIdOf(scale: ScaleName, seed: number, collection: RecordCollectionId): string {
  return `sample-${scale}-${seed}-${collection}`
}
