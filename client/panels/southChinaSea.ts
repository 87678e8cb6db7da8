import type { FeatureCollection } from 'geojson'

type Pair = readonly [number, number]

interface InsetRegion {
  readonly geometries: readonly { readonly exterior?: readonly Pair[] }[]
}

/** ECharts hangs the picture at this place and squeezes it for its own projection; both are taken back here. */
const anchor = { lng: 126, lat: 25, lngPerUnit: 1 / 10.5, latPerUnit: 0.75 / 10.5 } as const
/** Units of the picture in a degree: so few degrees near the equator that no projection bends them. */
const unitsPerDegree = 100

const unhang = ([lng, lat]: Pair): [number, number] => [
  (lng - anchor.lng) / anchor.lngPerUnit / unitsPerDegree,
  (lat - anchor.lat) / anchor.latPerUnit / unitsPerDegree,
]

/**
 * The islands of the South China Sea with the dashes around them, as ECharts carries them: a picture for an inset, its
 * positions are not places on the earth. The frame, its last shape, is left out because the inset draws its own.
 */
export async function loadSouthChinaSea(): Promise<FeatureCollection> {
  const { default: addInset } = await import('echarts/lib/coord/geo/fix/nanhai.js')
  const regions: InsetRegion[] = []
  addInset('china', regions)
  const shapes = regions.flatMap(({ geometries }) => geometries.map(({ exterior }) => exterior ?? [])).slice(0, -1)
  return {
    type: 'FeatureCollection',
    features: shapes.map((exterior) => ({
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [exterior.map(unhang)] },
    })),
  }
}
