import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** WebGL 2 through SwiftShader: no GPU and no system browser is needed. */
const graphicsArgs = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
]

/** The npm package's own switches, without those that turn the graphics off or leave a single process. */
function usefulArgs(args: readonly string[]): string[] {
  const refused = /^--(use-gl|use-angle|single-process|no-zygote|disable-gpu|in-process-gpu|headless)/
  return args.filter((arg) => !refused.test(arg))
}

/** Starts the Chromium that comes with an npm package, with WebGL; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  chromium.setGraphicsMode = true
  const executablePath = await chromium.executablePath()
  if (!existsSync(executablePath)) throw new Error(`Chromium was not unpacked to ${executablePath}`)
  return playwright.launch({
    executablePath,
    headless: true,
    args: [...usefulArgs(chromium.args), ...graphicsArgs],
    env: { ...process.env, HOME: process.env.HOME ?? join(tmpdir(), 'atlas-home') },
  })
}
