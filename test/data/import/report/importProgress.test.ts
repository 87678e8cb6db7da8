import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ImportProgress } from '../../../../data/import/report/importProgress.ts'
import type { ImportReport } from '../../../../server/contract/imports.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const given = { id: 'b', collection: 'hazards', fileName: 'a.csv', datum: null, startedAt: '2024-01-01T00:00:00Z' }

describe('progress', () => {
  it('has a rate and a remaining time from the second block on, whatever the start took', () => {
    const progress = new ImportProgress(given)
    Object.assign(progress.report, { bytesTotal: 1000, rowsRead: 10 })
    vi.advanceTimersByTime(60_000)
    progress.advance(100)
    expect(progress.report.remainingSeconds).toBeNull()
    progress.report.rowsRead = 30
    vi.advanceTimersByTime(2000)
    progress.advance(300)
    expect(progress.report).toMatchObject({ rowsPerSecond: 10, remainingSeconds: 7 })
  })

  it('is told at most four times a second, a change of state at once', () => {
    const told: ImportReport[] = []
    const progress = new ImportProgress(given, (report) => told.push(report))
    vi.advanceTimersByTime(1000)
    for (let bytes = 0; bytes < 100; bytes++) progress.advance(bytes)
    expect(told).toHaveLength(1)
    progress.enter('writing')
    expect(told.at(-1)).toMatchObject({ state: 'writing', remainingSeconds: null, finishedAt: null })
  })

  it('of an import that failed counts nothing as stored', () => {
    const progress = new ImportProgress(given)
    Object.assign(progress.report, { accepted: 5, rejected: 1 })
    progress.enter('failed', 'the disk is full')
    expect(progress.report).toMatchObject({ state: 'failed', accepted: 0, rejected: 1, failure: 'the disk is full' })
    expect(progress.report.finishedAt).not.toBeNull()
  })
})
