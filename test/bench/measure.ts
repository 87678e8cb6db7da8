/** Milliseconds that `work` takes, and what it returns. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { ms: performance.now() - start, result }
}

/** The p-quantile (0..1) of samples by the nearest-rank rule; samples must not be empty. */
export function quantile(samples: readonly number[], p: number): number {
  if (samples.length === 0) throw new Error('quantile of no samples')
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? 0
}

export interface BenchRow {
  readonly name: string
  readonly ours: string
  readonly peer: string
  readonly ratio: string
  readonly bar: string
}

const line = (cells: readonly string[], widths: readonly number[]) =>
  cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')

/** Prints rows as an aligned table under a heading. */
export function printTable(heading: string, rows: readonly BenchRow[]): void {
  const cells = rows.map((row) => [row.name, row.ours, row.peer, row.ratio, row.bar])
  const header = ['', 'ours', 'peer', 'peer / ours', 'bar']
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)))
  console.log(`\n${heading}`)
  for (const row of [header, ...cells]) console.log(`  ${line(row, widths)}`)
}

/** `12.3 ms` or `4.56 s`. */
export function formatMs(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(1)} ms`
}

/** `3.2x`, or a dash when there is no peer. */
export function formatRatio(peer: number | null, ours: number): string {
  return peer === null ? '-' : `${(peer / ours).toFixed(1)}x`
}
