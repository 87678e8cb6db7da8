import { type MaybeRefOrGetter, onBeforeUnmount, toValue, watch } from 'vue'
import { useMapContext } from './mapKey.ts'
import { type FeatureStates, stateChanges } from './style/stateChanges.ts'

interface FeatureSource {
  readonly source: string
  readonly sourceLayer: string
}

/**
 * Gives features of a source their states by id: only what differs is set, a feature no longer named loses its keys,
 * and everything is set again after a full change of style. States reach tiles that load later too.
 */
export function useFeatureState(
  { source, sourceLayer }: FeatureSource,
  states: MaybeRefOrGetter<FeatureStates>,
  keys: readonly string[],
): void {
  const { map, styleEpoch } = useMapContext()
  let applied: FeatureStates = new Map()

  const forget = (id: string) => {
    for (const key of keys) map.value?.removeFeatureState({ source, sourceLayer, id }, key)
  }

  watch(styleEpoch, () => (applied = new Map()), { flush: 'sync' })
  watch(
    [map, styleEpoch, () => toValue(states)] as const,
    ([current, , next]) => {
      if (!current?.getSource(source)) return
      const changes = stateChanges(applied, next)
      changes.remove.forEach(forget)
      for (const [id, state] of changes.set) current.setFeatureState({ source, sourceLayer, id }, state)
      applied = next
    },
    { immediate: true },
  )

  onBeforeUnmount(() => {
    if (map.value?.getSource(source)) [...applied.keys()].forEach(forget)
  })
}
