import { computed, type ComputedRef, type Ref } from 'vue'
import { useSettingsStore } from '../stores/useSettingsStore.ts'

interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Pixels of the map that lie behind panels: of the columns, the time strip, and the sheet of a phone at rest. */
export function useMapPadding(phone: Ref<boolean>): ComputedRef<Padding> {
  const settings = useSettingsStore()
  return computed(() => {
    if (phone.value) return { top: 44, right: 8, bottom: 110, left: 8 }
    const isLeftFolded = settings.isFolded('layers') && settings.isFolded('filter')
    const isRightFolded = settings.isFolded('numbers') && settings.isFolded('charts')
    return { top: 44, right: isRightFolded ? 12 : 376, bottom: 92, left: isLeftFolded ? 12 : 272 }
  })
}
