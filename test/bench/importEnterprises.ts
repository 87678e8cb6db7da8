import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { collections } from '../../data/model/collections.ts'
import { columnOf } from '../../data/model/field.ts'
import type { Database } from '../../server/database/database.ts'
import { formatMs, formatRatio, printTable } from './measure.ts'

const pageRows = 100_000

/** All cells in quotes, as many programs write them. */
const cell = (value: unknown): string =>
  value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`

/** The register as an authority would send it: Chinese headers, WGS-84 in two columns. */
async function* registerLines(store: Database): AsyncGenerator<string> {
  const { fields } = collections.enterprises
  yield `${[...fields.map((field) => field.zh), '经度', '纬度'].join(',')}\n`
  const columns = [...fields.map((field) => columnOf(field.name)), 'lng', 'lat']
  for (let after = ''; ;) {
    const rows = await store.query(
      `select ${columns.join(', ')} from enterprise where enterprise_id > $1 order by enterprise_id limit ${pageRows}`,
      [after],
    )
    if (rows.length === 0) return
    yield rows.map((row) => `${columns.map((column) => cell(row[column])).join(',')}\n`).join('')
    after = String(rows.at(-1)?.enterprise_id)
  }
}

interface Run {
  readonly ms: number
  /** Of the command and what it started; not of a server it talks to. */
  readonly cpuSeconds: number
  /** Milliseconds until it first said that it was storing; null when it never did. */
  readonly storingAt: number | null
}

/** Seconds in what the shell's `times` says of its children: `0m30.210s 0m5.220s` on the second line. */
function childSeconds(times: string): number {
  const [, children = ''] = times.split('\n')
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)]
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

function run(command: string, words: readonly string[], environment: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const shell = '"$@" > /dev/null; code=$?; times; exit $code'
    const child = spawn('sh', ['-c', shell, 'sh', command, ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    })
    let [complaint, times] = ['', '']
    let storingAt: number | null = null
    child.stdout.on('data', (chunk: Buffer) => (times += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
      if (complaint.includes('storing')) storingAt ??= performance.now() - start
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve({ ms: performance.now() - start, cpuSeconds: childSeconds(times), storingAt })
        : reject(new Error(`${command} ended with ${code}: ${complaint.slice(-2000)}`)),
    )
  })
}

/** DuckDB alone: every cell as text, nothing validated, no order. */
function loadBare(file: string, database: string): Promise<Run> {
  const script = `import { DuckDBInstance } from '@duckdb/node-api'
    const connection = await (await DuckDBInstance.create(${JSON.stringify(database)})).connect()
    await connection.run("create table imported as select * from read_csv('${file}', all_varchar = true)")
    await connection.run('checkpoint')`
  return run(process.execPath, ['--input-type=module', '-e', script])
}

function loadPostgis(file: string, peerUrl: string): Promise<Run> {
  const { hostname, port, username, pathname } = new URL(peerUrl)
  const target = `PG:host=${hostname} port=${port} user=${username} dbname=${pathname.slice(1)}`
  return run(
    'ogr2ogr',
    ['-f', 'PostgreSQL', target, file]
      .concat(['-nln', 'imported', '-overwrite', '-a_srs', 'EPSG:4326', '-lco', 'SPATIAL_INDEX=GIST'])
      .concat(['-oo', 'X_POSSIBLE_NAMES=经度', '-oo', 'Y_POSSIBLE_NAMES=纬度', '-oo', 'KEEP_GEOM_COLUMNS=NO']),
    { PG_USE_COPY: 'YES' },
  )
}

const described = ({ ms, cpuSeconds }: Run): string => `${formatMs(ms)} (${cpuSeconds.toFixed(1)} CPU s)`

/**
 * Imports 1.2 M enterprises from CSV through the command line, beside `ogr2ogr` into PostGIS and DuckDB's own load of the
 * same file, neither of which validates.
 */
export async function benchImport(store: Database, home: string, peerUrl: string | null): Promise<void> {
  const file = join(home, 'enterprises.csv')
  if (!existsSync(file)) await pipeline(Readable.from(registerLines(store)), createWriteStream(file))
  const target = join(home, 'imported')
  rmSync(target, { recursive: true, force: true })
  const words = ['--import', 'tsx', 'data/import/main.ts', 'enterprises', file, '--datum', 'wgs84']
  const ours = await run(process.execPath, words, { ATLAS_HOME: target })
  const bare = await loadBare(file, join(target, 'bare.duckdb'))
  const peer = peerUrl === null ? null : await loadPostgis(file, peerUrl)
  const megabytes = Math.round(statSync(file).size / 1e6)
  const stages = `read and validated in ${formatMs(ours.storingAt ?? NaN)}, stored in ${formatMs(ours.ms - (ours.storingAt ?? NaN))}`
  printTable(`Import of 1.2 M enterprises, ${megabytes} MB of CSV: ${stages}`, [
    {
      name: 'ogr2ogr into PostGIS (its CPU without the server)',
      ours: described(ours),
      peer: peer ? described(peer) : 'absent',
      ratio: formatRatio(peer?.ms ?? null, ours.ms),
      bar: '>= 3x',
    },
    {
      name: 'DuckDB alone, all text',
      ours: described(ours),
      peer: described(bare),
      ratio: formatRatio(bare.ms, ours.ms),
      bar: 'none',
    },
  ])
  rmSync(target, { recursive: true, force: true })
}
