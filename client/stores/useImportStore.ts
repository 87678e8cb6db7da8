import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { type ImportMapping, importMappingSchema, type ImportPreview, type ImportReport } from '#contract/imports.ts'
import {
  cancelImport,
  getImport,
  getImports,
  type ImportRequest,
  previewImport,
  problemsUrl,
  startImport,
  undoImport,
} from '../api/imports.ts'
import { ApiError } from '../api/http.ts'
import { remapped } from './columnMapping.ts'
import { useAnswer } from './useAnswer.ts'
import { useNoticeStore } from './useNoticeStore.ts'
import { useViewStore } from './useViewStore.ts'

const finalStates: readonly ImportReport['state'][] = ['done', 'dryRunDone', 'failed', 'cancelled', 'undone']

/** True when nothing more will happen to the import by itself. */
export const isFinished = (report: ImportReport): boolean => finalStates.includes(report.state)

/** The import page: a file with how to read it, what it would give, the running import, and those before. */
export const useImportStore = defineStore('imports', () => {
  const notices = useNoticeStore()
  const view = useViewStore()
  const file = shallowRef<File | null>(null)
  const collection = ref('hazards')
  const datum = ref<string | null>(null)
  const mapping = shallowRef<ImportMapping | null>(null)
  /** True when the mapping was chosen column by column: it fits this file and no other. */
  const byHand = ref(false)
  const preview = shallowRef<ImportPreview | null>(null)
  const previewing = ref(false)
  const previewError = shallowRef<ApiError | null>(null)
  const report = shallowRef<ImportReport | null>(null)
  const busy = ref(false)
  const history = useAnswer({
    key: () => ['imports', report.value?.id ?? '', report.value?.state ?? ''],
    ask: (signal) => getImports(signal),
    when: () => view.page === 'import',
  })
  const running = computed(() => report.value !== null && !isFinished(report.value))

  async function attempt(action: () => Promise<void>): Promise<void> {
    busy.value = true
    try {
      await action()
    } catch (error) {
      notices.addError(error)
    } finally {
      busy.value = false
    }
  }

  const request = (dryRun: boolean): ImportRequest => ({
    collection: collection.value,
    datum: datum.value,
    mapping: mapping.value,
    dryRun,
  })

  let asking = new AbortController()
  async function refreshPreview(): Promise<void> {
    asking.abort()
    const { signal } = (asking = new AbortController())
    previewError.value = null
    previewing.value = file.value !== null
    if (!file.value) return
    try {
      const answer = await previewImport(file.value, request(true), signal)
      if (!signal.aborted) preview.value = answer
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof ApiError) previewError.value = error
      else notices.addError(error)
    } finally {
      if (!signal.aborted) previewing.value = false
    }
  }

  function forgetMapping(): void {
    mapping.value = null
    byHand.value = false
  }
  watch([file, collection], () => {
    preview.value = null
    if (byHand.value || (mapping.value && mapping.value.collection !== collection.value)) forgetMapping()
  })
  watch([file, collection, datum, mapping], () => void refreshPreview())

  /** Reads a column of the file as a field, or (null) keeps it as an extra attribute. */
  function readAs(header: string, field: string | null): void {
    if (!preview.value) return
    const { columns } = preview.value
    byHand.value ||= mapping.value === null
    mapping.value = remapped(mapping.value, { collection: collection.value, columns }, header, field)
  }

  /** Takes a mapping file; a bad one is told and the mapping in use stays. */
  async function readMapping(chosen: File): Promise<void> {
    await attempt(async () => {
      const parsed = importMappingSchema.safeParse(JSON.parse(await chosen.text()))
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        notices.add('error', 'badMapping', { field: issue?.path.join('.') ?? '', detail: issue?.message ?? '' })
        return
      }
      byHand.value = false
      mapping.value = parsed.data
      collection.value = parsed.data.collection
    })
  }

  const start = (dryRun: boolean): Promise<void> =>
    attempt(async () => {
      if (file.value) report.value = await startImport(file.value, request(dryRun))
    })

  /** Takes the progress that the server tells of, when it is about the import shown. */
  function take(progress: ImportReport): void {
    if (progress.id === report.value?.id && !isFinished(report.value)) report.value = progress
  }

  /** Asks how the import shown goes, unless it has ended: its progress may have been told while nobody listened. */
  async function refresh(): Promise<void> {
    if (!report.value || isFinished(report.value)) return
    try {
      take(await getImport(report.value.id))
    } catch (error) {
      notices.addError(error)
    }
  }

  const show = (id: string): Promise<void> =>
    attempt(async () => {
      report.value = await getImport(id)
    })
  const cancel = (id: string): Promise<void> =>
    attempt(async () => {
      report.value = await cancelImport(id)
    })
  const undo = (id: string): Promise<void> =>
    attempt(async () => {
      report.value = await undoImport(id)
    })

  return {
    file,
    collection,
    datum,
    mapping,
    byHand,
    preview,
    previewing,
    previewError,
    report,
    busy,
    running,
    history,
    readMapping,
    readAs,
    forgetMapping,
    start,
    take,
    refresh,
    show,
    cancel,
    undo,
    problemsUrl,
  }
})
