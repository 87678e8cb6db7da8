import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { printFilter } from '#model/filter.ts'
import { type ExportFormat, exportUrl, getFeatures } from '../api/features.ts'
import { listPageSize } from '../config.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useStatisticsStore } from './useStatisticsStore.ts'
import { useViewStore } from './useViewStore.ts'

/** The records under the filter, page by page. */
export const useListStore = defineStore('list', () => {
  const configuration = useConfigurationStore()
  const statistics = useStatisticsStore()
  const view = useViewStore()
  const collection = ref<RecordCollectionId>('hazards')
  /** Name of the field that orders the list; empty for the store's own order. */
  const sortField = ref('')
  const falling = ref(true)
  const page = ref(1)
  const printed = computed(() => printFilter(statistics.filter).toString())
  const sortby = computed(() => (sortField.value === '' ? undefined : `${falling.value ? '-' : ''}${sortField.value}`))
  /** Dates and numbers, in which people look for the latest and the largest. */
  const sortFields = computed(() =>
    collections[collection.value].fields.filter(({ type }) => ['date', 'integer', 'number'].includes(type)),
  )
  watch([printed, collection, sortby], () => (page.value = 1))
  watch(collection, () => (sortField.value = ''))

  const records = useAnswer({
    key: () => [
      'records',
      collection.value,
      printed.value,
      sortby.value ?? '',
      page.value,
      configuration.dataVersion ?? '',
    ],
    ask: (signal) =>
      getFeatures(
        collection.value,
        statistics.filter,
        { limit: listPageSize, offset: (page.value - 1) * listPageSize, sortby: sortby.value },
        signal,
      ),
    when: () => view.task === 'list' && configuration.dataVersion !== null,
  })

  const downloadUrl = (format: ExportFormat): string => exportUrl(collection.value, statistics.filter, format)

  return { collection, sortField, falling, sortFields, page, records, downloadUrl }
})
