import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { launchBrowser } from '../helpers/browser.ts'
import { formatMs, printTable } from './measure.ts'

/** A running `npm start` and its address. */
export interface StartedServer {
  readonly origin: string
  readonly readyMs: number
  stop(): Promise<void>
}

async function waitForHealth(origin: string, child: ChildProcess, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`${origin}/api/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`no server at ${origin} within ${limitMs} ms`)
}

/** Starts the product as its user does, with its data in `home`. */
export async function startServer(
  home: string,
  port: number,
  environment: Record<string, string> = {},
): Promise<StartedServer> {
  const start = performance.now()
  const child = spawn('npm', ['start', '--silent'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true,
    env: { ...process.env, ATLAS_HOME: home, PORT: String(port), LOG_LEVEL: 'error', ...environment },
  })
  const origin = `http://127.0.0.1:${port}`
  await waitForHealth(origin, child, 600_000)
  return {
    origin,
    readyMs: performance.now() - start,
    async stop() {
      const ended = once(child, 'exit')
      process.kill(-(child.pid ?? 0), 'SIGTERM')
      await ended
    },
  }
}

/** Opens the page until the map is idle for the first time; the scripts it asked for and the time it took. */
async function firstMap(origin: string): Promise<{ ms: number; scripts: string[] }> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const scripts = new Set<string>()
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.add(new URL(request.url()).pathname)
    })
    const start = performance.now()
    await page.goto(origin)
    await page.waitForSelector('[data-map-painted="true"], [data-map-idle="true"]', { timeout: 60_000 })
    return { ms: performance.now() - start, scripts: [...scripts] }
  } finally {
    await browser.close()
  }
}

/** Times a start with data present, to the first answer and to the first map; the scripts the page asked for. */
export async function benchStartUp(home: string, port: number): Promise<string[]> {
  const server = await startServer(home, port)
  try {
    const map = await firstMap(server.origin)
    printTable('Start with data present', [
      { name: 'command to first answer', ours: formatMs(server.readyMs), peer: '-', ratio: '-', bar: '-' },
      { name: 'page asked for to first map (software WebGL)', ours: formatMs(map.ms), peer: '-', ratio: '-', bar: '-' },
      { name: 'together', ours: formatMs(server.readyMs + map.ms), peer: '-', ratio: '-', bar: '<= 3 s' },
    ])
    return map.scripts
  } finally {
    await server.stop()
  }
}
