import { totalmem } from 'node:os'

const share = 0.6
const mostBytes = 4 * 2 ** 30

/** What the embedded store may hold when nobody says: 60 % of the machine's or container's memory, 4 GB at most. */
export function defaultMemoryBytes(): number {
  return Math.min(mostBytes, share * Math.min(totalmem(), process.constrainedMemory() || Infinity))
}

/** Options of the engine: beyond its memory it works on the disk, beside the file. */
export function memoryOptions(path: string, memoryBytes = defaultMemoryBytes()): Record<string, string> {
  const limit = { memory_limit: `${Math.floor(memoryBytes / 2 ** 20)}MiB` }
  return path === ':memory:' ? limit : { ...limit, temp_directory: `${path}.tmp` }
}
