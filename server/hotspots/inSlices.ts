import { setImmediate as nextTurn } from 'node:timers/promises'

/** The items in slices; other work of the process has its turn between two of them. */
export async function* inSlices<T>(items: readonly T[], size: number): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) {
    yield items.slice(from, from + size)
    await nextTurn()
  }
}
