import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { addDays, daysBetween } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'
import { playStepMs } from '../config.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'

const defaultWindowDays = 28

/**
 * The days that follow the chosen ones, as many as were chosen; from the start of the data when nothing is chosen or
 * its end is reached.
 */
export function nextWindow(
  chosen: Interval | undefined,
  data: { readonly from: string; readonly to: string },
): { from: string; to: string } {
  const bounded = chosen?.from && chosen.to ? { from: chosen.from, to: chosen.to } : null
  const length = bounded ? daysBetween(bounded.from, bounded.to) + 1 : defaultWindowDays
  const from = bounded && bounded.to < data.to ? addDays(bounded.to, 1) : data.from
  return { from, to: addDays(from, length - 1) }
}

/** Moves the chosen days along the data until it is stopped. */
export const usePlayStore = defineStore('play', () => {
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const { isActive, pause, resume } = useIntervalFn(step, playStepMs, { immediate: false, immediateCallback: true })

  function step(): void {
    const data = configuration.configuration?.found
    if (data) filterStore.patch({ found: nextWindow(filterStore.filter.found, data) })
  }

  return { playing: isActive, stop: pause, toggle: () => (isActive.value ? pause() : resume()) }
})
