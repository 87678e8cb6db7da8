import { emergingHotSpots } from '../../server/analysis/emergingHotSpots.ts'
import type { SpaceTimeCube } from '../../server/analysis/spaceTimeCube.ts'
import { hexagonField, noiseCounts } from '../helpers/noiseCubes.ts'
import { Random } from '../helpers/random.ts'
import { type BenchRow, formatMs, formatRatio, printTable, quantile } from './measure.ts'
import { peerVersion, rSpdep, runScript, withFolder, writeNumbers } from './peerScript.ts'

const runs = 5
const steps = 24
const fields = [
  { width: 250, height: 200 },
  { width: 500, height: 300 },
  { width: 1000, height: 500 },
] as const

/** Neighbours of every bin, 1-based, and how many each has: the list that spdep takes. */
function binLists({ weights }: SpaceTimeCube): { neighbor: Int32Array; count: Int32Array } {
  const { start, neighbor } = weights
  const cells = start.length - 1
  const lists = new Int32Array(neighbor.length * (2 * steps - 1))
  const count = new Int32Array(cells * steps)
  let to = 0
  for (let cell = 0; cell < cells; cell++) {
    for (let step = 0; step < steps; step++) {
      const before = to
      for (let at = start[cell] as number; at < (start[cell + 1] as number); at++) {
        const first = (neighbor[at] as number) * steps + step + 1
        if (step > 0) lists[to++] = first - 1
        lists[to++] = first
      }
      count[cell * steps + step] = to - before
    }
  }
  return { neighbor: lists, count }
}

/** Milliseconds of R for the scores and adjusted p alone: no exact p, no trend, no pattern. */
function measureSpdep(cube: SpaceTimeCube): number {
  return withFolder((folder) => {
    const { neighbor, count } = binLists(cube)
    writeNumbers(folder, 'values', Float64Array.from(cube.values))
    writeNumbers(folder, 'neighbor', neighbor)
    writeNumbers(folder, 'count', count)
    const script = `
      suppressMessages(library(spdep))
      x <- readBin("values", "double", ${cube.values.length})
      count <- readBin("count", "integer", ${count.length})
      nb <- unname(split(readBin("neighbor", "integer", ${neighbor.length}), rep(seq_along(count), count)))
      class(nb) <- "nb"
      attr(nb, "region.id") <- as.character(seq_along(count))
      attr(nb, "self.included") <- TRUE
      cat(system.time({
        z <- as.numeric(localG(x, nb2listw(nb, style = "B")))
        q <- p.adjust(2 * pnorm(-abs(z)), "BH")
      })[["elapsed"]] * 1000)`
    return Number(runScript(rSpdep, script, folder))
  })
}

/** Emerging hot spots of noise, sparse as hazards are, at 50, 150 and 500 thousand cells. */
export function benchEmerging(): void {
  const random = new Random(12)
  const version = peerVersion(rSpdep)
  const rows: BenchRow[] = []
  for (const { width, height } of fields) {
    const cells = width * height
    const cube = { values: noiseCounts(random, cells * steps, 0.5, 0.5), steps, weights: hexagonField(width, height) }
    emergingHotSpots(cube)
    const samples = Array.from({ length: runs }, () => {
      const start = performance.now()
      emergingHotSpots(cube)
      return performance.now() - start
    })
    const ours = quantile(samples, 0.5)
    const peer = version !== null && rows.length === 0 ? measureSpdep(cube) : null
    rows.push({
      name: `${cells.toLocaleString('en')} cells${peer === null ? '' : ` (R spdep ${version}: localG and BH alone)`}`,
      ours: formatMs(ours),
      peer: peer === null ? '-' : formatMs(peer),
      ratio: formatRatio(peer, ours),
      bar: '',
    })
  }
  printTable(`Emerging hot spots over ${steps} steps: exact p, false discovery, trend, pattern`, rows)
}
