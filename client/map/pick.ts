import type { Geometry } from 'geojson'
import type { RegionLevel } from '#model/region.ts'
import type { CellHit, Hit, RegionHit } from './hit.ts'
import type { Pickable } from './mapKey.ts'

/** What a click means: one record, a list of records at one place, a hexagon, a cell of an analysis, a region, or nothing. */
export type Pick =
  | { readonly kind: 'record'; readonly hit: Hit }
  | { readonly kind: 'stack'; readonly hits: readonly Hit[] }
  | { readonly kind: 'cell'; readonly hit: CellHit; readonly region: RegionHit | null }
  | { readonly kind: 'hotSpot'; readonly properties: Rendered['properties']; readonly region: RegionHit | null }
  | { readonly kind: 'region'; readonly hit: RegionHit }
  | { readonly kind: 'nothing' }

/** The part of a rendered feature that matters here. */
export interface Rendered {
  readonly layer: { readonly id: string }
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: Geometry
}

interface Place {
  readonly lng: number
  readonly lat: number
}

/** Points lie above stretches, stretches above grounds: a click means the finest thing under it. */
const fineness = { hazards: 2, enterprises: 2, accidents: 2, 'road-segments': 1, sites: 0 } as const

const text = (value: unknown) => (typeof value === 'string' ? value : String(value ?? ''))

function recordHit(feature: Rendered, collection: Hit['collection'], place: Place): Hit {
  const { geometry, properties } = feature
  const [lng = place.lng, lat = place.lat] = geometry.type === 'Point' ? geometry.coordinates : []
  return { collection, id: text(properties.id), lng, lat, properties }
}

function regionHit({ properties }: Rendered): RegionHit {
  return {
    code: text(properties.code),
    name: text(properties.name),
    nameEn: text(properties.nameEn),
    level: text(properties.level) as RegionLevel,
    inStatistics: properties.inStatistics !== false,
  }
}

/** Each record once, in the order drawn; a feature is rendered once a tile and once a layer. */
function distinctHits(hits: readonly Hit[]): Hit[] {
  return [...new Map(hits.map((hit) => [`${hit.collection}/${hit.id}`, hit])).values()]
}

/**
 * Decides what the features under the pointer mean, topmost first as MapLibre gives them. `layers` says what each style
 * layer shows; `place` is the pointer, used for what has no point of its own.
 */
export function choosePick(features: readonly Rendered[], layers: ReadonlyMap<string, Pickable>, place: Place): Pick {
  const known = features.flatMap((feature) => {
    const pickable = layers.get(feature.layer.id)
    return pickable ? [{ feature, pickable }] : []
  })
  const records = distinctHits(
    known.flatMap(({ feature, pickable }) =>
      pickable.kind === 'record' ? [recordHit(feature, pickable.collection, place)] : [],
    ),
  )
  const finest = Math.max(...records.map((hit) => fineness[hit.collection]))
  const best = records.filter((hit) => fineness[hit.collection] === finest)
  if (best.length > 1 && finest > 0) return { kind: 'stack', hits: best }
  if (best[0]) return { kind: 'record', hit: best[0] }
  return cellOrRegion(known, place)
}

function cellOrRegion(known: readonly { feature: Rendered; pickable: Pickable }[], place: Place): Pick {
  const ground = known.find(({ pickable }) => pickable.kind === 'region')
  const region = ground ? regionHit(ground.feature) : null
  for (const { feature, pickable } of known) {
    if (pickable.kind === 'hotSpot') return { kind: 'hotSpot', properties: feature.properties, region }
    if (pickable.kind !== 'cell') continue
    const { properties } = feature
    const hit = { collection: pickable.collection, cell: text(properties.cell), ...place, properties }
    return { kind: 'cell', hit, region }
  }
  return region ? { kind: 'region', hit: region } : { kind: 'nothing' }
}
