import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { RecordFeature } from '#contract/ogc.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { printFilter } from '#model/filter.ts'
import { type ExportFormat, exportUrl, getFeatures } from '../api/features.ts'
import { listPageSize } from '../config.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'
import { useStatisticsStore } from './useStatisticsStore.ts'
import { useViewStore } from './useViewStore.ts'

/** The records under the filter: the first ones at once, the others as somebody comes to see them. */
export const useListStore = defineStore('list', () => {
  const configuration = useConfigurationStore()
  const notices = useNoticeStore()
  const statistics = useStatisticsStore()
  const view = useViewStore()
  const collection = ref<RecordCollectionId>('hazards')
  /** Name of the field that orders the list; empty for the store's own order. */
  const sortField = ref('')
  const falling = ref(true)
  const printed = computed(() => printFilter(statistics.filter).toString())
  const sortby = computed(() => (sortField.value === '' ? undefined : `${falling.value ? '-' : ''}${sortField.value}`))
  /** Dates and numbers, in which people look for the latest and the largest. */
  const sortFields = computed(() =>
    collections[collection.value].fields.filter(({ type }) => ['date', 'integer', 'number'].includes(type)),
  )
  watch(collection, () => (sortField.value = ''))

  const askPage = (page: number, signal: AbortSignal) =>
    getFeatures(
      collection.value,
      statistics.filter,
      { limit: listPageSize, offset: page * listPageSize, sortby: sortby.value },
      signal,
    )
  const listed = computed(() => [collection.value, printed.value, sortby.value ?? '', configuration.dataVersion ?? ''])
  const records = useAnswer({
    key: () => ['records', ...listed.value],
    ask: (signal) => askPage(0, signal),
    when: () => view.task === 'list' && configuration.dataVersion !== null,
  })

  /** Pages after the first: their records, or null while they are on their way. */
  const later = shallowRef<ReadonlyMap<number, readonly RecordFeature[] | null>>(new Map())
  let asking = new AbortController()
  watch(
    () => listed.value.join(' '),
    () => {
      asking.abort()
      asking = new AbortController()
      later.value = new Map()
    },
  )
  const put = (page: number, features: readonly RecordFeature[] | null): void => {
    later.value = new Map(later.value).set(page, features)
  }

  async function load(page: number): Promise<void> {
    const { signal } = asking
    put(page, null)
    try {
      const { features } = await askPage(page, signal)
      if (!signal.aborted) put(page, features)
    } catch (error) {
      if (signal.aborted) return
      later.value = new Map([...later.value].filter(([known]) => known !== page))
      notices.addError(error)
    }
  }

  /** Fetches what is missing of the records from the `first`-th to the `last`-th, counted from 0. */
  function want(first: number, last: number): void {
    if (records.data.value === null || records.loading.value) return
    const end = Math.min(last, records.data.value.numberMatched - 1)
    for (let page = Math.floor(first / listPageSize); page * listPageSize <= end; page++) {
      if (page > 0 && !later.value.has(page)) void load(page)
    }
  }

  /** The record at a place of the list, counted from 0; null while it is not there. */
  function at(index: number): RecordFeature | null {
    const page = Math.floor(index / listPageSize)
    const features = page === 0 ? records.data.value?.features : later.value.get(page)
    return features?.[index % listPageSize] ?? null
  }

  const downloadUrl = (format: ExportFormat): string => exportUrl(collection.value, statistics.filter, format)

  return { collection, sortField, falling, sortFields, records, listed, at, want, downloadUrl }
})
