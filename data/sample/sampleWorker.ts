import { parentPort } from 'node:worker_threads'
import { storedLine } from '#model/storedRecord.ts'
import { threadData } from '../../server/threads/thread.ts'
import { batchIdOf } from './batchId.ts'
import { scales } from './calibration.ts'
import { loadGeography } from './land/geography.ts'
import { planSample, type SampleTable } from './sample.ts'
import type { SampleChunk, SampleMessage, SampleOrder } from './sampleThread.ts'

/** Rows of a chunk of CSV. */
const chunkRows = 512
/** Characters that may wait to be taken: what the thread is ahead of the store. */
const mostCharacters = 64 << 20

const { scale, seed, waiting } = threadData<SampleOrder>()
const characters = new Int32Array(waiting)

function tell(message: SampleMessage): void {
  parentPort?.postMessage(message, [])
}

function* chunks(table: SampleTable, batchId: string): Generator<SampleChunk> {
  let lines: string[] = []
  for (const record of table.records()) {
    lines.push(storedLine(table.collection, record, batchId))
    if (lines.length < chunkRows) continue
    yield { lines: lines.join(''), rows: lines.length }
    lines = []
  }
  if (lines.length > 0) yield { lines: lines.join(''), rows: lines.length }
}

/** Waits until some of what was made has been taken. */
function waitForRoom(): void {
  for (let held = Atomics.load(characters, 0); held > mostCharacters; held = Atomics.load(characters, 0)) {
    Atomics.wait(characters, 0, held)
  }
}

const sample = planSample(loadGeography(), scales[scale], seed)
tell({ kind: 'planned', tables: sample.tables.map(({ collection, rows }) => ({ collection, rows })) })
for (const [position, table] of sample.tables.entries()) {
  for (const chunk of chunks(table, batchIdOf(scale, seed, table.collection))) {
    waitForRoom()
    Atomics.add(characters, 0, chunk.lines.length)
    tell({ kind: 'chunk', position, chunk })
  }
  tell({ kind: 'finished', position })
}
tell({ kind: 'truth', truth: JSON.stringify(sample.truth()) })
