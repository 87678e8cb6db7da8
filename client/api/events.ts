import type * as z from 'zod'
import {
  type AnalysisProgress,
  analysisEventSchema,
  dataVersionEventSchema,
  importEventSchema,
  preparationEventSchema,
} from '#contract/events.ts'
import type { ImportReport } from '#contract/imports.ts'
import type { Preparation } from '#contract/preparation.ts'
import { apiUrl } from './http.ts'

interface EventHandlers {
  /** The stream stands, for the first time or again: what happened before was not told. */
  readonly onOpen: () => void
  readonly onDataVersion: (dataVersion: string) => void
  readonly onImport: (report: ImportReport) => void
  /** How far the first data are; null once they are there. */
  readonly onPreparation: (preparing: Preparation | null) => void
  /** Events were missed: what the page holds may be outdated. */
  readonly onResync: () => void
  readonly onAnalysis?: (progress: AnalysisProgress) => void
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
  source.addEventListener('analysis', (event: MessageEvent<string>) => {
    const progress = payload(analysisEventSchema, event)
    if (progress) handlers.onAnalysis?.(progress)
  })
  source.addEventListener('preparation', (event: MessageEvent<string>) => {
    const message = payload(preparationEventSchema, event)
    if (message) handlers.onPreparation(message.preparing)
  })
  source.addEventListener('resync', () => handlers.onResync())
  return () => source.close()
}
