import type * as z from 'zod'
import { dataVersionEventSchema, importEventSchema } from '#contract/events.ts'
import type { ImportReport } from '#contract/imports.ts'
import { apiUrl } from './http.ts'

export interface EventHandlers {
  /** The stream stands, for the first time or again: what happened before was not told. */
  readonly onOpen: () => void
  readonly onDataVersion: (dataVersion: string) => void
  readonly onImport: (report: ImportReport) => void
}

function payload<Schema extends z.ZodType>(schema: Schema, event: MessageEvent<string>): z.infer<Schema> | null {
  const parsed = schema.safeParse(JSON.parse(event.data))
  return parsed.success ? parsed.data : null
}

/** Listens to the server's events until the returned function is called; the browser reconnects by itself. */
export function listenToEvents(handlers: EventHandlers): () => void {
  const source = new EventSource(apiUrl('/events'))
  source.addEventListener('open', () => handlers.onOpen())
  source.addEventListener('dataVersion', (event: MessageEvent<string>) => {
    const message = payload(dataVersionEventSchema, event)
    if (message) handlers.onDataVersion(message.dataVersion)
  })
  source.addEventListener('import', (event: MessageEvent<string>) => {
    const report = payload(importEventSchema, event)
    if (report) handlers.onImport(report)
  })
  return () => source.close()
}
