import type { Map as MapLibreMap, MapMouseEvent, PointLike } from 'maplibre-gl'
import { type ShallowRef, shallowRef, watch } from 'vue'
import type { Pickable } from './mapKey.ts'
import { choosePick, type Pick } from './pick.ts'

interface PickingOptions {
  readonly map: ShallowRef<MapLibreMap | undefined>
  readonly pickable: ReadonlyMap<string, Pickable>
  /** False while something is being drawn: the pointer is not ours then. */
  readonly active: () => boolean
  readonly picked: (pick: Pick, place: { lng: number; lat: number }) => void
}

/** What lies under the pointer, and where on the screen that is. */
export interface Hovered {
  readonly pick: Pick
  readonly x: number
  readonly y: number
}

/** Pixels around the pointer that still count: a finger is not a needle. */
const toleranceOf = (event: MapMouseEvent) => ('touches' in event.originalEvent ? 12 : 4)

function pickAt(
  map: MapLibreMap,
  { x, y }: { x: number; y: number },
  tolerance: number,
  layers: ReadonlyMap<string, Pickable>,
): Pick {
  const box: [PointLike, PointLike] = [
    [x - tolerance, y - tolerance],
    [x + tolerance, y + tolerance],
  ]
  const ids = [...layers.keys()].filter((id) => map.getLayer(id))
  const features = map.queryRenderedFeatures(box, { layers: ids })
  const { lng, lat } = map.unproject([x, y])
  return choosePick(features, layers, { lng, lat })
}

/** Asks what is under the pointer, once a frame while it moves, and on a click or Enter (then at the map's centre). */
export function usePicking({ map, pickable, active, picked }: PickingOptions) {
  const hovered = shallowRef<Hovered | null>(null)
  let frame = 0

  const hover = (current: MapLibreMap, event: MapMouseEvent) => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      if (!active() || current.isMoving()) return leave()
      const pick = pickAt(current, event.point, toleranceOf(event), pickable)
      hovered.value = pick.kind === 'nothing' ? null : { pick, x: event.point.x, y: event.point.y }
      current.getCanvas().style.cursor = pick.kind === 'nothing' ? '' : 'pointer'
    })
  }
  const leave = () => {
    cancelAnimationFrame(frame)
    hovered.value = null
  }
  const pressed = (current: MapLibreMap, event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !active()) return
    const { lng, lat } = current.getCenter()
    picked(pickAt(current, current.project([lng, lat]), 12, pickable), { lng, lat })
  }

  watch(
    map,
    (current) => {
      if (!current) return
      current.on('mousemove', (event) => hover(current, event))
      current.on('mouseout', leave)
      current.on('movestart', leave)
      current.on('click', (event) => {
        if (active()) picked(pickAt(current, event.point, toleranceOf(event), pickable), event.lngLat)
      })
      current.getCanvas().addEventListener('keydown', (event) => pressed(current, event))
    },
    { immediate: true },
  )
  return { hovered, leave }
}
