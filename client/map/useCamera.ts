import type { Map as MapLibreMap } from 'maplibre-gl'
import { type ShallowRef, watch } from 'vue'
import { initialCamera, nationBbox } from '../config.ts'
import { type Camera, type CameraTarget, type Padding, sameCamera } from './camera.ts'

type Bbox = readonly [number, number, number, number]

interface CameraOptions {
  readonly map: ShallowRef<MapLibreMap | undefined>
  readonly camera: () => Camera
  readonly target: () => CameraTarget | null
  readonly padding: () => Padding
  readonly moved: (camera: Camera, bbox: Bbox) => void
}

const flyMs = 900
/** A single point is shown from this zoom at most. */
const closestFitZoom = 16
const edgePixels = 24
/** The legend and the notices lie along the lower edge: what is fitted keeps off it more than off the others. */
const footPixels = 72

/** What the map shows now. */
function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter()
  return { lng, lat, zoom: map.getZoom(), bearing: map.getBearing(), pitch: map.getPitch() }
}

/** The visible part of the world, cut at the antimeridian and the poles. */
function bboxOf(map: MapLibreMap): Bbox {
  const bounds = map.getBounds()
  return [
    Math.max(bounds.getWest(), -180),
    Math.max(bounds.getSouth(), -90),
    Math.min(bounds.getEast(), 180),
    Math.min(bounds.getNorth(), 90),
  ]
}

/** Keeps the page's camera and the map's the same, and flies to targets clear of the panels. */
export function useCamera({ map, camera, target, padding, moved }: CameraOptions) {
  const fitBbox = ([west, south, east, north]: Bbox, duration = flyMs) => {
    const { top, right, bottom, left } = padding()
    map.value?.fitBounds(
      [
        [west, south],
        [east, north],
      ],
      {
        padding: {
          top: top + edgePixels,
          right: right + edgePixels,
          bottom: bottom + edgePixels + footPixels,
          left: left + edgePixels,
        },
        maxZoom: closestFitZoom,
        duration,
        bearing: 0,
        pitch: 0,
      },
    )
  }
  const flyTo = (goal: CameraTarget) => {
    if (goal.bbox) fitBbox(goal.bbox)
    else if (goal.center) {
      const [lng, lat] = goal.center
      map.value?.flyTo({ center: [lng, lat], ...(goal.zoom === undefined ? {} : { zoom: goal.zoom }), duration: flyMs })
    }
  }

  /** A page opened without a place of its own shows the whole nation beside its panels, however wide it is. */
  watch(map, (current) => {
    if (current && sameCamera(camera(), initialCamera)) fitBbox(nationBbox, 0)
  })
  watch(
    map,
    (current) => {
      if (!current) return
      const tell = () => moved(cameraOf(current), bboxOf(current))
      current.on('moveend', tell)
      tell()
    },
    { immediate: true },
  )
  watch(camera, (next) => {
    const current = map.value
    if (!current || current.isMoving()) return
    // What the page does not know, bearing and pitch, stays as it is.
    const wanted = { ...cameraOf(current), ...next }
    if (sameCamera(wanted, cameraOf(current))) return
    const { lng, lat, ...turned } = wanted
    current.jumpTo({ center: [lng, lat], ...turned })
  })
  watch([map, () => target()?.sequence], () => {
    const goal = target()
    if (goal && map.value) flyTo(goal)
  })

  return {
    fitBbox,
    /** Closer to a place by two levels: a hexagon opens into finer ones. */
    zoomTo: ({ lng, lat }: { lng: number; lat: number }) =>
      map.value?.easeTo({ center: [lng, lat], zoom: map.value.getZoom() + 2 }),
    zoomBy: (steps: number) => map.value?.easeTo({ zoom: map.value.getZoom() + steps }),
    resetNorth: () => map.value?.easeTo({ bearing: 0, pitch: 0 }),
    showNation: () => fitBbox(nationBbox),
  }
}
