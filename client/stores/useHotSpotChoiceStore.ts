import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AnalysisProgress } from '#contract/events.ts'
import { defaultHotSpotChoices, type HotSpotChoices, type Period, withoutClashes } from '../hotSpotLink.ts'

/** What is chosen about hot spots: what the link, the time strip and the server's events need before the task is loaded. */
export const useHotSpotChoiceStore = defineStore('hotSpotChoices', () => {
  const choices = shallowRef<HotSpotChoices>(defaultHotSpotChoices)
  /** The days that the playback shows now. */
  const shownDays = shallowRef<Period | null>(null)
  /** The newest word of the server about an analysis, ours or another's. */
  const progress = shallowRef<AnalysisProgress | null>(null)

  function patch(part: Partial<HotSpotChoices>): void {
    choices.value = withoutClashes({ ...choices.value, ...part })
  }

  return { choices, shownDays, progress, patch }
})
