import type { Geometry } from 'geojson'
import type { Map as MapLibreMap, MapSourceDataEvent } from 'maplibre-gl'
import { onBeforeUnmount, type Ref, ref, shallowRef, watch } from 'vue'
import { useMapContext } from './mapKey.ts'

interface DrawnLayers {
  readonly source: string
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

/**
 * What of a collection is on the screen, hexagons or single records: looked at when the last of its tiles has come, so
 * that the first picture has its classes, and whenever the map comes to rest.
 */
export function useDrawn({ source, cells, records }: DrawnLayers): Drawn {
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
  const lookWhenLoaded = (event: MapSourceDataEvent) => {
    if (event.sourceId === source && event.tile && event.isSourceLoaded && !map.value?.isMoving()) look()
  }
  const ignore = (current: MapLibreMap | undefined) => current?.off('idle', look).off('sourcedata', lookWhenLoaded)

  watch(
    map,
    (current, previous) => {
      ignore(previous)
      current?.on('idle', look)
      current?.on('sourcedata', lookWhenLoaded)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => ignore(map.value))
  return { cellCounts, cellPixels, hasRecords }
}
