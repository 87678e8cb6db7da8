import { loadGeography } from './geography.ts'
import { planSample } from './sample.ts'
import { scales } from './calibration.ts'
import { storedLine } from '#model/storedRecord.ts'
let t = performance.now(),
  c = process.cpuUsage()
const lap = (n: string) => {
  const u = process.cpuUsage(c)
  console.log(
    n.padEnd(34),
    Math.round(performance.now() - t),
    'ms cpu',
    Math.round((u.user + u.system) / 1e3),
    'rss',
    Math.round(process.memoryUsage().rss / 1e6),
    'heap',
    Math.round(process.memoryUsage().heapUsed / 1e6),
  )
  t = performance.now()
  c = process.cpuUsage()
}
lap('start')
const g = loadGeography()
lap('geography')
const s = planSample(g, scales[(process.argv[2] ?? 'national') as 'national'], 1)
lap('plan')
for (const tb of s.tables) {
  let n = 0,
    b = 0
  for (const r of tb.records()) {
    b += storedLine(tb.collection, r, 'x').length
    n++
  }
  lap(`${tb.collection} ${n} ${(b / 1e6).toFixed(0)}MB`)
}
