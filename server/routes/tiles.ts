import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type CollectionId, collections, isRecordCollectionId, type RecordCollectionId } from '#model/collections.ts'
import { type Filter, printFilter } from '#model/filter.ts'
import {
  jsonFormatParameter,
  maxTileZoom,
  regionCodeParameter,
  tileFormatParameter,
  tilesetFormatParameter,
  tileVersionParameter,
} from '#contract/parameters.ts'
import { tileMatrixSetId, tileMediaType, type Tilesets } from '#contract/tiles.ts'
import { badParameter, notFound } from '../errors.ts'
import { type Overview, readOverview } from '../queries/overview.ts'
import { isPointCollection } from '../queries/pointRows.ts'
import { resolveFilter } from '../queries/resolveFilter.ts'
import type { Services } from '../services.ts'
import { buildTile, type TileSource } from '../tiles/buildTile.ts'
import { maxRegionZoom } from '../tiles/regionTiles.ts'
import { indexTileSource } from '../tiles/indexTileSource.ts'
import { isIndexed } from '../tiles/rowTest.ts'
import { storeTileSource } from '../tiles/storeTileSource.ts'
import type { Tile } from '../tiles/tileGrid.ts'
import { webMercatorQuad } from '../tiles/tileMatrixSet.ts'
import { tileJsonOf, tilesetOf, type TilesetSubject } from '../tiles/tileset.ts'
import { collectionBox } from './collectionBox.ts'
import { etagOf, notModified } from './conditional.ts'
import { apiUrl, link } from './links.ts'
import { parseQuery, queryOf } from './parseQuery.ts'
import { knownMatrixSet, parseTile } from './tileAddress.ts'

/** Collections with tiles: all that have a geometry. */
export function hasTiles(id: string): id is CollectionId {
  return id === 'regions' || (isRecordCollectionId(id) && collections[id].geometry !== 'none')
}

function tiledCollection(id: string): CollectionId {
  if (hasTiles(id)) return id
  throw notFound(`there are no tiles of "${id}"; there are tiles of the collections with a geometry`)
}

export const tileParameters = { v: tileVersionParameter, parent: regionCodeParameter.optional() }

interface TileQuery<Format> {
  readonly filter: Filter
  readonly parent: string | null
  readonly f: Format
}

/** Reads what decides the content of a tile: regions take `parent`, every other collection its filters. */
function tileQueryReader<Format>(f: z.ZodType<Format>): (c: Context, id: string) => TileQuery<Format> {
  const { v, parent } = tileParameters
  const [ofRecords, ofRegions] = [
    { v, f },
    { v, parent, f },
  ]
  return (c, id) => {
    const subject = `the collection ${id}`
    const query = queryOf(c)
    if (isRecordCollectionId(id)) {
      const { filters } = collections[id]
      const { filter, parameters } = parseQuery(query, { parameters: ofRecords, filters, subject })
      return { filter, parent: null, f: parameters.f as Format }
    }
    const { parameters } = parseQuery(query, { parameters: ofRegions, subject })
    return { filter: {}, parent: parameters.parent ?? null, f: parameters.f as Format }
  }
}

const readTileQuery = tileQueryReader(tileFormatParameter)
const readTilesetQuery = tileQueryReader(tilesetFormatParameter)

/** Vector tiles of every collection with a geometry, their metadata, and the tile matrix set. */
export function tileRoutes({ config, database, pointIndexes, regions, tiles }: Services) {
  async function describe(c: Context, id: CollectionId): Promise<TilesetSubject> {
    const overview = await readOverview(database)
    const bbox = collectionBox(id, overview, await regions.at(overview.dataVersion))
    const query = new URLSearchParams(queryOf(c))
    query.delete('f')
    const base = `${apiUrl(c, config.publicUrl)}/collections/${id}/tiles/${tileMatrixSetId}`
    const search = query.size > 0 ? `?${query.toString()}` : ''
    return { id, base, search, bbox, attribution: config.mapApprovalNo }
  }

  /** Out of memory where an index stands and tells what the filter keeps, else out of the store. */
  async function tileSource(id: RecordCollectionId, filter: Filter, overview: Overview): Promise<TileSource> {
    const resolved = await resolveFilter(database, id, filter, overview)
    const index = isPointCollection(id) ? pointIndexes.get(id, overview.dataVersion) : null
    return index && isIndexed(resolved)
      ? indexTileSource(database, resolved, index)
      : storeTileSource(database, resolved)
  }

  async function recordTile(
    id: RecordCollectionId,
    tile: Tile,
    filter: Filter,
    { key, state }: { key: string; state: Overview },
  ): Promise<Uint8Array> {
    return tiles.get(key, async () => (await buildTile(await tileSource(id, filter, state), tile)).bytes)
  }

  async function regionTile(tile: Tile, parent: string | null, key: string, dataVersion: string): Promise<Uint8Array> {
    const set = await regions.at(dataVersion)
    if (parent !== null && !set.byCode.has(parent)) throw badParameter('parent', parent, 'the code of a region')
    return tiles.get(key, () => set.tiles.build(tile, parent))
  }

  return new Hono()
    .get('/tileMatrixSets', (c) => {
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      const api = apiUrl(c, config.publicUrl)
      const self = link(`${api}/tileMatrixSets/${tileMatrixSetId}`, 'self', 'application/json', 'definition')
      return c.json({ tileMatrixSets: [{ id: tileMatrixSetId, title: webMercatorQuad.title, links: [self] }] })
    })
    .get('/tileMatrixSets/:set', (c) => {
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      knownMatrixSet(c.req.param('set'))
      return c.json(webMercatorQuad)
    })
    .get('/collections/:id/tiles', async (c) => {
      const id = tiledCollection(c.req.param('id'))
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      const { title, dataType, crs, tileMatrixSetURI, links } = tilesetOf(await describe(c, id))
      const self = link(
        `${apiUrl(c, config.publicUrl)}/collections/${id}/tiles`,
        'self',
        'application/json',
        'this list',
      )
      return c.json<Tilesets>({ links: [self], tilesets: [{ title, dataType, crs, tileMatrixSetURI, links }] })
    })
    .get('/collections/:id/tiles/:set', async (c) => {
      const id = tiledCollection(c.req.param('id'))
      knownMatrixSet(c.req.param('set'))
      const { f } = readTilesetQuery(c, id)
      const description = await describe(c, id)
      return f === 'tilejson' ? c.json(tileJsonOf(description)) : c.json(tilesetOf(description))
    })
    .get('/collections/:id/tiles/:set/:z/:y/:x', async (c) => {
      const id = tiledCollection(c.req.param('id'))
      knownMatrixSet(c.req.param('set'))
      const tile = parseTile(c.req.param(), id === 'regions' ? maxRegionZoom : maxTileZoom)
      const { filter, parent } = readTileQuery(c, id)
      const state = await readOverview(database)
      const key = `${id}/${tile.z}/${tile.y}/${tile.x}?${parent ?? ''}&${printFilter(filter).toString()}`
      const unchanged = notModified(c, etagOf(state, key))
      if (unchanged) return unchanged
      const cacheKey = `${state.dataVersion} ${state.asOf} ${key}`
      const bytes = isRecordCollectionId(id)
        ? await recordTile(id, tile, filter, { key: cacheKey, state })
        : await regionTile(tile, parent, cacheKey, state.dataVersion)
      if (bytes.length === 0) return c.body(null, 204)
      c.header('Content-Type', tileMediaType)
      return c.body(bytes as Uint8Array<ArrayBuffer>)
    })
}
