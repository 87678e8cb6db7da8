import { spawn } from 'node:child_process'
import { createServer } from 'vite'
import { readConfig } from './config.ts'

/** The API, restarted when a file of the server changes, and the page, updated in the browser while it is written. */
const { port } = readConfig(process.env)
const api = spawn(process.execPath, ['--watch', '--import', 'tsx', 'server/main.ts', '--api-only'], {
  stdio: 'inherit',
})
process.env.API_ORIGIN = `http://127.0.0.1:${port}`
const page = await createServer()
await page.listen()
page.printUrls()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    api.kill(signal)
    void page.close()
  })
}
