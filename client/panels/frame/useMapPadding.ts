import { useMediaQuery } from '@vueuse/core'
import { computed, type ComputedRef, type Ref } from 'vue'
import { useSettingsStore } from '../../stores/useSettingsStore.ts'

interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** Room for the breadcrumb, and between the map's edge and its furniture. */
const breadcrumbPx = 44
const edgePx = 12
/** Widths of the columns and height of the strip, as the styles of App.vue have them. */
const layouts = {
  narrow: { left: 248, right: 330, strip: 88 },
  usual: { left: 272, right: 376, strip: 88 },
  wall: { left: 400, right: 560, strip: 120 },
} as const
/** The sheet at rest. */
const phonePadding: Padding = { top: breadcrumbPx, right: 8, bottom: 110, left: 8 }

/** Pixels of the map that lie behind panels: of open columns, the time strip, and the sheet of a phone at rest. */
export function useMapPadding(phone: Ref<boolean>): ComputedRef<Padding> {
  const settings = useSettingsStore()
  const narrow = useMediaQuery('(width < 1120px)')
  const wall = useMediaQuery('(width >= 2400px)')
  return computed(() => {
    if (phone.value) return phonePadding
    const layout = layouts[wall.value ? 'wall' : narrow.value ? 'narrow' : 'usual']
    const isLeftFolded = settings.isFolded('layers') && settings.isFolded('filter')
    const isRightFolded = settings.isFolded('numbers') && settings.isFolded('charts')
    return {
      top: breadcrumbPx,
      right: isRightFolded ? edgePx : layout.right,
      bottom: layout.strip + 4,
      left: isLeftFolded ? edgePx : layout.left,
    }
  })
}
