import type { ServerEvent } from './eventHub.ts'

/** What waits to be sent to one listener. */
interface EventQueue {
  add(event: ServerEvent | 'heartbeat'): void
  /** The next to send: `resync` when events were dropped since; null once the queue is closed. */
  take(): Promise<ServerEvent | 'heartbeat' | 'resync' | null>
  close(): void
}

/**
 * A queue of at most `most` events. One more, for a listener that does not read, and all are dropped: it is told to
 * look at everything anew when it reads again.
 */
export function createEventQueue(most: number): EventQueue {
  let waiting: (ServerEvent | 'heartbeat' | 'resync')[] = []
  const state = { open: true }
  let wake = (): void => {}
  return {
    add(event) {
      if (event === 'heartbeat' && waiting.length > 0) return
      if (waiting.length >= most) waiting = ['resync']
      else waiting.push(event)
      wake()
    },
    async take() {
      while (state.open) {
        const next = waiting.shift()
        if (next) return next
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return null
    },
    close() {
      state.open = false
      wake()
    },
  }
}
