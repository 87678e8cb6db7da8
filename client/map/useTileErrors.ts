import type { ErrorEvent } from 'maplibre-gl'
import { ref } from 'vue'

interface TileErrorOptions {
  /** Loads every source anew. */
  readonly reload: () => void
  /** Is told of errors that are no missing tile. */
  readonly failed: (message: string) => void
}

/** Tells of tiles that could not be loaded, and loads them again on request: a gap in the map is never silent. */
export function useTileErrors({ reload, failed }: TileErrorOptions) {
  const message = ref<string | null>(null)

  function take(event: ErrorEvent): void {
    if ('sourceId' in event) message.value = event.error.message
    else failed(event.error.message)
  }

  const retry = () => {
    message.value = null
    reload()
  }
  return { message, take, retry }
}
