import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from '../../server/database/database.ts'
import { recordZoom, resolutionAt } from '../../server/tiles/representation.ts'
import type { TileAddress } from './tileRequests.ts'

/** Tiles of the same enterprises by the means a PostGIS user has: a GiST index, ST_HexagonGrid and ST_AsMVT. */
export interface PostgisTiles {
  /** Bytes of the tile, asked for over the driver alone. */
  read(tile: TileAddress): Promise<number>
  /** Where the same tiles are served over HTTP, as a page needs them: `/{z}/{y}/{x}`. */
  readonly origin: string
  close(): Promise<void>
}

/** Mean edge of an H3 cell by resolution in metres (h3geo.org, "Tables of Cell Statistics Across Resolutions"). */
const edgeMeters = [1281256, 483057, 182513, 68979, 26072, 9854, 3725, 1406, 531, 201, 76, 29, 11]

const pointTile = `
  select st_asmvt(t, 'enterprises', 4096, 'geom') as tile from (
    select enterprise_id as id, sector, risk_level as risk, status,
      st_asmvtgeom(geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom
    from enterprise where geom && st_tileenvelope($1, $2, $3, margin => 0.015)
  ) t`

const hexagonTile = `
  select st_asmvt(t, 'enterprises-cells', 4096, 'geom') as tile from (
    select count(*) as count, mode() within group (order by e.sector) as sector,
      st_asmvtgeom(hexagon.geom, st_tileenvelope($1, $2, $3), 4096, 64) as geom
    from st_hexagongrid($4, st_tileenvelope($1, $2, $3)) hexagon join enterprise e on st_intersects(e.geom, hexagon.geom)
    group by hexagon.geom
  ) t`

async function* lines(store: Database): AsyncGenerator<string> {
  const rows = await store.query<{
    enterprise_id: string
    sector: string
    risk_level: string
    status: string
    lng: number
    lat: number
  }>('select enterprise_id, sector, risk_level, status, lng, lat from enterprise where lng is not null')
  for (const row of rows)
    yield `${[row.enterprise_id, row.sector, row.risk_level, row.status, row.lng, row.lat].join(',')}\n`
}

/** The least server that gives a page its tiles. */
async function serve(read: (tile: TileAddress) => Promise<Buffer>): Promise<Server> {
  const server = createServer((request, answer) => {
    const [z = 0, y = 0, x = 0] = (request.url ?? '').split('/').slice(1).map(Number)
    read({ z, x, y }).then(
      (tile) => answer.setHeader('Content-Type', 'application/vnd.mapbox-vector-tile').end(tile),
      (error: unknown) => answer.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Copies the enterprises of the store into the peer and indexes them. */
export async function loadPostgisTiles(url: string, store: Database): Promise<PostgisTiles> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    'create unlogged table raw (enterprise_id text, sector text, risk_level text, status text, lng float8, lat float8)',
  )
  await pipeline(Readable.from(lines(store)), client.query(copyFrom('copy raw from stdin csv')))
  await client.query(`create table enterprise as
    select enterprise_id, sector, risk_level, status, st_transform(st_setsrid(st_makepoint(lng, lat), 4326), 3857) as geom
    from raw order by st_geohash(st_setsrid(st_makepoint(lng, lat), 4326))`)
  await client.query('create index on enterprise using gist (geom)')
  await client.query('vacuum analyze enterprise')
  const read = async ({ z, x, y }: TileAddress): Promise<Buffer> => {
    const edge = (edgeMeters[resolutionAt(z)] ?? 11) / Math.cos((32 * Math.PI) / 180)
    const { rows } = await client.query<{ tile: Buffer }>(
      z < recordZoom ? { text: hexagonTile, values: [z, x, y, edge] } : { text: pointTile, values: [z, x, y] },
    )
    return rows[0]?.tile ?? Buffer.alloc(0)
  }
  const server = await serve(read)
  return {
    read: async (tile) => (await read(tile)).length,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await client.end()
    },
  }
}
