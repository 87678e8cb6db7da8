import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const schema = z.object({ pid: z.int(), url: z.string() })
type ServerFile = z.infer<typeof schema>

const pathIn = (home: string) => join(home, 'server.json')

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The server that runs on this data folder, or null when none does; the mark of a dead one counts for nothing. */
export function readServerFile(home: string): ServerFile | null {
  try {
    const file = schema.parse(JSON.parse(readFileSync(pathIn(home), 'utf8')))
    return isAlive(file.pid) ? file : null
  } catch {
    return null
  }
}

/** Marks this process as the server of the folder: other commands go through it. */
export function writeServerFile(home: string, url: string): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(pathIn(home), JSON.stringify({ pid: process.pid, url }))
}

/** Takes the mark away when it is this process's own. */
export function removeServerFile(home: string): void {
  if (readServerFile(home)?.pid === process.pid) rmSync(pathIn(home), { force: true })
}
