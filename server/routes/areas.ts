import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type AreaFeature, type AreaGeometry, maxAreaBytes, type StoredArea } from '#contract/areas.ts'
import { badParameter, notFound, ProblemError } from '../errors.ts'
import { readArea, storeArea } from '../queries/areas.ts'
import type { Services } from '../services.ts'
import { parseArea } from './areaGeometry.ts'
import { apiUrl } from './links.ts'
import { takeNoParameters } from './parseQuery.ts'

function tooLarge(): never {
  throw new ProblemError(413, `the area is larger than ${maxAreaBytes} bytes: simplify it`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw badParameter('body', text.slice(0, 60), `JSON: ${error instanceof Error ? error.message : ''}`)
  }
}

/** Polygons that people drew; their ids serve in the filter `area`. */
export function areaRoutes({ config, database }: Services) {
  return new Hono()
    .post('/areas', bodyLimit({ maxSize: maxAreaBytes, onError: tooLarge }), async (c) => {
      takeNoParameters(c)
      const type = c.req.header('Content-Type') ?? 'application/geo+json'
      if (!/json/.test(type)) throw new ProblemError(415, `${type} is not JSON: send application/geo+json`)
      const stored = await storeArea(database, parseArea(parseJson(await c.req.text())))
      c.header('Location', `${apiUrl(c, config.publicUrl)}/areas/${stored.id}`)
      return c.json<StoredArea, 201>({ id: stored.id, areaKm2: stored.areaKm2 }, 201)
    })
    .get('/areas/:id', async (c) => {
      takeNoParameters(c)
      const area = await readArea(database, c.req.param('id'))
      if (!area) throw notFound(`there is no area "${c.req.param('id')}"`)
      c.header('Cache-Control', 'private, max-age=31536000, immutable')
      const { id, areaKm2 } = area
      const geometry = area.geometry as AreaGeometry
      return c.json<AreaFeature>({ type: 'Feature', id, geometry, properties: { areaKm2 } })
    })
}
