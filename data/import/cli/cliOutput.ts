import type { ImportReport } from '#contract/imports.ts'

const barWidth = 24
const plainIntervalMs = 5000
const shownProblems = 10

const count = (value: number): string => value.toLocaleString('en-US')

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** `1,200,000 rows · 98,000/s · 4 s left`. */
export function progressText({ state, rowsRead, rowsPerSecond, remainingSeconds, rejected }: ImportReport): string {
  const parts = [state === 'waiting' ? 'waiting for another import' : `${count(rowsRead)} rows`]
  if (rowsPerSecond > 0) parts.push(`${count(rowsPerSecond)}/s`)
  if (rejected > 0) parts.push(`${count(rejected)} rejected`)
  if (state === 'writing') parts.push('storing')
  else if (remainingSeconds !== null) parts.push(`${duration(remainingSeconds)} left`)
  return parts.join(' · ')
}

/** `[########      ]`, by the bytes read. */
export function progressBar({ bytesRead, bytesTotal }: ImportReport): string {
  const share = bytesTotal > 0 ? Math.min(bytesRead / bytesTotal, 1) : 0
  const filled = Math.round(share * barWidth)
  return `[${'#'.repeat(filled)}${' '.repeat(barWidth - filled)}] ${String(Math.round(share * 100)).padStart(3)} %`
}

export interface Terminal {
  readonly isTTY: boolean
  write(text: string): void
}

/** Shows progress: one line drawn over and over on a terminal, else a line every five seconds and at each new state. */
export function createProgressView(terminal: Terminal): { show(report: ImportReport): void; end(): void } {
  let last = { state: '', at: 0 }
  let isOpen = false
  return {
    show(report) {
      if (terminal.isTTY) {
        terminal.write(`\r\u001B[2K${progressBar(report)} ${progressText(report)}`)
        isOpen = true
        return
      }
      const now = Date.now()
      if (report.state === last.state && now - last.at < plainIntervalMs) return
      last = { state: report.state, at: now }
      terminal.write(`${progressText(report)}\n`)
    },
    end() {
      if (isOpen) terminal.write('\r\u001B[2K')
      isOpen = false
    },
  }
}

const headlines: Readonly<Partial<Record<ImportReport['state'], string>>> = {
  done: 'Imported',
  dryRunDone: 'Checked, nothing stored',
  cancelled: 'Cancelled, nothing stored',
  failed: 'Failed, nothing stored',
  undone: 'Undone',
}

/** The end of an import in words and numbers, with the first problems. */
export function summaryText(report: ImportReport, problemsPath: string | null): string {
  const { id, state, collection, fileName, failure, problems, problemCount } = report
  const rows: [string, number][] = [
    ['rows read', report.rowsRead],
    ['accepted', report.accepted],
    ['  with a warning', report.warned],
    ['  without coordinates', report.unlocated],
    ['  replacing a record', report.replaced],
    ['rejected', report.rejected],
  ]
  const width = Math.max(...rows.map(([, value]) => count(value).length))
  const lines = [
    `${headlines[state] ?? state}: ${fileName} -> ${collection} (batch ${id})`,
    ...(failure === null ? [] : [failure]),
    ...rows.map(([label, value]) => `  ${label.padEnd(24)}${count(value).padStart(width)}`),
    ...problems.slice(0, shownProblems).map(({ line, severity, reason }) => `  line ${line}: ${severity}: ${reason}`),
  ]
  if (problemCount > 0 && problemsPath !== null) lines.push(`  all ${count(problemCount)} problems: ${problemsPath}`)
  return lines.join('\n')
}
