import { collections } from '#model/collections.ts'
import type { SampleProgress } from './makeSample.ts'

const width = 30
const updateEveryMs = 100

/**
 * Prints progress to a stream: a bar that redraws itself on a terminal, one line a table elsewhere. `now` gives
 * milliseconds.
 */
export function progressBar(
  stream: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
  now: () => number = () => performance.now(),
): (progress: SampleProgress) => void {
  const started = now()
  let drawn = -Infinity
  let table: string | null = null
  return ({ collection, done, total }) => {
    const name = collection === null ? '完成' : collections[collection].zh
    if (!stream.isTTY) {
      if (name !== table) stream.write(`示例数据 ${name} ${Math.floor((100 * done) / total)}%\n`)
      table = name
      return
    }
    if (collection !== null && now() - drawn < updateEveryMs) return
    drawn = now()
    const filled = Math.round((width * done) / total)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
    const seconds = ((now() - started) / 1000).toFixed(1)
    stream.write(
      `\r示例数据 ${bar} ${done.toLocaleString('en')} / ${total.toLocaleString('en')} ${name} ${seconds} s\u001b[K`,
    )
    if (collection === null) stream.write('\n')
  }
}
