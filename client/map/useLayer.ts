import type { FilterSpecification, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl'
import { type MaybeRefOrGetter, onBeforeUnmount, toValue, watch } from 'vue'
import { type Pickable, useMapContext } from './mapKey.ts'
import { type Anchor, anchorId, overlayMetadata } from './style/anchors.ts'
import { type LayerChange, layerChanges } from './style/layerChanges.ts'

interface LayerOptions {
  readonly anchor: Anchor
  /** Given when the layer answers to the pointer. */
  readonly pickable?: Pickable
}

/**
 * Keeps one style layer on the map, beneath its anchor: adds it, follows its specification property by property, adds
 * it again after a full change of style, removes it before the component goes.
 */
export function useLayer(layer: MaybeRefOrGetter<LayerSpecification>, { anchor, pickable }: LayerOptions): void {
  const { map, styleEpoch, pickable: registry } = useMapContext()
  const { id } = toValue(layer)
  let applied: LayerSpecification | null = null

  watch(
    [map, styleEpoch, () => toValue(layer)] as const,
    ([current, , specification]) => {
      if (!current) return
      if (!current.getLayer(id)) addLayer(current, specification, anchor)
      else if (applied) for (const change of layerChanges(applied, specification)) apply(current, id, change)
      applied = specification
    },
    { immediate: true },
  )
  if (pickable) registry.set(id, pickable)

  onBeforeUnmount(() => {
    registry.delete(id)
    if (map.value?.getLayer(id)) map.value.removeLayer(id)
  })
}

/** Keeps several layers in the order given. */
export function useLayers(layers: MaybeRefOrGetter<readonly LayerSpecification[]>, options: LayerOptions): void {
  for (const index of toValue(layers).keys()) {
    useLayer(() => toValue(layers)[index] as LayerSpecification, options)
  }
}

function addLayer(map: MapLibreMap, layer: LayerSpecification, anchor: Anchor): void {
  const before = anchorId(anchor)
  map.addLayer({ ...layer, metadata: overlayMetadata }, map.getLayer(before) ? before : undefined)
}

function apply(map: MapLibreMap, id: string, change: LayerChange): void {
  if (change.kind === 'paint') map.setPaintProperty(id, change.name as never, change.value as never)
  else if (change.kind === 'layout') map.setLayoutProperty(id, change.name as never, change.value as never)
  else if (change.kind === 'filter') map.setFilter(id, (change.value ?? null) as FilterSpecification | null)
  else map.setLayerZoomRange(id, change.min, change.max)
}
