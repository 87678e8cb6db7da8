import type { ErrorEvent, Map as MapLibreMap } from 'maplibre-gl'
import { ref, watch } from 'vue'
import { carryOverlays } from './style/anchors.ts'
import { groundSources } from './style/basemapStyle.ts'
import type { Ground } from './style/ground.ts'

interface GroundOptions {
  readonly ground: () => Ground
  /** Our own boundaries, which come from the server that the page itself comes from. */
  readonly fallback: () => Ground
}

/** Lays grounds beneath the overlays. A basemap of others that gives nothing at all is replaced by our own boundaries. */
export function useGround({ ground, fallback }: GroundOptions) {
  /** Why the basemap chosen is not the one shown. */
  const failure = ref<string | null>(null)
  let map: MapLibreMap | undefined
  let isStanding = false
  let isAwaitingStyle = false
  /** Sources of others that have not given anything yet. */
  let silent = new Set<string>()

  function show({ style, dress }: Ground, keep: boolean): void {
    isAwaitingStyle = typeof style === 'string'
    // With `transformStyle` MapLibre 6.17 waits for the style before to load, and one that failed never does.
    if (!isStanding) map?.setStyle(null)
    isStanding = keep
    map?.setStyle(style, {
      diff: keep,
      transformStyle: (previous, next) => {
        isAwaitingStyle = false
        silent = new Set(Object.keys(next.sources).filter((id) => !groundSources.includes(id)))
        return keep ? carryOverlays(previous, dress(next)) : dress(next)
      },
    })
  }

  function attach(created: MapLibreMap): void {
    map = created
    created.on('style.load', () => (isStanding = true))
    created.on('sourcedata', ({ sourceId, tile }) => {
      if (tile) silent.delete(sourceId)
    })
    show(ground(), false)
  }

  /** True when the error was the basemap's, and our own boundaries stand in for it now. */
  function recover(event: ErrorEvent): boolean {
    const { sourceId } = event as { sourceId?: string }
    if (sourceId === undefined ? !isAwaitingStyle : !silent.has(sourceId)) return false
    failure.value = event.error.message
    show(fallback(), isStanding)
    return true
  }

  /** Loads everything anew from the basemap chosen. */
  function reload(): void {
    failure.value = null
    show(ground(), false)
  }

  watch(ground, (next) => {
    failure.value = null
    show(next, isStanding)
  })

  return { failure, attach, recover, reload }
}
