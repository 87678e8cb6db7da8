import type { Map as MapLibreMap } from 'maplibre-gl'
import { ref, type ShallowRef, watch } from 'vue'

interface TileErrorOptions {
  /** Loads every source anew. */
  readonly reload: () => void
  /** Is told of errors that are no missing tile. */
  readonly failed: (message: string) => void
}

/** Tells of tiles that could not be loaded, and loads them again on request: a gap in the map is never silent. */
export function useTileErrors(map: ShallowRef<MapLibreMap | undefined>, { reload, failed }: TileErrorOptions) {
  const message = ref<string | null>(null)

  watch(
    map,
    (current) =>
      current?.on('error', (event) => {
        if ('sourceId' in event) message.value = event.error.message
        else failed(event.error.message)
      }),
    { immediate: true },
  )

  const retry = () => {
    message.value = null
    reload()
  }
  return { message, retry }
}
