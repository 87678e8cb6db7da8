import type { Geometry } from 'geojson'
import type { Map as MapLibreMap } from 'maplibre-gl'
import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue'
import { useMapContext } from './mapKey.ts'

interface DrawnLayers {
  readonly cells?: string
  readonly records: string
}

interface Drawn {
  /** The counts of the hexagons on the screen. */
  readonly cellCounts: Readonly<Ref<readonly number[]>>
  /** How wide a hexagon is on the screen, whole pixels. */
  readonly cellPixels: Readonly<Ref<number>>
  readonly hasRecords: Readonly<Ref<boolean>>
}

const usualCellPixels = 16
/** Hexagons differ in width, towards the poles most: the narrowest of so many counts. */
const measured = 50

/** Width of a polygon on the screen, as if it lay at the map's centre. */
function pixelWidth(map: MapLibreMap, geometry: Geometry): number {
  if (geometry.type !== 'Polygon') return usualCellPixels
  const lngs = geometry.coordinates.flat().map(([lng = 0]) => lng)
  const worldPixels = 512 * 2 ** map.getZoom()
  return Math.round(((Math.max(...lngs) - Math.min(...lngs)) / 360) * worldPixels)
}

/** What of a collection is on the screen whenever the map comes to rest: hexagons or single records. */
export function useDrawn({ cells, records }: DrawnLayers): Drawn {
  const { map } = useMapContext()
  const cellCounts = shallowRef<readonly number[]>([])
  const cellPixels = ref(usualCellPixels)
  const hasRecords = ref(false)

  const rendered = (layer: string) =>
    map.value?.getLayer(layer) ? map.value.queryRenderedFeatures({ layers: [layer] }) : []
  const look = () => {
    const current = map.value
    if (!current) return
    const features = cells ? rendered(cells) : []
    const counts = features.map(({ properties }) => Number(properties.count))
    if (counts.join() !== cellCounts.value.join()) cellCounts.value = counts
    const widths = features.slice(0, measured).map(({ geometry }) => pixelWidth(current, geometry))
    if (widths.length > 0) cellPixels.value = Math.min(...widths)
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
  return { cellCounts, cellPixels, hasRecords }
}
