import type { Feature, FeatureCollection, Position } from 'geojson'
import type { RegionCollection, RegionGeometry } from './regionCollection.ts'
import { rewind } from './regionGeometry.ts'

export interface InsetProperties {
  /** `coast`: mainland and Hainan; `dash`: a stroke of the dashed line; `island`: the reefs and islands of 三沙. */
  readonly kind: 'coast' | 'dash' | 'island'
}

/**
 * The drawing of 南海诸岛 in Apache ECharts (lib/coord/geo/fix/nanhai.js, Apache-2.0), in its own box of 64 by 93.1,
 * y down: coast, Hainan, then nine dashes from Vietnam round to Taiwan. The tenth, east of Taiwan, is outside its box.
 */
// prettier-ignore
const coasts: readonly Position[][] = [
  [[0, 3.5], [7, 11.2], [15, 11.9], [30, 7], [42, 0.7], [52, 0.7], [56, 7.7], [59, 0.7], [64, 0.7], [64, 0], [5, 0]],
  [[13, 16.1], [19, 14.7], [16, 21.7], [11, 23.1]],
]
// prettier-ignore
const dashes: readonly Position[][] = [
  [[12, 32.2], [14, 38.5], [15, 38.5], [13, 32.2]],
  [[16, 47.6], [12, 53.2], [13, 53.2], [18, 47.6]],
  [[6, 64.4], [8, 70], [9, 70], [8, 64.4]],
  [[23, 82.6], [29, 79.8], [30, 79.8], [25, 82.6]],
  [[37, 70.7], [43, 62.3], [44, 62.3], [39, 70.7]],
  [[48, 51.1], [51, 45.5], [53, 45.5], [50, 51.1]],
  [[51, 35], [51, 28.7], [53, 28.7], [53, 35]],
  [[52, 22.4], [55, 17.5], [56, 17.5], [53, 22.4]],
  [[58, 12.6], [62, 7], [63, 7], [60, 12.6]],
]

const boxOrigin = { lng: 106.18, lat: 23.71 }
const degreesPerUnit = 0.2475
const islandsCode = '460300'

/**
 * Shapes of the South China Sea inset, [lng, lat]. The islands stand where they are; coast and dashes are a schematic
 * drawing laid under them with one scale, right to about 0.7 degree: good for an inset of a few centimetres, not for
 * the map itself. Regions without 三沙 (460300) give the drawing alone.
 */
export function southChinaSeaInset(regions: RegionCollection): FeatureCollection<RegionGeometry, InsetProperties> {
  const islands = regions.region(islandsCode) === undefined ? [] : [regions.geometry(islandsCode, 'light')]
  return {
    type: 'FeatureCollection',
    features: [
      ...coasts.map((ring) => insetFeature('coast', fromBox(ring))),
      ...islands.map((geometry) => insetFeature('island', geometry)),
      ...dashes.map((ring) => insetFeature('dash', fromBox(ring))),
    ],
  }
}

function insetFeature(
  kind: InsetProperties['kind'],
  geometry: RegionGeometry,
): Feature<RegionGeometry, InsetProperties> {
  return { type: 'Feature', properties: { kind }, geometry }
}

function fromBox(ring: readonly Position[]): RegionGeometry {
  const positions = ring.map(([x = 0, y = 0]) => [
    Number((boxOrigin.lng + x * degreesPerUnit).toFixed(3)),
    Number((boxOrigin.lat - y * degreesPerUnit).toFixed(3)),
  ])
  return rewind({ type: 'Polygon', coordinates: [[...positions, positions[0] ?? []]] })
}
