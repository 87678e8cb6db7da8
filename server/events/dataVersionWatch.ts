import type { Logger } from 'pino'
import type { Database } from '../database/database.ts'
import type { EventHub } from './eventHub.ts'
import { readDataVersion } from '../queries/dataVersion.ts'

/**
 * Looks for a new data version while pages listen, and tells them: others may write to the same store. The first look
 * after pages begin to listen is what later ones are compared with. Returns the way to stop.
 */
export function watchDataVersion(
  { database, events, log }: { database: Database; events: EventHub; log: Logger },
  intervalMs: number,
): () => void {
  let known: string | null = null
  async function look(): Promise<void> {
    if (events.listeners === 0) {
      known = null
      return
    }
    const dataVersion = await readDataVersion(database)
    if (known !== null && known !== dataVersion) {
      events.announce({ event: 'dataVersion', data: JSON.stringify({ dataVersion }) })
    }
    known = dataVersion
  }
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn(error, 'the data version could not be read'))
  }, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
