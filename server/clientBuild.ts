import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '..')
/** Everything that the built page depends on. */
const sources = ['client', 'data/model', 'server/contract', 'vite.config.ts', 'package-lock.json']

function newestChange(path: string): number {
  const entry = statSync(path)
  if (!entry.isDirectory()) return entry.mtimeMs
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((newest, file) => Math.max(newest, statSync(join(file.parentPath, file.name)).mtimeMs), 0)
}

/** True when the page has not been built into the folder, or its sources have changed since. */
export function clientIsStale(directory: string): boolean {
  const index = join(directory, 'index.html')
  if (!existsSync(index)) return true
  const built = statSync(index).mtimeMs
  const present = sources.map((path) => join(repository, path)).filter((path) => existsSync(path))
  return present.some((path) => newestChange(path) > built)
}

/**
 * Builds the page into the folder, in a process of its own, so that it can go on beside other work and leaves no memory
 * behind. Throws with what the builder said when it fails.
 */
export async function buildClient(directory: string): Promise<void> {
  const vite = join(repository, 'node_modules/vite/bin/vite.js')
  const builder = spawn(process.execPath, [vite, 'build', '--outDir', directory, '--logLevel', 'warn'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  builder.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  builder.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const code = await new Promise<number | null>((done, failed) => {
    builder.on('error', failed)
    builder.on('close', done)
  })
  if (code !== 0) throw new Error(`the page could not be built:\n${said.join('')}`)
}
