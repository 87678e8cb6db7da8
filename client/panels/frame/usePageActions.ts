import { computed, type ComputedRef, ref, type Ref } from 'vue'
import { nationCode } from '#model/region.ts'
import { useConfigurationStore } from '../../stores/useConfigurationStore.ts'
import { useRegionStore } from '../../stores/useRegionStore.ts'
import { useSettingsStore } from '../../stores/useSettingsStore.ts'
import { useViewStore } from '../../stores/useViewStore.ts'
import { useShortcuts } from './useShortcuts.ts'

interface PageActions {
  readonly helpOpen: Ref<boolean>
  /** Asked for by the user. */
  readonly tourOpen: Ref<boolean>
  /** Asked for, or due because it was never seen; only where there is something to show, and after the first map. */
  readonly tourShown: ComputedRef<boolean>
  readonly endTour: () => void
}

/** What keys do to the page as a whole, and which of its dialogs are open. */
export function usePageActions(focusSearch: () => void): PageActions {
  const configurationStore = useConfigurationStore()
  const regionStore = useRegionStore()
  const settings = useSettingsStore()
  const view = useViewStore()
  const helpOpen = ref(false)
  const tourOpen = ref(false)

  useShortcuts({
    search: focusSearch,
    filter: () => settings.fold('filter', !settings.isFolded('filter')),
    layers: () => settings.fold('layers', !settings.isFolded('layers')),
    drawRectangle: () => (view.drawing = view.drawing === 'rectangle' ? null : 'rectangle'),
    up: () => void regionStore.enter(regionStore.current?.parentCode ?? nationCode),
    language: () => (settings.language = settings.language === 'en' ? 'zh-CN' : 'en'),
    theme: () => (settings.theme = settings.dark ? 'light' : 'dark'),
    help: () => (helpOpen.value = true),
  })
  const tourShown = computed(() => {
    const hasRecords = configurationStore.dataVersion !== null && !configurationStore.isEmpty
    const isDue = view.mapShown && !settings.tourSeen
    return view.page === 'map' && hasRecords && (tourOpen.value || isDue)
  })

  function endTour(): void {
    tourOpen.value = false
    settings.tourSeen = true
  }

  return { helpOpen, tourOpen, tourShown, endTour }
}
