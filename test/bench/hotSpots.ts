import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gridDisk, latLngToCell } from 'h3-js'
import { benjaminiHochberg } from '../../server/analysis/falseDiscovery.ts'
import { giStar } from '../../server/analysis/giStar.ts'
import { cellIds, h3Weights } from '../../server/analysis/h3Rings.ts'
import { findHotSpots } from '../../server/analysis/hotSpots.ts'
import { includeSelf, weightsFromLists } from '../../server/analysis/spatialWeights.ts'
import { exactPermutation } from '../../server/analysis/exactPermutation.ts'
import { Random } from '../helpers/random.ts'
import { formatMs, formatRatio, printTable, quantile } from './measure.ts'

const cellCount = 200_000

/** Gi* of the same cells in R: neighbours within reach of one ring, self included, as a user of spdep would. */
const script = `suppressMessages(library(spdep)); d <- read.csv(commandArgs(TRUE)[1]); t <- proc.time()[3]
nb <- include.self(dnearneigh(as.matrix(d[, c("x", "y")]), 0, 1.2)); z <- as.numeric(localG(d$value, nb2listw(nb, style = "B")))
cat(proc.time()[3] - t); write(format(z, digits = 15), commandArgs(TRUE)[2], ncolumns = 1)`

interface Peer {
  readonly ms: number
  readonly z: Float64Array
}

/** Runs R on places of which neighbours are 1 apart; null when R or spdep is not installed. */
function runSpdep(places: readonly (readonly [number, number])[], values: Float64Array): Peer | null {
  const folder = mkdtempSync(join(tmpdir(), 'spdep-'))
  try {
    const [input, output] = [join(folder, 'in.csv'), join(folder, 'out.txt')]
    writeFileSync(input, ['x,y,value', ...places.map(([x, y], cell) => `${x},${y},${values[cell]}`)].join('\n'))
    const { status, stdout } = spawnSync('Rscript', ['-e', script, input, output], { encoding: 'utf8' })
    if (status !== 0) return null
    return { ms: Number(stdout) * 1000, z: Float64Array.from(readFileSync(output, 'utf8').trim().split('\n'), Number) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Median milliseconds of five runs. */
function medianMs(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return quantile(times, 0.5)
}

/** Middles of hexagons in rows, neighbours 1 apart. */
function hexagonPlaces(count: number): [x: number, y: number][] {
  const width = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, cell) => {
    const row = Math.floor(cell / width)
    return [(cell % width) + (row % 2) / 2, (row * Math.sqrt(3)) / 2]
  })
}

/** Greatest relative difference of our Gi* of the same hexagons. */
function disagreement(places: readonly (readonly [number, number])[], values: Float64Array, peer: Peer): number {
  const width = Math.ceil(Math.sqrt(places.length))
  const lists = places.map((_, cell) => {
    const left = cell % width
    const shift = Math.floor(cell / width) % 2
    const around = [[-1, 0], [1, 0], [shift - 1, -1], [shift, -1], [shift - 1, 1], [shift, 1]] as const // prettier-ignore
    return around.flatMap(([right, up]) => {
      const other = cell + right + up * width
      return left + right >= 0 && left + right < width && other >= 0 && other < places.length ? [other] : []
    })
  })
  const { z } = giStar(values, includeSelf(weightsFromLists(lists)))
  return z.reduce((most, ours, cell) => {
    const theirs = peer.z[cell] as number
    return Math.max(most, Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs)))
  }, 0)
}

/** Gi* with exact p on 200,000 H3 cells, neighbours included, beside R spdep's Gi* (without exact p) on as many hexagons. */
export function benchHotSpots(): void {
  const random = new Random(1)
  const names = gridDisk(latLngToCell(30.2, 120.1, 8), 260).slice(0, cellCount)
  const cells = cellIds(names)
  const values = Float64Array.from(names, () => (random.chance(0.3) ? random.integer(1, 6) : 0))
  const exact = medianMs(() => {
    const weights = includeSelf(h3Weights(cells, 1))
    giStar(values, weights)
    benjaminiHochberg(exactPermutation(values, weights).twoSided)
  })
  const places = hexagonPlaces(names.length)
  const peer = runSpdep(places, values)
  printTable(`Hot spots of ${names.length.toLocaleString('en')} H3 cells`, [
    {
      name: 'neighbours, Gi*, exact p, FDR',
      ours: formatMs(exact),
      peer: peer ? formatMs(peer.ms) : 'R spdep absent',
      ratio: formatRatio(peer?.ms ?? null, exact),
      bar: '<= 1.50 s, >= 8x',
    },
    {
      name: 'findHotSpots, one ring',
      ours: formatMs(medianMs(() => findHotSpots({ cells, values, method: 'exact', rings: 1 }))),
      peer: '-',
      ratio: '-',
      bar: '',
    },
    {
      name: 'findHotSpots, adaptive over three rings',
      ours: formatMs(medianMs(() => findHotSpots({ cells, values }))),
      peer: '-',
      ratio: '-',
      bar: '',
    },
  ])
  if (peer) console.log(`  z differs from spdep's by at most ${disagreement(places, values, peer).toExponential(1)}`)
}
