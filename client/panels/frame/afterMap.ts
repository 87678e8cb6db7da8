import { until } from '@vueuse/core'
import { patienceForMapMs } from '../../config.ts'
import { useViewStore } from '../../stores/useViewStore.ts'

/** A loader that lets the first map go before: it waits until the map stands, but not for ever. */
export function afterMap<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
  return async () => {
    const view = useViewStore()
    await until(() => view.mapShown || view.page !== 'map').toBe(true, { timeout: patienceForMapMs })
    return load()
  }
}
