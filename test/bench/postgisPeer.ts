import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** A private PostgreSQL with PostGIS on a port of its own, for the length of one benchmark. */
export interface PostgisPeer {
  readonly url: string
  readonly version: string
  stop(): Promise<void>
}

const port = 5493
const home = '/usr/lib/postgresql'

function binaryFolder(): string | null {
  if (!existsSync(home)) return null
  const version = readdirSync(home)
    .filter((name) => existsSync(join(home, name, 'bin', 'initdb')))
    .sort((a, b) => Number(b) - Number(a))[0]
  return version ? join(home, version, 'bin') : null
}

const asPostgres = (command: string): string =>
  process.getuid?.() === 0
    ? execFileSync('su', ['postgres', '-c', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    : execFileSync('sh', ['-c', command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

/** Starts the peer, with settings a careful operator of this machine would use; null when it is not installed. */
export async function startPostgis(): Promise<PostgisPeer | null> {
  const bin = binaryFolder()
  if (!bin) return null
  const folder = mkdtempSync(join(tmpdir(), 'postgis-peer-'))
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', folder])
  const data = join(folder, 'data')
  asPostgres(`${bin}/initdb -D ${data} -A trust -E UTF8 --locale=C.UTF-8`)
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c shared_buffers=2GB -c work_mem=128MB -c maintenance_work_mem=1GB -c effective_cache_size=12GB -c random_page_cost=1.1`
  asPostgres(`${bin}/pg_ctl -D ${data} -w -l ${folder}/log -o '${options}' start > /dev/null`)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const stop = async () => {
    asPostgres(`${bin}/pg_ctl -D ${data} -m immediate stop > /dev/null`)
    rmSync(folder, { recursive: true, force: true })
  }
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.query('create extension postgis')
    const { rows } = await client.query<{ version: string }>('select postgis_lib_version() as version')
    return { url, version: rows[0]?.version ?? '', stop }
  } catch {
    await stop()
    return null
  } finally {
    await client.end().catch(() => undefined)
  }
}
