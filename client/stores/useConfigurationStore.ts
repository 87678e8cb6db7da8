import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { getConfiguration } from '../api/configuration.ts'
import { useAnswer } from './useAnswer.ts'

/** What the installation holds and offers. `dataVersion` names the state of the data that every answer belongs to. */
export const useConfigurationStore = defineStore('configuration', () => {
  const announced = shallowRef<string | null>(null)
  const { data, error, loading, retry } = useAnswer({
    key: () => ['configuration', announced.value ?? ''],
    ask: (signal) => getConfiguration(signal),
  })
  const dataVersion = computed(() => announced.value ?? data.value?.dataVersion ?? null)

  /** True when the installation is known to hold no records; its boundaries do not count. */
  const isEmpty = computed(() => {
    const records = Object.entries(data.value?.counts ?? {}).filter(([collection]) => collection !== 'regions')
    return data.value !== null && records.every(([, count]) => count === 0)
  })

  /** Takes note of a new state of the data; true when it is news. */
  function announce(version: string): boolean {
    const isNews = dataVersion.value !== null && dataVersion.value !== version
    if (isNews) announced.value = version
    return isNews
  }

  return { configuration: data, dataVersion, isEmpty, loading, error, retry, announce }
})
