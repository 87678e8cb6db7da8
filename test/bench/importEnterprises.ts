import { spawn } from 'node:child_process'
import { createWriteStream, existsSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { collections } from '../../data/model/collections.ts'
import { columnOf } from '../../data/model/field.ts'
import type { Database } from '../../server/database/database.ts'
import { formatMs, formatRatio, printTable, timed } from './measure.ts'

const pageRows = 100_000

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

function run(command: string, words: readonly string[], environment: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${complaint.slice(-2000)}`)),
    )
  })
}

/** Imports 1.2 M enterprises from CSV through the command line, beside `ogr2ogr` into PostGIS from the same file. */
export async function benchImport(store: Database, home: string, peerUrl: string | null): Promise<void> {
  const file = join(home, 'enterprises.csv')
  if (!existsSync(file)) await pipeline(Readable.from(registerLines(store)), createWriteStream(file))
  const target = join(home, 'imported')
  rmSync(target, { recursive: true, force: true })
  const ours = await timed(() =>
    run(process.execPath, ['--import', 'tsx', 'data/import/main.ts', 'enterprises', file, '--datum', 'wgs84'], {
      ATLAS_HOME: target,
    }),
  )
  const url = peerUrl === null ? null : new URL(peerUrl)
  const peer =
    url === null
      ? null
      : await timed(() =>
          run(
            'ogr2ogr',
            [
              '-f',
              'PostgreSQL',
              `PG:host=${url.hostname} port=${url.port} user=${url.username} dbname=${url.pathname.slice(1)}`,
              file,
            ]
              .concat(['-nln', 'imported', '-overwrite', '-a_srs', 'EPSG:4326', '-lco', 'SPATIAL_INDEX=GIST'])
              .concat(['-oo', 'X_POSSIBLE_NAMES=经度', '-oo', 'Y_POSSIBLE_NAMES=纬度', '-oo', 'KEEP_GEOM_COLUMNS=NO']),
            { PG_USE_COPY: 'YES' },
          ),
        )
  const megabytes = Math.round(statSync(file).size / 1e6)
  printTable('Import of 1.2 M enterprises, CSV (peer: ogr2ogr into PostGIS, which does not validate)', [
    {
      name: `${megabytes} MB`,
      ours: formatMs(ours.ms),
      peer: peer ? formatMs(peer.ms) : 'absent',
      ratio: formatRatio(peer?.ms ?? null, ours.ms),
      bar: '>= 3x',
    },
  ])
  rmSync(target, { recursive: true, force: true })
}
