import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { getFeature, getRelated } from '../api/features.ts'
import { ApiError } from '../api/http.ts'
import type { Selection } from '../urlState.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'

/** The record whose drawer is open and the one under the pointer, by id; the facts come from the API. */
export const useSelectionStore = defineStore('selection', () => {
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const selected = shallowRef<Selection | null>(null)
  const hovered = shallowRef<Selection | null>(null)

  const collection = computed(() => selected.value?.collection ?? '')
  const id = computed(() => selected.value?.id ?? '')
  const version = (): string => configuration.dataVersion ?? ''
  const when = (): boolean => selected.value !== null

  const feature = useAnswer({
    key: () => ['feature', collection.value, id.value, filterStore.filter.asOf ?? '', version()],
    ask: (signal) => getFeature(collection.value, id.value, filterStore.filter.asOf, signal),
    when,
    keepPrevious: false,
  })
  const related = useAnswer({
    key: () => ['related', collection.value, id.value, version()],
    ask: (signal) => getRelated(collection.value, id.value, signal),
    when,
    keepPrevious: false,
  })

  /** True when there is no such record. */
  const notFound = computed(() => feature.error.value instanceof ApiError && feature.error.value.status === 404)

  function select(next: Selection | null): void {
    selected.value = next
  }

  return { selected, hovered, feature, related, notFound, select }
})
