import type { ImportReport } from '#contract/imports.ts'

const minIntervalMs = 250

/** What an import has come to; the pipeline counts into it and hands out snapshots. */
export class ImportProgress {
  readonly report: ImportReport
  readonly #started = performance.now()
  readonly #listener: ((report: ImportReport) => void) | undefined
  #lastTold = 0

  constructor(
    given: Pick<ImportReport, 'id' | 'collection' | 'fileName' | 'datum' | 'startedAt'>,
    listener?: (report: ImportReport) => void,
  ) {
    this.#listener = listener
    this.report = {
      ...given,
      state: 'reading',
      bytesRead: 0,
      bytesTotal: 0,
      rowsRead: 0,
      rowsPerSecond: 0,
      remainingSeconds: null,
      accepted: 0,
      warned: 0,
      rejected: 0,
      unlocated: 0,
      replaced: 0,
      encoding: null,
      columns: [],
      problems: [],
      problemCount: 0,
      failure: null,
      finishedAt: null,
    }
  }

  /** Updates rate and remaining time, and tells the listener unless it was told a moment ago. */
  advance(bytesRead: number): void {
    const seconds = (performance.now() - this.#started) / 1000
    this.report.bytesRead = bytesRead
    this.report.rowsPerSecond = seconds > 0 ? Math.round(this.report.rowsRead / seconds) : 0
    const left = this.report.bytesTotal - bytesRead
    this.report.remainingSeconds = bytesRead > 0 ? Math.round((seconds / bytesRead) * left * 10) / 10 : null
    const now = performance.now()
    if (now - this.#lastTold < minIntervalMs) return
    this.#lastTold = now
    this.#listener?.({ ...this.report })
  }

  /** Changes the state and tells the listener at once. */
  enter(state: ImportReport['state'], failure: string | null = null): void {
    this.report.state = state
    this.report.failure = failure
    if (state === 'failed' || state === 'cancelled')
      Object.assign(this.report, { accepted: 0, unlocated: 0, replaced: 0 })
    if (state !== 'reading' && state !== 'waiting') this.report.remainingSeconds = null
    if (state !== 'reading' && state !== 'waiting' && state !== 'writing')
      this.report.finishedAt = new Date().toISOString()
    this.#listener?.({ ...this.report })
  }
}
