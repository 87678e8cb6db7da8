import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/openDatabase.ts'
import { replaceRegions } from '../../server/queries/regions.ts'
import { testHazards, testRegions } from '../helpers/atlasApp.ts'
import { newBatch, writeBatch } from '../helpers/batch.ts'

interface Running {
  readonly process: ChildProcess
  /** What the program has printed so far. */
  output(): string
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

let home: string
const started: ChildProcess[] = []

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'atlas-home-'))
  mkdirSync(join(home, 'client'))
  writeFileSync(join(home, 'client', 'index.html'), '<!doctype html><title>Atlas</title>')
  const database = await openDatabase({ home })
  await database.transaction((session) => replaceRegions(session, testRegions))
  await writeBatch(database, 'hazards', newBatch('h'), testHazards(100))
  await database.close()
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(home, { recursive: true }))

function start(environment: Record<string, string>): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', '--api-only'], {
    env: { ...process.env, ATLAS_HOME: home, PORT: '0', LOG_LEVEL: 'silent', ...environment },
  })
  started.push(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { process: child, output: () => text, ended }
}

async function urlOf(running: Running): Promise<string> {
  await expect.poll(running.output, { timeout: 60_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+/)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(running.output())?.[0] ?? ''
}

describe('the server', () => {
  it('says where it is, answers, and marks its folder', async () => {
    const running = start({})
    const url = await urlOf(running)
    const health = (await (await fetch(`${url}/api/health`)).json()) as { status: string }
    expect(health.status).toBe('pass')
    expect(JSON.parse(readFileSync(join(home, 'server.json'), 'utf8'))).toEqual({ pid: running.process.pid, url })
  })

  it('ends event streams, takes its mark away and leaves with 0 when told to stop', async () => {
    const running = start({})
    const url = await urlOf(running)
    const stream = await fetch(`${url}/api/events`)
    const reading = stream.text()
    running.process.kill('SIGTERM')
    expect(await reading).toContain('event: dataVersion')
    expect(await running.ended).toBe(0)
    expect(existsSync(join(home, 'server.json'))).toBe(false)
    const database = await openDatabase({ home })
    await database.close()
  })

  it('refuses a port that is taken', async () => {
    const holder = createServer()
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
    const port = String((holder.address() as AddressInfo).port)
    const running = start({ PORT: port })
    expect(await running.ended).toBe(1)
    expect(running.output()).toMatch(
      new RegExp(`port ${port} on 127\\.0\\.0\\.1 is taken by another program.*set PORT`),
    )
    expect(running.output()).not.toContain('    at ')
    holder.close()
  })

  it('refuses a store that another process has open, and names it', async () => {
    const first = start({})
    await urlOf(first)
    const second = start({})
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(new RegExp(`in use by process ${first.process.pid}`))
  })

  it('refuses a configuration that makes no sense, by the name of the variable', async () => {
    const running = start({ PORT: 'eighty', LOG_LEVEL: 'loud' })
    expect(await running.ended).toBe(1)
    expect(running.output()).toMatch(/PORT must be an integer from 0 to 65535, not "eighty"; LOG_LEVEL must be/)
  })
})
