import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { Page, Request } from 'playwright-core'
import { buildClient, clientIsStale } from '../../server/clientBuild.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { formatMs, printTable, quantile } from './measure.ts'

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
    await new Promise((wake) => setTimeout(wake, 20))
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

/** What a browser that is in use has drawn before: writing, surfaces, a canvas of WebGL. */
const usedPage = `<!doctype html><meta charset="utf-8">
  <style>div { padding: 12px; border-radius: 10px; box-shadow: 0 6px 20px rgb(0 0 0 / 10%); font: 14px sans-serif }</style>
  <div><h1>News 新闻</h1><p>Some text 一些文字 12,345</p><button>OK</button><input value="search">
  <svg width="40" height="40"><path d="M5 5 30 30" stroke="teal" stroke-width="3" /></svg></div><canvas></canvas>
  <script>document.querySelector('canvas').getContext('webgl2').clear(16384)</script>`

/** A browser as people have it open, with a page that waits for an address. */
async function openPage(): Promise<Page> {
  const browser = await launchBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.setContent(usedPage)
  await page.screenshot()
  return page
}

interface FirstMap {
  /** From asking for the page, milliseconds. */
  readonly ms: number
  /** Paths of the scripts asked for until then, those of workers among them. */
  readonly scripts: readonly string[]
}

/** Opens the site until the page says that its first map stands: everything in view drawn and at rest. */
async function firstMap(page: Page, origin: string): Promise<FirstMap> {
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  const asked = Date.now()
  await page.goto(origin, { waitUntil: 'commit' })
  const mark = await page.waitForFunction(() => performance.getEntriesByName('first-map')[0]?.startTime)
  const shownAt = (await page.evaluate(() => performance.timeOrigin)) + Number(await mark.jsonValue())
  const early = requests.filter((request) => request.timing().startTime <= shownAt)
  const paths = early.map((request) => new URL(request.url()).pathname).filter((path) => path.endsWith('.js'))
  return { ms: shownAt - asked, scripts: [...new Set(paths)] }
}

async function startOnce(home: string, port: number): Promise<FirstMap & { readonly readyMs: number }> {
  const page = await openPage()
  const server = await startServer(home, port)
  try {
    return { ...(await firstMap(page, server.origin)), readyMs: server.readyMs }
  } finally {
    await page.context().browser()?.close()
    await server.stop()
  }
}

/** Builds the page into `home` where it is missing or stale, so that no start does. */
export async function buildPage(home: string): Promise<void> {
  const client = resolve(home, 'client')
  if (clientIsStale(client)) await buildClient(client)
}

const runs = 5

/**
 * Times starts with data present, to the first answer and to the first map, in a browser that is open already; returns
 * the scripts that the page asked for until then. The page is built beforehand, as after any first start.
 */
export async function benchStartUp(home: string, port: number): Promise<readonly string[]> {
  await buildPage(home)
  const starts = []
  for (let run = 0; run < runs; run += 1) starts.push(await startOnce(home, port))
  const row = (name: string, bar: string, ms: readonly number[]) => {
    const spread = `${formatMs(Math.min(...ms))} - ${formatMs(Math.max(...ms))}`
    return { name, ours: `${formatMs(quantile(ms, 0.5))} (${spread})`, peer: '-', ratio: '-', bar }
  }
  const ready = starts.map(({ readyMs }) => readyMs)
  const shown = starts.map(({ ms }) => ms)
  const together = starts.map(({ readyMs, ms }) => readyMs + ms)
  printTable(`Start with data present, median of ${runs} (fastest - slowest)`, [
    row('command to first answer', '-', ready),
    row('page asked for to first map (software WebGL)', '-', shown),
    row('together', '<= 3 s', together),
  ])
  return starts[0]?.scripts ?? []
}
