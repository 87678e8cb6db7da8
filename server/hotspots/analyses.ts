import { LRUCache } from 'lru-cache'
import type { AnalysisProgress } from '#contract/events.ts'
import type { Database } from '../database/database.ts'
import { readOverview } from '../queries/overview.ts'
import { createThreadPool, type ThreadPool } from '../threads/threadPool.ts'
import { type HotSpotQuestion, questionKey } from './question.ts'
import { readStudy, type ReadStudy } from './readStudy.ts'
import type { StudyOutput } from './runStudy.ts'
import { createSharedRuns, type WaitOptions, type Work } from './sharedRuns.ts'
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

type Progress = Pick<AnalysisProgress, 'stage' | 'share'>
export type AnalysisOptions = WaitOptions<Progress>

/** Analyses, run in threads and kept by question and data version. */
export interface Analyses {
  run(question: HotSpotQuestion, options?: AnalysisOptions): Promise<Analysis>
  warm(): void
  close(): Promise<void>
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

/** Reads and runs one analysis, telling how far it is. */
async function analyse(
  {
    database,
    pool,
  }: { readonly database: Database; readonly pool: ThreadPool<StudyInput, StudyOutput, StudyProgress> },
  question: HotSpotQuestion,
  key: string,
  { signal, onProgress: tell }: Required<AnalysisOptions>,
): Promise<Analysis> {
  const { input, resolved, unlocated, stepStarts } = await readStudy(database, question)
  const areaKind = input.area.kind
  const onProgress = ({ stage, share }: StudyProgress): void => tell({ stage, share })
  const study = await pool.run(input, transferOf(input), { signal, onProgress })
  tell({ stage: 'done', share: 1 })
  return { question, key, resolved, unlocated, areaKind, stepStarts, study }
}

/** Holds finished analyses up to `maxBytes` of arrays. Equal questions share one run, which ends when all have left. */
export function createAnalyses(database: Database, maxBytes: number): Analyses {
  const module = new URL('./studyWorker.ts', import.meta.url)
  const pool = createThreadPool<StudyInput, StudyOutput, StudyProgress>(module, threads)
  const finished = new LRUCache<string, Analysis>({ maxSize: maxBytes, sizeCalculation: ({ study }) => bytesOf(study) })
  const runs = createSharedRuns<Analysis, Progress>({ stage: 'counting', share: 0 })

  return {
    async run(question, options = {}) {
      const { dataVersion, asOf } = await readOverview(database)
      const key = `${dataVersion} ${asOf} ${questionKey(question)}`
      const known = finished.get(key)
      if (known) return known
      const work: Work<Analysis, Progress> = async (signal, onProgress) => {
        const analysis = await analyse({ database, pool }, question, key, { signal, onProgress })
        finished.set(key, analysis)
        return analysis
      }
      return runs.join(key, work, options)
    },
    warm: () => pool.warm(),
    close: () => pool.close(),
  }
}
