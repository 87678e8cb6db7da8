/** Where the map looks: centre in degrees WGS-84, MapLibre zoom (512 px world), bearing and pitch in degrees. */
export interface Camera {
  readonly lng: number
  readonly lat: number
  readonly zoom: number
  readonly bearing?: number
  readonly pitch?: number
}

/** A place to fly to; asked anew whenever `sequence` changes. */
export interface CameraTarget {
  readonly sequence: number
  /** `[west, south, east, north]`. */
  readonly bbox?: readonly [number, number, number, number]
  readonly center?: readonly [lng: number, lat: number]
  readonly zoom?: number
}

/** Pixels of the map covered by panels. */
export interface Padding {
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly left: number
}

/** True when two cameras show the same picture: within a metre, a hundredth of a zoom level and a tenth of a degree. */
export function sameCamera(first: Camera, second: Camera): boolean {
  return (
    Math.abs(first.lng - second.lng) < 1e-5 &&
    Math.abs(first.lat - second.lat) < 1e-5 &&
    Math.abs(first.zoom - second.zoom) < 0.01 &&
    Math.abs((first.bearing ?? 0) - (second.bearing ?? 0)) < 0.1 &&
    Math.abs((first.pitch ?? 0) - (second.pitch ?? 0)) < 0.1
  )
}
