import { refDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { SearchHit } from '#contract/search.ts'
import { search } from '../api/search.ts'
import { searchDebounceMs } from '../config.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useRegionStore } from './useRegionStore.ts'
import { useSelectionStore } from './useSelectionStore.ts'
import { useViewStore } from './useViewStore.ts'

const hitLimit = 12
/** Close enough to see the house. */
const recordZoom = 15.5

/** The search box: words in, hits out, and what happens when one is chosen. */
export const useSearchStore = defineStore('search', () => {
  const configuration = useConfigurationStore()
  const regionStore = useRegionStore()
  const selection = useSelectionStore()
  const view = useViewStore()
  const words = ref('')
  const settled = refDebounced(
    computed(() => words.value.trim()),
    searchDebounceMs,
  )
  const answer = useAnswer<SearchHit[]>({
    key: () => ['search', settled.value, configuration.dataVersion ?? ''],
    ask: (signal) => search(settled.value, hitLimit, signal),
    when: () => settled.value !== '' && configuration.dataVersion !== null,
  })
  const hits = computed(() => (settled.value === '' ? [] : (answer.data.value ?? [])))
  /** True while the hits belong to older words. */
  const pending = computed(() => words.value.trim() !== settled.value || answer.loading.value)

  /** Goes to the hit: a region is entered, a record is shown on the map with its drawer open. */
  async function choose(hit: SearchHit): Promise<void> {
    if (hit.collection === 'regions') {
      await regionStore.enter(hit.id)
      return
    }
    selection.select({ collection: hit.collection, id: hit.id })
    if (hit.lng !== null && hit.lat !== null) view.goTo({ center: [hit.lng, hit.lat], zoom: recordZoom })
  }

  return { words, hits, pending, error: answer.error, choose }
})
