import { LRUCache } from 'lru-cache'
import { sharedAnswer } from '../database/requestSignal.ts'

export interface TileCache {
  /**
   * The bytes kept under the key, else those that `compute` makes; requests for a key that is being computed wait for
   * it and share its result or its error. Errors are not kept.
   */
  get(key: string, compute: () => Promise<Uint8Array>): Promise<Uint8Array>
  readonly hits: number
  readonly misses: number
  /** Bytes held, keys and bookkeeping included. */
  readonly bytes: number
}

/** What an entry costs beside its bytes: key, map entry, list node. */
const entryOverheadBytes = 300

/** Keeps the tiles used last, `maxBytes` of them at most; 0 keeps none. */
export function createTileCache(maxBytes: number): TileCache {
  const kept = maxBytes > 0 ? new LRUCache<string, Uint8Array>({ maxSize: maxBytes }) : null
  const running = new Map<string, Promise<Uint8Array>>()
  let hits = 0
  let misses = 0

  async function compute(key: string, work: () => Promise<Uint8Array>): Promise<Uint8Array> {
    misses += 1
    // A copy of its own size: an encoder's buffer is larger than the tile in it.
    const promise = work().then((bytes) => (kept ? bytes.slice() : bytes))
    running.set(key, promise)
    try {
      const bytes = await promise
      kept?.set(key, bytes, { size: bytes.length + 2 * key.length + entryOverheadBytes })
      return bytes
    } finally {
      running.delete(key)
    }
  }

  return {
    async get(key, work) {
      const found = kept?.get(key) ?? running.get(key)
      if (found === undefined) return compute(key, work)
      hits += 1
      return found instanceof Promise ? sharedAnswer(found, () => this.get(key, work)) : found
    },
    get hits() {
      return hits
    },
    get misses() {
      return misses
    },
    get bytes() {
      return kept?.calculatedSize ?? 0
    },
  }
}
