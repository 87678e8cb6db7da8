import type { Preparation } from '#contract/preparation.ts'
import type { EventHub } from './events/eventHub.ts'

/** Pages are told of progress this often at most, milliseconds. */
const tellEveryMs = 250

/** How far the first data of an empty store are. */
export interface PreparationState {
  /** Null when they are there. */
  readonly current: Preparation | null
  report(preparation: Preparation | null): void
}

/** Keeps the state and tells the listening pages of it; what changes the stage, and the end, at once. */
export function createPreparation(first: Preparation | null, events: EventHub): PreparationState {
  let current = first
  let told = -Infinity
  return {
    get current() {
      return current
    },
    report(preparation) {
      const isNews = preparation?.stage !== current?.stage || performance.now() - told >= tellEveryMs
      current = preparation
      if (!isNews) return
      told = performance.now()
      events.announce({ event: 'preparation', data: JSON.stringify({ preparing: preparation }) })
    },
  }
}
