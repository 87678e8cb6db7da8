import type { FeatureCollection, LineString } from 'geojson'

/** Meridians and parallels every `stepDegrees`, clipped to what Web Mercator shows (85° north and south). */
export function graticule(stepDegrees: number): FeatureCollection<LineString> {
  const limit = 85
  const lines: [number, number][][] = []
  for (let lng = -180; lng <= 180; lng += stepDegrees) {
    lines.push([
      [lng, -limit],
      [lng, limit],
    ])
  }
  for (let lat = -Math.floor(limit / stepDegrees) * stepDegrees; lat <= limit; lat += stepDegrees) {
    lines.push([
      [-180, lat],
      [180, lat],
    ])
  }
  return {
    type: 'FeatureCollection',
    features: lines.map((coordinates) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'LineString', coordinates },
    })),
  }
}
