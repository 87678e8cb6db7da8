import { LRUCache } from 'lru-cache'
import type { Session } from '../database/database.ts'
import { sharedAnswer } from '../database/requestSignal.ts'

/**
 * Answers kept as long as the data version stands, a number of them for each store. A failure is not kept; questions
 * asked while the answer is under way share it.
 */
export class VersionCache<Value extends NonNullable<unknown>> {
  readonly #size: number
  readonly #stores = new WeakMap<Session, LRUCache<string, Promise<Value>>>()

  constructor(size: number) {
    this.#size = size
  }

  /** The answer to `key` at `dataVersion`, computed when it is not there. */
  get(session: Session, dataVersion: string, key: string, compute: () => Promise<Value>): Promise<Value> {
    const store = this.#stores.get(session) ?? new LRUCache<string, Promise<Value>>({ max: this.#size })
    this.#stores.set(session, store)
    const fullKey = `${dataVersion} ${key}`
    const known = store.get(fullKey)
    if (known) return sharedAnswer(known, () => this.get(session, dataVersion, key, compute))
    const answer = compute()
    store.set(fullKey, answer)
    answer.catch(() => store.delete(fullKey))
    return answer
  }
}
