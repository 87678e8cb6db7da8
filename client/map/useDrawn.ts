import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue'
import { useMapContext } from './mapKey.ts'

interface DrawnLayers {
  readonly cells?: string
  readonly records: string
}

/** What of a collection is on the screen now: the counts of its hexagons, and whether single records are seen. */
export function useDrawn({ cells, records }: DrawnLayers): {
  cellCounts: Ref<readonly number[]>
  hasRecords: Ref<boolean>
} {
  const { map } = useMapContext()
  const cellCounts = shallowRef<readonly number[]>([])
  const hasRecords = ref(false)

  const rendered = (layer: string) =>
    map.value?.getLayer(layer) ? map.value.queryRenderedFeatures({ layers: [layer] }) : []
  const look = () => {
    const counts = cells ? rendered(cells).map((feature) => Number(feature.properties.count)) : []
    if (counts.join() !== cellCounts.value.join()) cellCounts.value = counts
    hasRecords.value = rendered(records).length > 0
  }

  watch(
    map,
    (current, previous) => {
      previous?.off('idle', look)
      current?.on('idle', look)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => map.value?.off('idle', look))
  return { cellCounts, hasRecords }
}
