import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '../..')
const startLimitMs = 170_000

/** The whole product with the sample of one city, as a newcomer starts it, on a free port and a folder of its own. */
export interface CitySite {
  readonly url: string
  readonly home: string
  stop(): Promise<void>
}

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null ? new Promise((done) => child.once('close', done)) : Promise.resolve(child.exitCode)
}

function run(script: string, args: readonly string[], home: string): { child: ChildProcess; said: () => string } {
  const { NODE_ENV: _ofTests, ...inherited } = process.env
  const environment = { ...inherited, ATLAS_HOME: home, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: repository,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  return { child, said: () => chunks.join('') }
}

/** The address of a server that has come up, or null when it has not yet. */
function addressIn(home: string): string | null {
  try {
    return (JSON.parse(readFileSync(join(home, 'server.json'), 'utf8')) as { url: string }).url
  } catch {
    return null
  }
}

async function waitForAddress(home: string, child: ChildProcess, said: () => string): Promise<string> {
  const deadline = Date.now() + startLimitMs
  while (Date.now() < deadline && child.exitCode === null) {
    const url = addressIn(home)
    if (url) return url
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`the server did not start:\n${said()}`)
}

/** Makes the sample, builds the page and starts the server; throws with what they said when one of them fails. */
export async function startCitySite(): Promise<CitySite> {
  const home = mkdtempSync(join(tmpdir(), 'atlas-site-'))
  const sample = run('data/sample/main.ts', ['--scale', 'city'], home)
  if ((await ended(sample.child)) !== 0) throw new Error(`the sample failed:\n${sample.said()}`)
  const { child, said } = run('server/main.ts', [], home)
  const url = await waitForAddress(home, child, said)
  return {
    url,
    home,
    async stop() {
      child.kill('SIGTERM')
      await ended(child)
      rmSync(home, { recursive: true, force: true })
    },
  }
}
