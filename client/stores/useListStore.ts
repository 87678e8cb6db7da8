import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { RecordCollectionId } from '#model/collections.ts'
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
  /** Field name, a minus before it for falling order; empty for the store's own order. */
  const sortby = ref('')
  const page = ref(1)
  const printed = computed(() => printFilter(statistics.filter).toString())
  watch([printed, collection, sortby], () => (page.value = 1))
  watch(collection, () => (sortby.value = ''))

  const records = useAnswer({
    key: () => ['records', collection.value, printed.value, sortby.value, page.value, configuration.dataVersion ?? ''],
    ask: (signal) =>
      getFeatures(
        collection.value,
        statistics.filter,
        { limit: listPageSize, offset: (page.value - 1) * listPageSize, sortby: sortby.value || undefined },
        signal,
      ),
    when: () => view.task === 'list' && configuration.dataVersion !== null,
  })

  /** Sorts by a field; asked again the order turns, a third time it is the store's own. */
  function sortBy(field: string): void {
    const orders: Readonly<Record<string, string>> = { [field]: `-${field}`, [`-${field}`]: '' }
    sortby.value = orders[sortby.value] ?? field
  }

  const downloadUrl = (format: ExportFormat): string => exportUrl(collection.value, statistics.filter, format)

  return { collection, sortby, page, records, sortBy, downloadUrl }
})
