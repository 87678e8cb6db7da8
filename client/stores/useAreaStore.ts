import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { AreaFeature, AreaGeometry } from '#contract/areas.ts'
import { getArea, saveArea } from '../api/areas.ts'
import { useAnswer } from './useAnswer.ts'
import { useFilterStore } from './useFilterStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'

const keyOf = (id: string): string[] => ['area', id]

/** The drawn area of the filter: the filter carries its id, this store its geometry. */
export const useAreaStore = defineStore('area', () => {
  const filterStore = useFilterStore()
  const notices = useNoticeStore()
  const cache = useQueryCache()
  const id = computed(() => filterStore.filter.area ?? '')
  const { data, error } = useAnswer({
    key: () => keyOf(id.value),
    ask: (signal) => getArea(id.value, signal),
    when: () => id.value !== '',
    keepPrevious: false,
  })
  const known = computed(() => (id.value === '' ? null : data.value))

  /** Stores a drawn area and filters by it; null takes the area out of the filter. */
  async function draw(geometry: AreaGeometry | null): Promise<void> {
    if (geometry === null) {
      filterStore.patch({ area: undefined })
      return
    }
    try {
      const stored = await saveArea(geometry)
      const feature: AreaFeature = { type: 'Feature', id: stored.id, geometry, properties: { areaKm2: stored.areaKm2 } }
      cache.setQueryData(keyOf(stored.id), feature)
      filterStore.patch({ area: stored.id })
    } catch (failure) {
      notices.addError(failure)
    }
  }

  return {
    geometry: computed(() => known.value?.geometry ?? null),
    areaKm2: computed(() => known.value?.properties.areaKm2 ?? null),
    error,
    draw,
  }
})
