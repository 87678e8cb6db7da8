import { readFile } from 'node:fs/promises'
import { parentPort } from 'node:worker_threads'
import type { Datum } from '#model/codes.ts'
import { readRegionFile } from '../../regions/readRegionFile.ts'
import { threadData } from '../../../server/threads/thread.ts'

/** What the thread answers: the file as read, or why it is none. */
export type RegionMessage = ReturnType<typeof readRegionFile> | { failure: string }

async function read(): Promise<RegionMessage> {
  const { path, datum } = threadData<{ path: string; datum: Datum }>()
  try {
    return readRegionFile(await readFile(path, 'utf8'), datum)
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) }
  }
}

parentPort?.postMessage(await read(), [])
