import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { nationCode } from '#model/region.ts'
import { getRegionPath, type RegionSummary } from '../api/regions.ts'
import { nationBbox } from '../config.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'
import { useViewStore } from './useViewStore.ts'

const keyOf = (code: string): string[] => ['regionPath', code]

/** Where the drill-down stands: the path from the province to the region of the filter. */
export const useRegionStore = defineStore('region', () => {
  const cache = useQueryCache()
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const notices = useNoticeStore()
  const view = useViewStore()
  const code = computed(() => filterStore.filter.region ?? nationCode)
  const { data, error } = useAnswer<RegionSummary[]>({
    key: () => keyOf(code.value),
    ask: (signal) => getRegionPath(code.value, signal),
    when: () => configuration.configuration !== null && configuration.preparing?.stage !== 'boundaries',
  })
  const path = computed(() => (code.value === nationCode ? [] : (data.value ?? [])))
  const current = computed(() => path.value.at(-1) ?? null)

  /** The region whose children are compared: the region itself, or for a county, which has none, its parent. */
  const parent = computed(() => {
    const isCounty = current.value?.code === code.value && current.value.level === 'county'
    return isCounty ? (current.value?.parentCode ?? nationCode) : code.value
  })

  /** Takes the map to the region of the filter. */
  async function focus(): Promise<void> {
    const asked = code.value
    if (asked === nationCode) {
      view.goTo({ bbox: nationBbox })
      return
    }
    try {
      const known = cache.getQueryData<RegionSummary[]>(keyOf(asked)) ?? (await getRegionPath(asked))
      const bbox = known.at(-1)?.bbox
      if (bbox && asked === code.value) view.goTo({ bbox })
    } catch (failure) {
      notices.addError(failure)
    }
  }

  /** Drills down to a region, or up, and takes the map there. */
  async function enter(next: string): Promise<void> {
    filterStore.patch({ region: next === nationCode ? undefined : next })
    await focus()
  }

  return { code, path, current, parent, error, enter, focus }
})
