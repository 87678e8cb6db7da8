import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { buildClient, clientIsStale } from './clientBuild.ts'
import { readConfig, storeSettings } from './config.ts'
import { openDatabase } from './database/openDatabase.ts'
import { addFirstData, missingData } from './firstData.ts'
import { listen, stopListening } from './listen.ts'
import { removeServerFile, writeServerFile } from './serverFile.ts'
import { warmUp } from './warmUp.ts'

/** What still runs when the server is told to stop may take this long, milliseconds. */
const graceMs = 5000

/** What no first page needs begins so long after the start, which it would slow down. */
const quietMs = 10_000

async function prepareClient(directory: string | null): Promise<void> {
  if (directory === null || !clientIsStale(directory)) return
  console.log('Building the page ...')
  const start = performance.now()
  await buildClient(directory)
  console.log(`Built the page in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  const clientDirectory = process.argv.includes('--api-only') ? null : join(config.home, 'client')
  if (clientDirectory) mkdirSync(clientDirectory, { recursive: true })
  const database = await openDatabase(storeSettings(config))
  const preparing = await missingData(database)
  const { app, services, close } = createApp({ config, database, log, clientDirectory, preparing })
  const { server, url } = await listen(app.fetch, config.host, config.port).catch(async (error: unknown) => {
    await database.close()
    throw error
  })

  const stopping = new AbortController()
  const { report } = services.preparation
  const firstData = addFirstData(database, config, { signal: stopping.signal, report })
  const ready = Promise.all([prepareClient(clientDirectory), firstData.then(() => warmUp(app.request))])
  async function stop(signal: string): Promise<void> {
    console.log(`${signal}: finishing what runs ...`)
    stopping.abort(new Error('stopped before the first data were complete: the next start begins anew'))
    await ready.catch(() => {})
    await close()
    await stopListening(server, graceMs)
    await database.close()
    removeServerFile(config.home)
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal))

  await ready
  setTimeout(() => services.analyses.warm(), quietMs).unref()
  writeServerFile(config.home, url)
  console.log(`Hazard Atlas 重大事故隐患一张图: ${config.publicUrl ?? url}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
