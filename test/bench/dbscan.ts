import { type Clusters, dbscanPlane, dbscanSphere, pointKind } from '../../server/analysis/dbscan.ts'
import { Random } from '../helpers/random.ts'
import { type BenchRow, formatMs, formatRatio, printTable, quantile } from './measure.ts'
import {
  type PeerLanguage,
  peerVersion,
  rDbscan,
  readIntegers,
  runScript,
  scikitLearn,
  withFolder,
  writeNumbers,
} from './peerScript.ts'

const pointCount = 1_000_000
const sideMeters = 100_000
const minPoints = 10
const runs = 3
const metersPerDegree = (6_371_008.8 * Math.PI) / 180

interface PointSet {
  readonly name: string
  readonly maxDistance: number
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Points spread evenly, and seven tenths of them in 3,000 knots of unlike width. */
function pointSets(): PointSet[] {
  const random = new Random(11)
  const uniform = () => new Float64Array(pointCount).map(() => random.next() * sideMeters)
  const knots = Array.from({ length: 3000 }, () => ({
    x: random.next() * sideMeters,
    y: random.next() * sideMeters,
    width: 100 + 900 * random.next(),
  }))
  const clustered = { x: uniform(), y: uniform() }
  const jitter = () => random.next() + random.next() + random.next() - 1.5
  for (let point = 0; point < 0.7 * pointCount; point++) {
    const knot = random.pick(knots)
    clustered.x[point] = knot.x + knot.width * jitter()
    clustered.y[point] = knot.y + knot.width * jitter()
  }
  // So far apart that a point has ten neighbours on average, which leaves half of them on the edge of being core.
  const even = Math.sqrt((minPoints * sideMeters ** 2) / (Math.PI * pointCount))
  return [
    { name: 'evenly spread', maxDistance: even, x: uniform(), y: uniform() },
    { name: 'in knots', maxDistance: 100, ...clustered },
  ]
}

function measure(work: () => Clusters): { ms: number; clusters: Clusters } {
  let clusters = work()
  const samples = Array.from({ length: runs }, () => {
    const start = performance.now()
    clusters = work()
    return performance.now() - start
  })
  return { ms: quantile(samples, 0.5), clusters }
}

const rScript = ({ maxDistance }: PointSet) => `
  library(dbscan)
  xy <- matrix(readBin("xy", "double", ${2 * pointCount}), ncol = 2)
  times <- sapply(1:${runs}, function(i) system.time(
    found <<- dbscan(xy, eps = ${maxDistance}, minPts = ${minPoints}))[["elapsed"]])
  writeBin(as.integer(found$cluster - 1L), "labels")
  cat(median(times) * 1000)`

const pythonScript = ({ maxDistance }: PointSet) => `
import numpy as np, time
from sklearn.cluster import DBSCAN
xy = np.fromfile("xy").reshape(2, ${pointCount}).T.copy()
start = time.time()
found = DBSCAN(eps=${maxDistance}, min_samples=${minPoints}).fit(xy)
print((time.time() - start) * 1000)
found.labels_.astype("int32").tofile("labels")`

function runPeer(language: PeerLanguage, script: string, { x, y }: PointSet): { ms: number; labels: Int32Array } {
  return withFolder((folder) => {
    const xy = new Float64Array(2 * pointCount)
    xy.set(x)
    xy.set(y, pointCount)
    writeNumbers(folder, 'xy', xy)
    return { ms: Number(runScript(language, script, folder)), labels: readIntegers(folder, 'labels') }
  })
}

/** Points whose answers differ: noise against cluster, or core points whose clusters do not map one to one. */
function differences({ cluster, kind }: Clusters, labels: Int32Array): number {
  const theirs = new Map<number, number>()
  const mine = new Map<number, number>()
  let different = 0
  for (const [point, label] of labels.entries()) {
    const own = cluster[point] as number
    if (label < 0 !== own < 0) different++
    if (kind[point] !== pointKind.core) continue
    if (!theirs.has(own)) theirs.set(own, label)
    if (!mine.has(label)) mine.set(label, own)
    if (theirs.get(own) !== label || mine.get(label) !== own) different++
  }
  return different
}

/** DBSCAN of a million points in the plane against R and scikit-learn, and on the sphere, where neither is as fast. */
export function benchDbscan(): void {
  const peers = [
    { language: rDbscan, script: rScript },
    { language: scikitLearn, script: pythonScript },
  ].map((peer) => ({ ...peer, version: peerVersion(peer.language) }))
  const rows: BenchRow[] = []
  for (const set of pointSets()) {
    const options = { maxDistance: set.maxDistance, minPoints }
    const plane = measure(() => dbscanPlane(set.x, set.y, options))
    const lng = set.x.map((value) => 110 + value / metersPerDegree)
    const lat = set.y.map((value) => value / metersPerDegree - 0.45)
    const sphere = measure(() => dbscanSphere(lng, lat, options))
    for (const { language, script, version } of peers) {
      const peer = version === null ? null : runPeer(language, script(set), set)
      const same = peer ? `${differences(plane.clusters, peer.labels)} points differ` : 'not installed'
      rows.push({
        name: `${set.name}, plane: ${language.name} ${version ?? ''} (${same})`,
        ours: formatMs(plane.ms),
        peer: peer ? formatMs(peer.ms) : '-',
        ratio: formatRatio(peer?.ms ?? null, plane.ms),
        bar: language === rDbscan ? '>= 2x' : '',
      })
    }
    rows.push({
      name: `${set.name}, sphere (${sphere.clusters.clusterCount} clusters)`,
      ours: formatMs(sphere.ms),
      peer: '-',
      ratio: '-',
      bar: '<= 1 s',
    })
  }
  printTable(`DBSCAN of ${pointCount.toLocaleString('en')} points, at least ${minPoints} in reach`, rows)
}
