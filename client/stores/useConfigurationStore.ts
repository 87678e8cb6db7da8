import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { Preparation } from '#contract/preparation.ts'
import { getConfiguration } from '../api/configuration.ts'
import { useAnswer } from './useAnswer.ts'

/** What the installation holds and offers. `dataVersion` names the state of the data that every answer belongs to. */
export const useConfigurationStore = defineStore('configuration', () => {
  const announced = shallowRef<string | null>(null)
  /** The newest word of the server on how far the first data are. */
  const told = shallowRef<Preparation | null>(null)
  const { data, error, loading, retry } = useAnswer({
    key: () => ['configuration', announced.value ?? ''],
    ask: (signal) => getConfiguration(signal),
  })
  /** How far the first data are, until a configuration without it has come; null when there is nothing to wait for. */
  const preparing = computed(() => (data.value?.preparing ? (told.value ?? data.value.preparing) : null))
  /** Null while nothing is known, and while the first data are made: there is nothing to ask for yet. */
  const dataVersion = computed(() => (preparing.value ? null : (announced.value ?? data.value?.dataVersion ?? null)))
  watch(data, () => (told.value = null))

  /** True when the installation is known to hold no records; its boundaries do not count. */
  const isEmpty = computed(() => {
    const records = Object.entries(data.value?.counts ?? {}).filter(([collection]) => collection !== 'regions')
    return data.value !== null && preparing.value === null && records.every(([, count]) => count === 0)
  })

  /** Takes note of a new state of the data; true when it is news. */
  function announce(version: string): boolean {
    const isNews = dataVersion.value !== null && dataVersion.value !== version
    if (isNews) announced.value = version
    return isNews
  }

  /** Takes note of how far the first data are; null, their end, and their beginning call for a new configuration. */
  function prepare(preparation: Preparation | null): void {
    if (preparation) told.value = preparation
    if ((preparation === null) === Boolean(data.value?.preparing)) retry()
  }

  /** Asks anew when the end of what is being made may have been told while nobody listened. */
  function refresh(): void {
    if (preparing.value) retry()
  }

  return { configuration: data, preparing, dataVersion, isEmpty, loading, error, retry, announce, prepare, refresh }
})
