import { spawn } from 'node:child_process'
import { createServer } from 'vite'
import { readConfig } from './config.ts'

/** The page, updated in the browser while it is written, and the API, restarted when a file of the server changes. */
const { port } = readConfig(process.env)
process.env.API_ORIGIN = `http://127.0.0.1:${port}`
const page = await createServer()
await page.listen()
page.printUrls()

const publicUrl = page.resolvedUrls?.local[0] ?? ''
const api = spawn(process.execPath, ['--watch', '--import', 'tsx', 'server/main.ts', '--api-only'], {
  stdio: 'inherit',
  env: { ...process.env, PUBLIC_URL: publicUrl },
})

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    api.kill(signal)
    void page.close()
  })
}
