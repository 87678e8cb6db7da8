import type { GeoJSONSource, SourceSpecification, VectorTileSource } from 'maplibre-gl'
import { type MaybeRefOrGetter, onUnmounted, toValue, watch } from 'vue'
import { useMapContext } from './mapKey.ts'

type OverlaySource = Extract<SourceSpecification, { type: 'vector' | 'geojson' }>

/** A tile template as MapLibre's worker needs it: absolute, its braces kept. */
export function absoluteUrl(template: string): string {
  return template.startsWith('/') ? `${window.location.origin}${template}` : template
}

/**
 * Keeps a vector or GeoJSON source on the map: adds it, passes new tiles or data on, adds it again after a full change
 * of style, removes it at the end. Layers are removed before unmounting is over, so nothing uses it by then.
 */
export function useSource(id: string, source: MaybeRefOrGetter<OverlaySource>): void {
  const { map, styleEpoch } = useMapContext()

  watch(
    [map, styleEpoch, () => toValue(source)] as const,
    ([current, , specification]) => {
      if (!current) return
      const existing = current.getSource(id)
      if (!existing) current.addSource(id, specification)
      else if (specification.type === 'geojson') (existing as GeoJSONSource).setData(specification.data)
      else if (specification.tiles) renewTiles(existing as VectorTileSource, specification.tiles)
    },
    { immediate: true },
  )

  onUnmounted(() => {
    if (map.value?.getSource(id)) map.value.removeSource(id)
  })
}

function renewTiles(source: VectorTileSource, tiles: string[]): void {
  if (source.tiles?.join() !== tiles.join()) source.setTiles(tiles)
}
