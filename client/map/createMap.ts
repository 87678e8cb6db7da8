import { Map as MapLibreMap, prewarm, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { Camera } from './camera.ts'
import { supplyIcons } from './drawIcon.ts'
import { labelFont } from './style/basemapStyle.ts'
import { supportArchives } from './tileProtocol.ts'

interface MapOptions {
  readonly container: HTMLElement
  readonly camera: Camera
  /** What screen readers call the map. */
  readonly label: string
}

const fadeMs = 120

/** The workers start with this module, while the page around the map is still being put up. */
setWorkerUrl(workerUrl)
prewarm()

/** A map without a style and controls of its own; throws where the browser has no WebGL 2. */
export function createMap({ container, camera, label }: MapOptions): MapLibreMap {
  supportArchives()
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const map = new MapLibreMap({
    container,
    center: [camera.lng, camera.lat],
    zoom: camera.zoom,
    bearing: camera.bearing ?? 0,
    pitch: camera.pitch ?? 0,
    minZoom: 1.5,
    maxZoom: 20,
    attributionControl: false,
    localIdeographFontFamily: labelFont.join(', '),
    fadeDuration: calm ? 0 : fadeMs,
    reduceMotion: calm,
    locale: { 'Map.Title': label },
  })
  supplyIcons(map)
  return map
}
