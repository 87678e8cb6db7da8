import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { DatabaseFullError, DatabaseLockedError, DatabaseUnreachableError } from '../../../server/database/errors.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'

const run = promisify(execFile)

async function* fullDisk(): AsyncGenerator<string> {
  yield '1\n'
  throw new Error('ENOSPC: no space left on device, write')
}

describe('the embedded file', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'atlas-duckdb-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  it('keeps what was written and creates its directory', async () => {
    const home = join(directory, 'new', 'home')
    const first = await openDatabase({ home })
    await first.query(`insert into setting (name, value) values ('colour', 'blue')`)
    await first.close()
    const second = await openDatabase({ home })
    expect(await second.query(`select value from setting where name = 'colour'`)).toEqual([{ value: 'blue' }])
    await second.close()
  })

  it('names path and process when the file is locked, by this process or another', async () => {
    const path = join(directory, 'locked.duckdb')
    const database = await openDuckDb(path)
    const own = await openDuckDb(path).catch((error: unknown) => error)
    expect(own).toBeInstanceOf(DatabaseLockedError)
    const script = `
      import { openDuckDb } from ${JSON.stringify(new URL('../../../server/database/duckdb.ts', import.meta.url).href)}
      await openDuckDb(${JSON.stringify(path)}).catch((error) => console.log(error.name, error.path, error.pid))`
    const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
    expect(stdout.trim()).toBe(`DatabaseLockedError ${path} ${process.pid}`)
    await database.close()
  })

  it('says so when the file is no database', async () => {
    const path = join(directory, 'text.duckdb')
    await writeFile(path, 'not a database, but a text of some length that fills the header of the file'.repeat(100))
    await expect(openDuckDb(path)).rejects.toThrow(DatabaseUnreachableError)
  })

  it('removes load files: its own after success and failure, and those of killed processes', async () => {
    const path = join(directory, 'loads.duckdb')
    await writeFile(`${path}.load-99-1.csv`, 'left behind')
    const database = await openDuckDb(path)
    await database.query('create table number (n integer)')
    await database.loadCsv('number', ['n'], ['1\n2\n'])
    await expect(database.loadCsv('number', ['n'], ['1\nx\n'])).rejects.toThrow()
    expect(await database.query('select n from number order by n')).toEqual([{ n: 1 }, { n: 2 }])
    expect((await readdir(directory)).filter((name) => name.includes('.load-'))).toEqual([])
    await database.close()
  })

  it('says that the disk is full when it is', async () => {
    const database = await openDuckDb(join(directory, 'full.duckdb'))
    await database.query('create table number (n integer)')
    const failed = await database.loadCsv('number', ['n'], fullDisk()).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(DatabaseFullError)
    expect((failed as Error).message).toContain(`no space left on the disk of ${join(directory, 'full.duckdb')}`)
    await database.close()
  })

  it('is opened anew when the engine gives it up, with all that was committed', async () => {
    const database = await openDuckDb(join(directory, 'invalid.duckdb'))
    await database.query('create table number (n integer)')
    await database.query('insert into number values (7)')
    const givenUp = `select error('database has been invalidated')`
    await expect(database.query(givenUp)).rejects.toThrow('invalidated')
    await expect(database.transaction((session) => session.query(givenUp))).rejects.toThrow('invalidated')
    const rows = await Promise.all([database.query('select n from number'), database.query('select n from number')])
    expect(rows).toEqual([[{ n: 7 }], [{ n: 7 }]])
    await database.close()
  })

  it('holds the state before a load when its process is killed in the middle', async () => {
    const home = join(directory, 'killed')
    const first = await openDatabase({ home })
    await first.query(`insert into setting (name, value) values ('kept', 'yes')`)
    await first.close()
    const script = `
      import { openDatabase } from ${JSON.stringify(new URL('../../../server/database/openDatabase.ts', import.meta.url).href)}
      const database = await openDatabase({ home: ${JSON.stringify(home)} })
      await database.transaction(async (session) => {
        await session.query("delete from setting")
        function* lines() {
          for (let index = 0; index < 400_000; index += 1) yield '"name ' + index + '","value"\\n'
          console.log('loaded')
        }
        await session.loadCsv('setting', ['name', 'value'], lines())
        console.log('written')
        await new Promise((resolve) => setTimeout(resolve, 60_000))
      })`
    for (const moment of ['loaded', 'written']) {
      const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script])
      for await (const output of child.stdout) if (String(output).includes(moment)) break
      child.kill('SIGKILL')
      await once(child, 'exit')
      const database = await openDatabase({ home })
      expect(await database.query('select name from setting order by name')).toEqual([
        { name: 'kept' },
        { name: 'schemaVersion' },
      ])
      expect((await readdir(home)).filter((name) => name.includes('.load-'))).toEqual([])
      await database.close()
    }
  }, 60_000)

  it('answers reads while a write is under way', async () => {
    const database = await openDuckDb(':memory:')
    await database.query('create table number (n integer)')
    await database.transaction(async (session) => {
      await session.query('insert into number values (1)')
      expect(await database.query('select n from number')).toEqual([])
    })
    expect(await database.query('select n from number')).toEqual([{ n: 1 }])
    await database.close()
  })

  it('refuses result columns of types that the engines do not share', async () => {
    const database = await openDuckDb(':memory:')
    await expect(database.query('select sum(1) as total')).rejects.toThrow('column total is HUGEINT')
    await database.close()
  })
})
