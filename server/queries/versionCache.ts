import { LRUCache } from 'lru-cache'
import type { Session } from '../database/database.ts'
import { sharedAnswer } from '../database/requestSignal.ts'

/** How much of a store's answers is kept: up to `maxBytes`, each as large as `sizeOf` says, those used last. */
interface CacheBounds<Value> {
  readonly maxBytes: number
  readonly sizeOf: (value: Value) => number
}

/** What an entry costs beside its answer, and while the answer is under way. */
const entryBytes = 500

/**
 * Answers kept as long as the data version stands, a number or an amount of them for each store. A failure is not kept;
 * questions asked while the answer is under way share it.
 */
export class VersionCache<Value extends NonNullable<unknown>> {
  readonly #bounds: number | CacheBounds<Value>
  readonly #stores = new WeakMap<Session, LRUCache<string, Promise<Value>>>()

  constructor(bounds: number | CacheBounds<Value>) {
    this.#bounds = bounds
  }

  #storeOf(session: Session): LRUCache<string, Promise<Value>> {
    const bounds = this.#bounds
    const known = this.#stores.get(session)
    if (known) return known
    const limits = typeof bounds === 'number' ? { max: bounds } : { maxSize: bounds.maxBytes }
    const store = new LRUCache<string, Promise<Value>>(limits)
    this.#stores.set(session, store)
    return store
  }

  #keep(store: LRUCache<string, Promise<Value>>, key: string, answer: Promise<Value>, bytes: number): void {
    // The library does not look at the size of what it holds already.
    store.delete(key)
    store.set(key, answer, typeof this.#bounds === 'number' ? {} : { size: entryBytes + bytes })
  }

  /** Weighs an answer that has come; takes away one that never will. */
  async #settle(store: LRUCache<string, Promise<Value>>, key: string, answer: Promise<Value>): Promise<void> {
    const bounds = this.#bounds
    try {
      const value = await answer
      if (typeof bounds !== 'number' && store.peek(key) === answer) this.#keep(store, key, answer, bounds.sizeOf(value))
    } catch {
      store.delete(key)
    }
  }

  /** The answer to `key` at `dataVersion`, computed when it is not there. */
  get(session: Session, dataVersion: string, key: string, compute: () => Promise<Value>): Promise<Value> {
    const store = this.#storeOf(session)
    const fullKey = `${dataVersion} ${key}`
    const known = store.get(fullKey)
    if (known) return sharedAnswer(known, () => this.get(session, dataVersion, key, compute))
    const answer = compute()
    this.#keep(store, fullKey, answer, 0)
    void this.#settle(store, fullKey, answer)
    return answer
  }
}
