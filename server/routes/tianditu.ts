import { badParameter, badParameters, ProblemError } from '../errors.ts'
import { tileOrdinal } from '#contract/parameters.ts'

/** The tile layers of Tianditu in Web Mercator: maps and, over each, its labels. */
export const tiandituMaps = [
  { layer: 'vec', labels: 'cva', zh: '天地图矢量', en: 'Tianditu vector' },
  { layer: 'img', labels: 'cia', zh: '天地图影像', en: 'Tianditu imagery' },
  { layer: 'ter', labels: 'cta', zh: '天地图地形', en: 'Tianditu terrain' },
] as const
const layers: readonly string[] = [...tiandituMaps.flatMap(({ layer, labels }) => [layer, labels]), 'ibo']
const maxZoom = 18
const timeoutMs = 10_000
const servers = 8

type TilePath = { layer: string; z: string; x: string; y: string }

function checked({ layer, z, x, y }: TilePath): { layer: string; z: number; x: number; y: number } {
  if (!layers.includes(layer)) throw badParameter('layer', layer, `one of ${layers.join(', ')}`)
  const zoom = /^\d{1,2}$/.test(z) ? Number(z) : NaN
  if (!(zoom >= 1 && zoom <= maxZoom)) throw badParameter('z', z, `an integer from 1 to ${maxZoom}`)
  const ordinal = tileOrdinal(zoom)
  const faults = Object.entries({ x, y }).flatMap(([name, value]) => {
    const message = ordinal.safeParse(value).error?.issues[0]?.message
    return message ? [{ name, value, allowed: message }] : []
  })
  if (faults.length > 0) throw badParameters(faults)
  return { layer, z: zoom, x: Number(x), y: Number(y) }
}

function addressOf(path: ReturnType<typeof checked>, key: string): string {
  const query = new URLSearchParams({
    SERVICE: 'WMTS',
    REQUEST: 'GetTile',
    VERSION: '1.0.0',
    LAYER: path.layer,
    STYLE: 'default',
    TILEMATRIXSET: 'w',
    FORMAT: 'tiles',
    TILECOL: String(path.x),
    TILEROW: String(path.y),
    TILEMATRIX: String(path.z),
    tk: key,
  })
  return `https://t${(path.x + path.y) % servers}.tianditu.gov.cn/${path.layer}_w/wmts?${query.toString()}`
}

/**
 * One tile of Tianditu. Throws 400 for a path out of range, 502 when Tianditu refuses or does not answer; the key is
 * in no message.
 */
export async function fetchTiandituTile(
  upstream: typeof fetch,
  key: string,
  path: TilePath,
): Promise<{ body: ReadableStream; type: string }> {
  const address = addressOf(checked(path), key)
  const response = await upstream(address, { signal: AbortSignal.timeout(timeoutMs) }).catch((cause: Error) => {
    throw new ProblemError(502, `Tianditu does not answer (${cause.name})`, { cause })
  })
  const type = response.headers.get('Content-Type') ?? ''
  if (response.ok && response.body && type.startsWith('image/')) return { body: response.body, type }
  const quota = response.status === 429 ? ': the quota of the key is used up' : ''
  throw new ProblemError(502, `Tianditu answered ${response.status} (${type || 'no content type'})${quota}`)
}

/** A MapLibre style of one map and its labels. Throws 400 for a layer that is no map. */
export function tiandituStyle(layer: string, api: string): object {
  const map = tiandituMaps.find((candidate) => candidate.layer === layer)
  if (!map) throw badParameter('layer', layer, `one of ${tiandituMaps.map((known) => known.layer).join(', ')}`)
  const source = (name: string) => ({
    type: 'raster',
    tiles: [`${api}/basemaps/tianditu/${name}/{z}/{x}/{y}`],
    tileSize: 256,
    minzoom: 1,
    maxzoom: maxZoom,
    attribution: '天地图',
  })
  return {
    version: 8,
    name: map.zh,
    sources: { [map.layer]: source(map.layer), [map.labels]: source(map.labels) },
    layers: [map.layer, map.labels].map((name) => ({ id: name, type: 'raster', source: name })),
  }
}
