import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { collections } from '#model/collections.ts'
import { applicableFilter, type FilterName } from '#model/filter.ts'
import type { Theme } from '#model/theme.ts'
import { type LayerId, layerIds, urlParameters } from '../urlState.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'

const drawnCollections = ['hazards', 'enterprises', 'road-segments', 'accidents', 'sites'] as const satisfies LayerId[]

/** Which layers are drawn, what colours the regions, and what lies beneath. */
export const useLayerStore = defineStore('layers', () => {
  const filterStore = useFilterStore()
  const configurationStore = useConfigurationStore()
  const on = shallowRef<readonly LayerId[]>(urlParameters.layers.default)
  const indicator = ref(urlParameters.indicator.default)
  const basemap = ref(urlParameters.basemap.default)

  const basemapDefinition = computed(
    () => configurationStore.configuration?.basemaps.find(({ id }) => id === basemap.value) ?? null,
  )

  /** For each layer the active filters that it does not obey. */
  const notApplied = computed<Readonly<Record<string, readonly FilterName[]>>>(() =>
    Object.fromEntries(
      drawnCollections.map((id) => [id, applicableFilter(filterStore.filter, collections[id].filters).notApplied]),
    ),
  )

  function toggle(id: LayerId): void {
    on.value = layerIds.filter((layer) => (layer === id) !== on.value.includes(layer))
  }

  /** Shows a focus theme: its filter in place of the present sectors, categories and text, and its layers. */
  function applyTheme(theme: Theme): void {
    filterStore.patch({ sector: undefined, category: undefined, text: undefined, ...theme.filter })
    on.value = layerIds.filter((id) => id === 'regions' || theme.layers.includes(id))
  }

  return { on, indicator, basemap, basemapDefinition, notApplied, toggle, applyTheme }
})
