import { useEventListener } from '@vueuse/core'
import { computed, nextTick, watch } from 'vue'
import { hotSpotChoicesOf } from '../hotSpotLink.ts'
import { isStep, type PageState, parseLink, printLink, urlParameters } from '../urlState.ts'
import { useFilterStore } from './useFilterStore.ts'
import { useHotSpotChoiceStore } from './useHotSpotChoiceStore.ts'
import { useLayerStore } from './useLayerStore.ts'
import { useNoticeStore } from './useNoticeStore.ts'
import { usePlayStore } from './usePlayStore.ts'
import { useRegionStore } from './useRegionStore.ts'
import { useSelectionStore } from './useSelectionStore.ts'
import { useSettingsStore } from './useSettingsStore.ts'
import { useViewStore } from './useViewStore.ts'

const cameraName = urlParameters.camera.name

/** The stores that a link describes, read and written as one state. */
function usePageState() {
  const filterStore = useFilterStore()
  const hotSpots = useHotSpotChoiceStore()
  const layers = useLayerStore()
  const selection = useSelectionStore()
  const settings = useSettingsStore()
  const view = useViewStore()

  const state = computed<PageState>(() => ({
    filter: filterStore.filter,
    camera: view.camera,
    layers: layers.on,
    indicator: layers.indicator,
    task: view.task,
    ...hotSpots.choices,
    page: view.page,
    selection: selection.selected,
    follow: view.follow,
    basemap: layers.basemap,
    theme: settings.theme,
    language: settings.language,
  }))

  function apply(next: ReturnType<typeof parseLink>['state']): void {
    filterStore.filter = next.filter
    view.camera = next.camera
    view.task = next.task
    hotSpots.choices = hotSpotChoicesOf(next)
    view.page = next.page
    view.follow = next.follow
    layers.on = next.layers
    layers.indicator = next.indicator
    layers.basemap = next.basemap
    selection.select(next.selection)
    if (next.theme) settings.theme = next.theme
    if (next.language) settings.language = next.language
  }

  return { state, apply }
}

/**
 * Keeps the address of the page and the stores in step, both ways, until the scope ends. Foreign parameters stay;
 * a bad value is told and its default used.
 */
export function useUrlSync(): void {
  const { state, apply } = usePageState()
  const notices = useNoticeStore()
  const player = usePlayStore()
  const regionStore = useRegionStore()
  const view = useViewStore()
  let foreign = new URLSearchParams()
  let isApplying = false

  /** Takes over what the address says; true when it says where to look. */
  function readAddress(): boolean {
    const query = new URLSearchParams(location.search)
    const link = parseLink(query)
    foreign = link.unknown
    for (const { parameter, value, allowed } of link.problems) {
      notices.add('warning', 'badLink', { name: parameter, value, allowed })
    }
    apply(link.state)
    return query.has(cameraName) && link.problems.every(({ parameter }) => parameter !== cameraName)
  }

  function writeAddress(): void {
    const next = printLink(state.value, foreign)
    const present = location.search.slice(1)
    if (next === present) return
    const address = `${location.pathname}${next === '' ? '' : `?${next}`}${location.hash}`
    if (isApplying || player.playing || !isStep(present, next)) history.replaceState(history.state, '', address)
    else history.pushState(null, '', address)
  }

  /** Reads without making a step of history: what is printed differently is only corrected. */
  async function follow(): Promise<void> {
    isApplying = true
    readAddress()
    await nextTick()
    writeAddress()
    isApplying = false
  }

  if (!readAddress()) void regionStore.focus()
  watch(state, writeAddress)
  useEventListener(window, 'popstate', () => {
    void follow()
    const { zoom, lat, lng } = view.camera
    view.goTo({ center: [lng, lat], zoom })
  })
}
