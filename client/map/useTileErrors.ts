import type { Map as MapLibreMap } from 'maplibre-gl'
import { ref, type ShallowRef, watch } from 'vue'

/** Counts what could not be loaded, and loads it again on request: a gap in the map is never silent. */
export function useTileErrors(map: ShallowRef<MapLibreMap | undefined>, failed: (message: string) => void) {
  const message = ref<string | null>(null)
  const sources = new Set<string>()

  watch(
    map,
    (current) =>
      current?.on('error', (event) => {
        const { sourceId } = event as { sourceId?: string }
        failed(event.error.message)
        if (!sourceId) return
        sources.add(sourceId)
        message.value = event.error.message
      }),
    { immediate: true },
  )

  const retry = () => {
    for (const id of sources) if (map.value?.getSource(id)) map.value.refreshTiles(id)
    sources.clear()
    message.value = null
  }
  return { message, retry }
}
