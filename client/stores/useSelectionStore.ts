import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { getFeature, getRelated } from '../api/features.ts'
import { ApiError } from '../api/http.ts'
import type { Selection } from '../urlState.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'

/** Degrees WGS-84. */
interface Place {
  readonly lng: number
  readonly lat: number
}

/** The record whose drawer is open, by id, its facts from the API, and the place a list points at. */
export const useSelectionStore = defineStore('selection', () => {
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const selected = shallowRef<Selection | null>(null)
  const pointed = shallowRef<Place | null>(null)

  const collection = computed(() => selected.value?.collection ?? '')
  const id = computed(() => selected.value?.id ?? '')
  const version = (): string => configuration.dataVersion ?? ''
  const when = (): boolean => selected.value !== null && configuration.dataVersion !== null

  const feature = useAnswer({
    key: () => ['feature', collection.value, id.value, filterStore.filter.asOf ?? '', version()],
    ask: (signal) => getFeature(collection.value, id.value, filterStore.filter.asOf, signal),
    when,
    keepPrevious: false,
  })
  const related = useAnswer({
    key: () => ['related', collection.value, id.value, version()],
    ask: (signal) => getRelated(collection.value, id.value, signal),
    when: () => when() && feature.data.value !== null,
    keepPrevious: false,
  })

  /** True when there is no such record. */
  const notFound = computed(() => feature.error.value instanceof ApiError && feature.error.value.status === 404)

  function select(next: Selection | null): void {
    selected.value = next
  }

  return { selected, pointed, feature, related, notFound, select }
})
