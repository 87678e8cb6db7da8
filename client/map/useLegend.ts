import { type MaybeRefOrGetter, onBeforeUnmount, toValue, watchEffect } from 'vue'
import { useMapContext } from './mapKey.ts'
import type { LegendSection } from './style/legend.ts'

/** Shows a section in the legend while there is one: the legend always tells what is drawn, by whom it is drawn. */
export function useLegend(section: MaybeRefOrGetter<LegendSection | null>): void {
  const { legend } = useMapContext()
  const key = Symbol('legend section')

  watchEffect(() => {
    const current = toValue(section)
    if (current) legend.set(key, current)
    else legend.delete(key)
  })
  onBeforeUnmount(() => legend.delete(key))
}
