import { LRUCache } from 'lru-cache'
import type { AnalysisProgress } from '#contract/events.ts'
import type { Database } from '../database/database.ts'
import { sharedAnswer } from '../database/requestSignal.ts'
import { readOverview } from '../queries/overview.ts'
import { createThreadPool } from '../threads/threadPool.ts'
import { type HotSpotQuestion, questionKey } from './question.ts'
import { readStudy, type ReadStudy } from './readStudy.ts'
import type { StudyOutput } from './runStudy.ts'
import type { StudyInput, StudyProgress } from './study.ts'

/** A finished analysis with what it was made of. */
export interface Analysis {
  readonly question: HotSpotQuestion
  readonly key: string
  readonly resolved: ReadStudy['resolved']
  /** Records that the measure counts but that have no place. */
  readonly unlocated: number
  readonly areaKind: StudyInput['area']['kind']
  /** First day of each step; null without steps. */
  readonly stepStarts: readonly string[] | null
  readonly study: StudyOutput
}

export interface AnalysisOptions {
  /** Ends the wait; the work itself ends when nobody waits any more. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Pick<AnalysisProgress, 'stage' | 'share'>) => void
}

/** Analyses, run in threads and kept by question and data version. */
export interface Analyses {
  run(question: HotSpotQuestion, options?: AnalysisOptions): Promise<Analysis>
  warm(): void
  close(): Promise<void>
}

/** An analysis under way and who waits for it. */
interface Running {
  readonly answer: Promise<Analysis>
  readonly stop: AbortController
  readonly listeners: Set<NonNullable<AnalysisOptions['onProgress']>>
  /** Where it stands: whoever joins is told at once. */
  at: Pick<AnalysisProgress, 'stage' | 'share'>
  waiting: number
}

const threads = 2

function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (Array.isArray(value) && typeof value[0] !== 'object') return value.length * 8
  if (typeof value !== 'object' || value === null) return 8
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0)
}

/** What a thread may be given for good: nothing else uses these arrays afterwards. */
function transferOf({ area, values, exposures, earlier, steps }: StudyInput): ArrayBuffer[] {
  const arrays = [values, exposures, earlier].flatMap((sums) => (sums ? [sums.cells, sums.values] : []))
  const stepped = steps ? [steps.cells, steps.steps, steps.values] : []
  const compared = area.kind === 'region' ? [] : [area.cells]
  return [...new Set([...arrays, ...stepped, ...compared].map(({ buffer }) => buffer as ArrayBuffer))]
}

/** Rejects when the signal is aborted, else as the promise. */
function unlessLeft<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason as Error)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/** Holds finished analyses up to `maxBytes` of arrays. Equal questions share one run, which ends when all have left. */
export function createAnalyses(database: Database, maxBytes: number): Analyses {
  const pool = createThreadPool<StudyInput, StudyOutput, StudyProgress>(
    new URL('./studyWorker.ts', import.meta.url),
    threads,
  )
  const finished = new LRUCache<string, Analysis>({ maxSize: maxBytes, sizeCalculation: ({ study }) => bytesOf(study) })
  const underWay = new Map<string, Running>()

  async function compute(question: HotSpotQuestion, key: string, running: Omit<Running, 'answer'>): Promise<Analysis> {
    const tell = (stage: AnalysisProgress['stage'], share: number): void => {
      running.at = { stage, share }
      for (const listener of running.listeners) listener(running.at)
    }
    const { input, resolved, unlocated, stepStarts } = await readStudy(database, question)
    const areaKind = input.area.kind
    const onProgress = ({ stage, share }: StudyProgress): void => tell(stage, share)
    const study = await pool.run(input, transferOf(input), { signal: running.stop.signal, onProgress })
    tell('done', 1)
    return { question, key, resolved, unlocated, areaKind, stepStarts, study }
  }

  function start(question: HotSpotQuestion, key: string): Running {
    const running: Omit<Running, 'answer'> = {
      stop: new AbortController(),
      listeners: new Set(),
      at: { stage: 'counting', share: 0 },
      waiting: 0,
    }
    const answer = compute(question, key, running)
    answer.then(
      (analysis) => finished.set(key, analysis),
      () => undefined,
    )
    const entry: Running = Object.assign(running, { answer })
    const forget = (): void => {
      if (underWay.get(key) === entry) underWay.delete(key)
    }
    answer.then(forget, forget)
    underWay.set(key, entry)
    return entry
  }

  return {
    async run(question, { signal, onProgress } = {}) {
      const { dataVersion, asOf } = await readOverview(database)
      const key = `${dataVersion} ${asOf} ${questionKey(question)}`
      const known = finished.get(key)
      if (known) return known
      const running = underWay.get(key) ?? start(question, key)
      running.waiting += 1
      if (onProgress) {
        running.listeners.add(onProgress)
        onProgress(running.at)
      }
      try {
        return await unlessLeft(
          sharedAnswer(running.answer, () => this.run(question, { signal, onProgress })),
          signal,
        )
      } finally {
        running.waiting -= 1
        if (onProgress) running.listeners.delete(onProgress)
        if (running.waiting === 0 && signal?.aborted) {
          underWay.delete(key)
          running.stop.abort(signal.reason)
        }
      }
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  }
}
