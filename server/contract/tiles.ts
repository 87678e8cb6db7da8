import * as z from 'zod'
import { bboxSchema, linkSchema } from './ogc.ts'

export const tileMatrixSetId = 'WebMercatorQuad'
export const tileMatrixSetUri = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad'
export const tileMediaType = 'application/vnd.mapbox-vector-tile'

const tileLayerSchema = z.object({
  id: z.string(),
  title: z.string(),
  dataType: z.literal('vector'),
  geometryDimension: z.int().min(0).max(2),
  minTileMatrix: z.string(),
  maxTileMatrix: z.string(),
  propertiesSchema: z.record(z.string(), z.unknown()),
})

/** OGC API - Tiles: metadata of a tileset. */
export const tilesetSchema = z.object({
  title: z.string(),
  description: z.string(),
  dataType: z.literal('vector'),
  crs: z.string(),
  tileMatrixSetURI: z.string(),
  boundingBox: z
    .object({ lowerLeft: z.array(z.number()), upperRight: z.array(z.number()), crs: z.string() })
    .optional(),
  layers: z.array(tileLayerSchema),
  links: z.array(linkSchema),
})
export type Tileset = z.infer<typeof tilesetSchema>

export const tilesetsSchema = z.object({
  links: z.array(linkSchema),
  tilesets: z.array(
    tilesetSchema.pick({ title: true, dataType: true, crs: true, tileMatrixSetURI: true, links: true }),
  ),
})
export type Tilesets = z.infer<typeof tilesetsSchema>

/** TileJSON 3.0.0. */
export const tileJsonSchema = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  description: z.string(),
  attribution: z.string().optional(),
  scheme: z.literal('xyz'),
  tiles: z.array(z.string()),
  minzoom: z.int(),
  maxzoom: z.int(),
  bounds: bboxSchema.optional(),
  vector_layers: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      minzoom: z.int(),
      maxzoom: z.int(),
      fields: z.record(z.string(), z.string()),
    }),
  ),
})
export type TileJson = z.infer<typeof tileJsonSchema>
