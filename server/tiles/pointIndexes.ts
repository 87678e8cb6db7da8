import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database/database.ts'
import { readDataVersion } from '../queries/dataVersion.ts'
import { type PointCollectionId, pointFields, readPointKeys, readPointSlices } from '../queries/pointRows.ts'
import { type PointIndex, PointIndexBuilder } from './pointIndex.ts'

/** The points of the collections in memory, those of one data version. */
export interface PointIndexes {
  /**
   * The index of a collection at a data version. Null while there is none: the first question for a version has them
   * made in the background.
   */
  get(collectionId: PointCollectionId, dataVersion: string): PointIndex | null
  /** True when all that will be made for the version that was asked for last has been made. */
  readonly ready: boolean
  readonly rows: number
  readonly bytes: number
  /** Ends what is under way. */
  close(): Promise<void>
}

interface Options {
  /** From the first question for a version to the work, milliseconds: the first page goes before. */
  readonly delayMs?: number
}

/** In the order in which they are made: the page shows hazards first. */
const order: readonly PointCollectionId[] = ['hazards', 'enterprises', 'accidents']

/**
 * Reads the points of a collection. Null when they would take more than `maxBytes`, when the store changes meanwhile or
 * when the signal is aborted.
 */
export async function readPointIndex(
  database: Database,
  collectionId: PointCollectionId,
  maxBytes: number,
  signal: AbortSignal,
): Promise<PointIndex | null> {
  const fields = pointFields[collectionId]
  const keys = await readPointKeys(database, collectionId)
  if (PointIndexBuilder.leastBytes(fields, keys.length) > maxBytes) return null
  const builder = new PointIndexBuilder(fields, keys)
  for await (const slice of readPointSlices(database, collectionId, keys)) {
    if (signal.aborted || !builder.add(slice) || builder.bytes > maxBytes) return null
  }
  return builder.take()
}

/** Indexes of up to `maxBytes` together, made one after another; what does not fit is left out. */
export function createPointIndexes(
  database: Database,
  maxBytes: number,
  onError: (error: unknown) => void,
  { delayMs = 3000 }: Options = {},
): PointIndexes {
  let version: string | null = null
  let indexes = new Map<PointCollectionId, PointIndex>()
  let stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let making = false
  let closed = false
  const total = (of: (index: PointIndex) => number): number =>
    [...indexes.values()].reduce((sum, index) => sum + of(index), 0)

  async function make(dataVersion: string, signal: AbortSignal): Promise<void> {
    await pause(delayMs, undefined, { signal, ref: false })
    const made = indexes
    for (const collectionId of order) {
      const free = maxBytes - total(({ bytes }) => bytes)
      const index = await readPointIndex(database, collectionId, free, signal)
      if (signal.aborted || (await readDataVersion(database)) !== dataVersion) return
      if (index) made.set(collectionId, index)
    }
  }

  /** Lets go of the indexes of another version, then makes those of this one. */
  function renew(dataVersion: string): void {
    version = dataVersion
    stop.abort()
    stop = new AbortController()
    indexes = new Map()
    making = true
    const { signal } = stop
    running = running
      .then(() => make(dataVersion, signal))
      .catch((error: unknown) => {
        if (!signal.aborted) onError(error)
      })
      .finally(() => {
        if (!signal.aborted) making = false
      })
  }

  return {
    get(collectionId, dataVersion) {
      if (dataVersion !== version && maxBytes > 0 && !closed) renew(dataVersion)
      return version === dataVersion ? (indexes.get(collectionId) ?? null) : null
    },
    get ready() {
      return version !== null && !making
    },
    get rows() {
      return total(({ keys }) => keys.length)
    },
    get bytes() {
      return total(({ bytes }) => bytes)
    },
    async close() {
      closed = true
      stop.abort()
      await running
    },
  }
}
