import { useIntervalFn } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { addDays } from '#model/day.ts'
import { nextPosition, stepWindow, type WindowMode } from './hotSpotWindow.ts'
import { useHotSpotChoiceStore } from './useHotSpotChoiceStore.ts'
import { useHotSpotStore } from './useHotSpotStore.ts'

export const playbackSpeeds = [0.5, 1, 2, 4] as const
/** A step at the usual speed. */
const stepMs = 900

/** Walks through the steps of time of an analysis; the map repaints what its tiles hold already. */
export const useHotSpotPlayback = defineStore('hotSpotPlayback', () => {
  const choice = useHotSpotChoiceStore()
  const hotSpots = useHotSpotStore()
  const mode = ref<WindowMode>('single')
  const span = ref(3)
  const speed = ref<(typeof playbackSpeeds)[number]>(1)
  /** Null shows the whole period. */
  const index = ref<number | null>(null)

  const steps = computed(() => hotSpots.report?.steps ?? null)
  const count = computed(() => steps.value?.starts.length ?? 0)
  const window = computed(() =>
    index.value === null || count.value === 0 ? null : stepWindow(mode.value, index.value, span.value, count.value),
  )
  const days = computed(() => {
    if (!window.value || !steps.value) return null
    const { starts, end } = steps.value
    const from = starts[window.value.first]
    return from ? { from, to: addDays(starts[window.value.last + 1] ?? end, -1) } : null
  })

  function step(by: 1 | -1 = 1): void {
    if (count.value === 0) return
    if (index.value === null)
      index.value = by === 1 ? nextPosition(mode.value, -1, span.value, count.value) : count.value - 1
    else if (by === 1) index.value = nextPosition(mode.value, index.value, span.value, count.value)
    else index.value = index.value > 0 ? index.value - 1 : count.value - 1
  }

  const timer = useIntervalFn(
    () => step(),
    computed(() => stepMs / speed.value),
    { immediate: false, immediateCallback: true },
  )

  function stop(): void {
    timer.pause()
    index.value = null
  }

  watch(days, (shown) => (choice.shownDays = shown))
  watch(count, stop)

  return {
    mode,
    span,
    speed,
    index,
    count,
    window,
    days,
    playing: timer.isActive,
    step,
    stop,
    pause: timer.pause,
    toggle: () => (timer.isActive.value ? timer.pause() : timer.resume()),
  }
})
