import { Hono } from 'hono'
import { jsonFormatParameter } from '#contract/parameters.ts'
import type { Conformance, LandingPage } from '#contract/ogc.ts'
import type { Services } from '../services.ts'
import { apiUrl, link } from './links.ts'
import { buildOpenApi, openApiType } from './openApi.ts'
import { apiPage } from './apiPage.ts'
import { parseQuery, queryOf } from './parseQuery.ts'

/** The conformance classes of OGC API - Features, - Tiles and - Common that the API keeps. */
const conformanceClasses = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tileset',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/tilesets-list',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/geodata-tilesets',
  'http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt',
]

const apiTitle = 'Hazard Atlas 重大事故隐患一张图'
const description =
  'Hazards, enterprises, dangerous road segments, accidents and sites on one map: records as OGC API - Features, ' +
  'vector tiles as OGC API - Tiles, statistics as JSON. Coordinates are WGS-84.'

/** Landing page, conformance, the definition of the API and a page to read it. */
export function landingRoutes({ config }: Services) {
  return new Hono()
    .get('/', (c) => {
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      const api = apiUrl(c, config.publicUrl)
      const json = 'application/json'
      return c.json<LandingPage>({
        title: apiTitle,
        description,
        ...(config.mapApprovalNo ? { attribution: config.mapApprovalNo } : {}),
        links: [
          link(api, 'self', json, 'this page'),
          link(`${api}/openapi.json`, 'service-desc', openApiType, 'definition of the API, OpenAPI 3.0'),
          link(`${api}/api.html`, 'service-doc', 'text/html', 'the API to read'),
          link(`${api}/conformance`, 'conformance', json, 'conformance classes'),
          link(`${api}/collections`, 'data', json, 'collections'),
          link(
            `${api}/tileMatrixSets/WebMercatorQuad`,
            'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes',
            json,
            'the tile matrix set of all tiles',
          ),
        ],
      })
    })
    .get('/conformance', (c) => {
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      return c.json<Conformance>({ conformsTo: conformanceClasses })
    })
    .get('/openapi.json', (c) => {
      parseQuery(queryOf(c), { parameters: { f: jsonFormatParameter } })
      c.header('Content-Type', openApiType)
      return c.body(JSON.stringify(buildOpenApi(apiUrl(c, config.publicUrl))))
    })
    .get('/api.html', (c) => c.html(apiPage(buildOpenApi(apiUrl(c, config.publicUrl)))))
}
