import { Agent, get } from 'node:http'

export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** Where firms crowd: the densest of the sample's belts, and a thin one, `[lng, lat]`. */
const centres: readonly (readonly [lng: number, lat: number])[] = [
  [113.12, 23.03],
  [120.6, 31.3],
  [116.4, 39.9],
  [104.07, 30.67],
  [87.6, 43.8],
]

/** The tiles of the centres and their eight neighbours, each once. */
export function tilesAt(z: number): TileAddress[] {
  const size = 2 ** z
  const tiles = new Map<string, TileAddress>()
  for (const [lng, lat] of centres) {
    const sine = Math.sin((lat * Math.PI) / 180)
    const column = Math.floor(((lng + 180) / 360) * size)
    const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size)
    for (let step = 0; step < 9; step += 1) {
      const tile = { z, x: column + (step % 3) - 1, y: row + Math.floor(step / 3) - 1 }
      tiles.set(`${tile.x}/${tile.y}`, tile)
    }
  }
  return [...tiles.values()]
}

const agent = new Agent({ keepAlive: true })

/** The body at an address, asked for as it is. Throws for an answer that is no success. */
export async function fetchBody(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const body = Buffer.concat(chunks)
        if ((answer.statusCode ?? 500) < 300) resolve(body)
        else reject(new Error(`${url}: ${answer.statusCode} ${body.toString()}`))
      })
    }).on('error', reject)
  })
}

/** Waits until the server says that its tiles come from memory, for two minutes at most. */
export async function waitForPointIndexes(origin: string): Promise<number> {
  const start = performance.now()
  while (performance.now() - start < 120_000) {
    const figures = (await fetchBody(`${origin}/metrics`)).toString()
    if (/^atlas_point_index_ready 1$/m.test(figures)) {
      return Number(/^atlas_point_index_bytes (\S+)$/m.exec(figures)?.[1])
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the points of tiles were not in memory within two minutes')
}
