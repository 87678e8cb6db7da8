import { collections, isRecordCollectionId } from '#model/collections.ts'
import type { Bbox } from '#model/bbox.ts'
import type { Link } from '#contract/ogc.ts'
import { maxTileZoom } from '#contract/parameters.ts'
import { tileMatrixSetId, tileMatrixSetUri, tileMediaType, type TileJson, type Tileset } from '#contract/tiles.ts'
import { maxRegionZoom } from './regionTiles.ts'
import { crowdedTile, fewRecords, maxTileBytes, nameZoom, recordZoom } from './representation.ts'
import {
  cellProperties,
  recordProperties,
  regionLabelProperties,
  regionProperties,
  type TileProperties,
} from './tileLayers.ts'

/** What the metadata of a tileset are made of. */
export interface TilesetSubject {
  /** A collection with a geometry. */
  readonly id: string
  /** Address of the tileset without its query. */
  readonly base: string
  /** The filter of the tiles as `?...`, or the empty string. */
  readonly search: string
  /** Null when nothing is located. */
  readonly bbox: Bbox | null
  readonly attribution: string | null
}

interface LayerDescription {
  readonly id: string
  readonly title: string
  readonly dimension: number
  readonly properties: TileProperties
}

/** Deepest zoom worth asking for: beyond it the same features come back, drawn no finer than a map can enlarge. */
const deepestUseful = 16
const dimensions = { point: 0, line: 1, polygon: 2, none: 0 } as const

const limits =
  `Up to ${fewRecords} located matches are sent as records at every zoom. More are sent as H3 hexagons with counts ` +
  `below zoom ${recordZoom} and as records from there, unless a tile would hold over ${crowdedTile} of them. ` +
  `No tile exceeds ${maxTileBytes} bytes: names (from zoom ${nameZoom}) are dropped first, then hexagons take the ` +
  'place of records, then coarser hexagons that of finer ones. A shape under a pixel is drawn as a mark of one pixel.'

function titleOf(id: string): string {
  return isRecordCollectionId(id) ? `${collections[id].zh} ${collections[id].en}` : '行政区划 Regions'
}

function layersOf(id: string): LayerDescription[] {
  const title = titleOf(id)
  if (!isRecordCollectionId(id)) {
    return [
      { id, title, dimension: 2, properties: regionProperties },
      { id: `${id}-labels`, title: `${title}: names`, dimension: 0, properties: regionLabelProperties },
    ]
  }
  const properties = id === 'supervision-actions' ? {} : recordProperties[id]
  return [
    { id, title, dimension: dimensions[collections[id].geometry], properties },
    { id: `${id}-cells`, title: `${title}: H3`, dimension: 2, properties: cellProperties(id) },
  ]
}

const maxZoomOf = (id: string): number => (id === 'regions' ? maxRegionZoom : deepestUseful)
const describe = (id: string): string =>
  id === 'regions' ? 'Provinces, cities from zoom 4, counties from zoom 6; with `parent` the children of one.' : limits

function linksOf({ base, search }: TilesetSubject): Link[] {
  const template = `${base}/{tileMatrix}/{tileRow}/{tileCol}${search}`
  return [
    { href: `${base}${search}`, rel: 'self', type: 'application/json', title: 'this tileset' },
    { href: template, rel: 'item', type: tileMediaType, title: 'the tiles', templated: true },
    {
      href: `${base}${search === '' ? '?' : `${search}&`}f=tilejson`,
      rel: 'describedby',
      type: 'application/json',
      title: 'TileJSON',
    },
    {
      href: `${base.slice(0, base.indexOf('/collections/'))}/tileMatrixSets/${tileMatrixSetId}`,
      rel: 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme',
      type: 'application/json',
      title: tileMatrixSetId,
    },
  ]
}

/** OGC API - Tiles metadata. */
export function tilesetOf(subject: TilesetSubject): Tileset {
  const { id, bbox } = subject
  const maxTileMatrix = String(id === 'regions' ? maxRegionZoom : maxTileZoom)
  const [west, south, east, north] = bbox ?? []
  const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
  const box = bbox && { lowerLeft: [west ?? 0, south ?? 0], upperRight: [east ?? 0, north ?? 0], crs: crs84 }
  return {
    title: titleOf(id),
    description: describe(id),
    dataType: 'vector',
    crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
    tileMatrixSetURI: tileMatrixSetUri,
    ...(box ? { boundingBox: box } : {}),
    layers: layersOf(id).map(({ id: layer, title, dimension, properties }) => ({
      id: layer,
      title,
      dataType: 'vector',
      geometryDimension: dimension,
      minTileMatrix: '0',
      maxTileMatrix,
      propertiesSchema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, [type, description]]) => [name, { type, description }]),
        ),
      },
    })),
    links: linksOf(subject),
  }
}

/** TileJSON 3.0.0, which MapLibre, Leaflet and OpenLayers read. */
export function tileJsonOf({ id, base, search, bbox, attribution }: TilesetSubject): TileJson {
  const maxzoom = maxZoomOf(id)
  return {
    tilejson: '3.0.0',
    name: titleOf(id),
    description: describe(id),
    ...(attribution ? { attribution } : {}),
    scheme: 'xyz',
    tiles: [`${base}/{z}/{y}/{x}${search}`],
    minzoom: 0,
    maxzoom,
    ...(bbox ? { bounds: [...bbox] } : {}),
    vector_layers: layersOf(id).map(({ id: layer, title, properties }) => ({
      id: layer,
      description: title,
      minzoom: 0,
      maxzoom,
      fields: Object.fromEntries(
        Object.entries(properties).map(([name, [type, description]]) => [name, `${type}: ${description}`]),
      ),
    })),
  }
}
