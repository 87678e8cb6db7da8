import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { clientIsStale } from '../../server/clientBuild.ts'
import { readServerFile, removeServerFile, writeServerFile } from '../../server/serverFile.ts'

const home = mkdtempSync(join(tmpdir(), 'atlas-mark-'))
afterAll(() => rmSync(home, { recursive: true }))

describe('the mark of a running server', () => {
  it('is written, read and taken away by its owner', () => {
    expect(readServerFile(home)).toBeNull()
    writeServerFile(home, 'http://127.0.0.1:8787')
    expect(readServerFile(home)).toEqual({ pid: process.pid, url: 'http://127.0.0.1:8787' })
    removeServerFile(home)
    expect(existsSync(join(home, 'server.json'))).toBe(false)
  })

  it('counts for nothing when its process is gone or it is no mark', () => {
    writeFileSync(join(home, 'server.json'), JSON.stringify({ pid: 2 ** 22 + 7, url: 'http://127.0.0.1:1' }))
    expect(readServerFile(home)).toBeNull()
    writeFileSync(join(home, 'server.json'), '{"pid":')
    expect(readServerFile(home)).toBeNull()
  })

  it('of another is left alone', () => {
    writeFileSync(join(home, 'server.json'), JSON.stringify({ pid: process.ppid, url: 'http://127.0.0.1:1' }))
    removeServerFile(home)
    expect(existsSync(join(home, 'server.json'))).toBe(true)
  })
})

describe('clientIsStale', () => {
  it('is so without a page, and with one older than its sources', () => {
    const directory = mkdtempSync(join(tmpdir(), 'atlas-built-'))
    expect(clientIsStale(directory)).toBe(true)
    writeFileSync(join(directory, 'index.html'), '')
    expect(clientIsStale(directory)).toBe(false)
    rmSync(directory, { recursive: true })
  })
})
