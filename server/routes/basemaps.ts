import { Hono } from 'hono'
import type { Basemap, Config } from '../config.ts'
import { notFound } from '../errors.ts'
import type { Services } from '../services.ts'
import { apiUrl } from './links.ts'
import { takeNoParameters } from './parseQuery.ts'
import { listPmtiles, servePmtiles } from './pmtiles.ts'
import { fetchTiandituTile, tiandituMaps, tiandituStyle } from './tianditu.ts'

/** The basemaps that the page offers beside its own: those configured, the files at hand, Tianditu with a key. */
export async function offeredBasemaps(config: Config): Promise<Basemap[]> {
  const files = config.pmtilesDirectory ? await listPmtiles(config.pmtilesDirectory) : []
  const tianditu = config.tiandituKey === null ? [] : tiandituMaps
  return [
    ...config.basemaps,
    ...files.map((name): Basemap => {
      const title = name.replace(/\.pmtiles$/, '')
      return { id: title, zh: title, en: title, url: `/api/basemaps/pmtiles/${name}`, kind: 'pmtiles' }
    }),
    ...tianditu.map(({ layer, zh, en }): Basemap => {
      return { id: `tianditu-${layer}`, zh, en, url: `/api/basemaps/tianditu/${layer}/style.json`, kind: 'style' }
    }),
  ]
}

/** Tianditu behind a proxy that keeps its key, and PMTiles files of the operator. */
export function basemapRoutes({ config, upstream }: Services) {
  function key(): string {
    if (config.tiandituKey !== null) return config.tiandituKey
    throw notFound('Tianditu is not set up: the operator sets TIANDITU_KEY')
  }
  return new Hono()
    .get('/basemaps/tianditu/:layer/style.json', (c) => {
      takeNoParameters(c)
      key()
      return c.json(tiandituStyle(c.req.param('layer'), apiUrl(c, config.publicUrl)))
    })
    .get('/basemaps/tianditu/:layer/:z/:x/:y', async (c) => {
      takeNoParameters(c)
      const { body, type } = await fetchTiandituTile(upstream, key(), c.req.param())
      c.header('Content-Type', type)
      c.header('Cache-Control', 'public, max-age=604800')
      return c.body(body)
    })
    .get('/basemaps/pmtiles/:name', async (c) => {
      takeNoParameters(c)
      if (config.pmtilesDirectory === null) throw notFound('no PMTiles are served: the operator sets PMTILES_DIRECTORY')
      return servePmtiles(c, config.pmtilesDirectory, c.req.param('name'))
    })
}
