import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import {
  type CodeFilterName,
  type Filter,
  type FilterName,
  filterNames,
  isCodeFilter,
  printFilter,
} from '#model/filter.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'

/** One active condition: a whole member of the filter, or one id of a list. */
export interface FilterChip {
  readonly name: FilterName
  readonly id: string | null
}

/** The one filter of the page; replaced whole, never changed in place. */
export const useFilterStore = defineStore('filter', () => {
  const configuration = useConfigurationStore()
  const filter = shallowRef<Filter>({})
  const query = computed(() => printFilter(filter.value).toString())
  const lastDay = computed(() => (configuration.preparing ? null : (configuration.configuration?.asOf ?? null)))
  const asOf = computed(() => filter.value.asOf ?? lastDay.value)

  const chips = computed<FilterChip[]>(() =>
    filterNames.flatMap((name): FilterChip[] => {
      if (filter.value[name] === undefined) return []
      return isCodeFilter(name) ? (filter.value[name] ?? []).map((id) => ({ name, id })) : [{ name, id: null }]
    }),
  )

  /** Sets members of the filter; undefined, an empty list and empty text take one away. */
  function patch(part: Partial<Record<FilterName, Filter[FilterName]>>): void {
    const entries = Object.entries({ ...filter.value, ...part })
    filter.value = Object.fromEntries(
      entries.filter(
        ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
      ),
    )
  }

  /** Adds an id to a list of the filter, or takes it out. */
  function toggle(name: CodeFilterName, id: string): void {
    const ids = filter.value[name] ?? []
    patch({ [name]: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] })
  }

  function remove({ name, id }: FilterChip): void {
    if (id !== null && isCodeFilter(name)) toggle(name, id)
    else patch({ [name]: undefined })
  }

  function clear(): void {
    filter.value = {}
  }

  return { filter, query, asOf, chips, patch, toggle, remove, clear }
})
