import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { RecordCollectionId } from '#model/collections.ts'
import { type CodeFilterName, isCodeFilter, printFilter } from '#model/filter.ts'
import { getFacets } from '../api/statistics.ts'
import { type Answer, useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useStatisticsStore } from './useStatisticsStore.ts'
import type { Facets } from '#contract/statistics.ts'

/** Which collection's records are counted beside the options of each list of the filter. */
export const facetCollections: Readonly<Record<CodeFilterName, RecordCollectionId>> = {
  sector: 'hazards',
  category: 'hazards',
  source: 'hazards',
  level: 'hazards',
  status: 'hazards',
  risk: 'enterprises',
  grade: 'road-segments',
  severity: 'accidents',
  kind: 'sites',
}

type CountedName = CodeFilterName | 'listed' | 'overdue' | 'unit'

const counted = ['hazards', 'enterprises', 'road-segments', 'accidents', 'sites'] as const

/** Counts beside each option of the filter. Those of hazards are always there, the others once somebody wants them. */
export const useFacetStore = defineStore('facets', () => {
  const configuration = useConfigurationStore()
  const statistics = useStatisticsStore()
  const wanted = shallowRef<readonly RecordCollectionId[]>(['hazards'])

  const askFor = (collection: (typeof counted)[number]): Answer<Facets> =>
    useAnswer({
      key: () => ['facets', collection, printFilter(statistics.filter).toString(), configuration.dataVersion ?? ''],
      ask: (signal) => getFacets(statistics.filter, collection, signal),
      when: () => configuration.dataVersion !== null && wanted.value.includes(collection),
    })
  const answers = Object.fromEntries(counted.map((id) => [id, askFor(id)]))

  function want(collection: RecordCollectionId): void {
    if (!wanted.value.includes(collection)) wanted.value = [...wanted.value, collection]
  }

  /** How many records each option would give; null while unknown. Flags and units are counted over hazards. */
  function countsOf(name: CountedName): Readonly<Record<string, number>> | null {
    const collection = isCodeFilter(name) ? facetCollections[name] : 'hazards'
    return answers[collection]?.data.value?.facets[name] ?? null
  }

  return { hazards: answers.hazards as Answer<Facets>, want, countsOf }
})
