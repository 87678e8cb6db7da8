import type { ImportReport } from '#contract/imports.ts'

const minIntervalMs = 250

/** What an import has come to; the pipeline counts into it and hands out snapshots. */
export class ImportProgress {
  readonly report: ImportReport
  readonly #started = performance.now()
  readonly #listener: ((report: ImportReport) => void) | undefined
  #lastTold = 0
  #first: { seconds: number; bytesRead: number; rowsRead: number } | null = null

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

  /**
   * Updates rate and remaining time, and tells the listener unless it was told a moment ago. Both are reckoned from the
   * first call on: threads that start say nothing about how fast they will be.
   */
  advance(bytesRead: number): void {
    const { report } = this
    const seconds = (performance.now() - this.#started) / 1000
    report.bytesRead = bytesRead
    report.rowsPerSecond = seconds > 0 ? Math.round(report.rowsRead / seconds) : 0
    this.#first ??= { seconds, bytesRead, rowsRead: report.rowsRead }
    const since = seconds - this.#first.seconds
    const bytesSince = bytesRead - this.#first.bytesRead
    if (since > 0 && bytesSince > 0) {
      report.rowsPerSecond = Math.round((report.rowsRead - this.#first.rowsRead) / since)
      report.remainingSeconds = Math.round((since / bytesSince) * (report.bytesTotal - bytesRead) * 10) / 10
    }
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
