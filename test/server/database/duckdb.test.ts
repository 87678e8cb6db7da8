import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDb } from '../../../server/database/duckdb.ts'
import { DatabaseLockedError, DatabaseUnreachableError } from '../../../server/database/errors.ts'
import { openDatabase } from '../../../server/database/openDatabase.ts'

const run = promisify(execFile)

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
