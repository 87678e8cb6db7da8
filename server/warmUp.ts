import { nationCode } from '#model/region.ts'

/** The tiles that the nation takes on a usual screen. */
const zoom = 3
const rows = [2, 3]
const columns = [5, 6, 7]

/** Paths of the tiles that a page over the whole nation asks for: its ground, the regions to be coloured, the hazards. */
function firstTiles(): string[] {
  const places = rows.flatMap((row) => columns.map((column) => `${zoom}/${row}/${column}`))
  const pathsOf = (collection: string, query = '') =>
    places.map((place) => `/api/collections/${collection}/tiles/WebMercatorQuad/${place}${query}`)
  return [...pathsOf('regions'), ...pathsOf('regions', `?parent=${nationCode}`), ...pathsOf('hazards')]
}

/**
 * Asks the server what its first page will ask, packed as browsers take it, so that the answers are kept by then.
 * An answer that fails is left to whoever asks again.
 */
export async function warmUp(ask: (path: string, init: RequestInit) => Response | Promise<Response>): Promise<void> {
  const headers = { 'Accept-Encoding': 'br' }
  await Promise.all(firstTiles().map((path) => ask(path, { headers })))
}
