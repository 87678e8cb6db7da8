import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { migrate } from '../../../server/database/migrate.ts'
import { engines } from '../../helpers/engines.ts'

async function* failing(): AsyncGenerator<string> {
  yield '"a"\n'
  throw new Error('source broke')
}

describe.each(engines)('the store on $name', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
    await database.query(
      'create table sample (id text, day date, size integer, cell bigint, share double precision, ok boolean)',
    )
  })
  afterAll(() => database.close())

  it('returns shared types: bigint, number, boolean, day string, null', async () => {
    await database.query(`insert into sample values ($1, cast($2 as date), $3, $4, $5, $6)`, [
      'a',
      '2024-02-29',
      -7,
      631_243_922_688_264_703n,
      0.1,
      true,
    ])
    const rows = await database.query('select * from sample')
    expect(rows).toEqual([
      { id: 'a', day: '2024-02-29', size: -7, cell: 631_243_922_688_264_703n, share: 0.1, ok: true },
    ])
    await database.query('delete from sample')
  })

  it('counts its transactions, if nobody else can write', async () => {
    const before = database.writes()
    await database.transaction((session) => session.query('select 1 as one'))
    await expect(database.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(database.writes()).toBe(database.engine === 'duckdb' ? (before as number) + 2 : null)
  })

  it('returns columns: numbers with NaN for null, integers of 64 bits, texts, over many chunks', async () => {
    const rows = 5000
    const lines = Array.from({ length: rows }, (_, row) => `r${row},${row},${row % 2 ? '' : row / 4}\n`)
    await database.loadCsv('sample', ['id', 'cell', 'share'], lines)
    const types = { id: 'text', cell: 'bigint', share: 'number' } as const
    const sql = 'select id, cell, share from sample where cell >= $1 order by cell'
    const { id, cell, share } = await database.columns(types, sql, [2n])
    expect([id.length, cell.length, share.length]).toEqual([rows - 2, rows - 2, rows - 2])
    expect(cell[0]).toBe(2n)
    expect(cell.at(-1)).toBe(4999n)
    expect(id[1]).toBe('r3')
    expect([...share.subarray(0, 3)]).toEqual([0.5, NaN, 1])
    const none = await database.columns(types, sql, [9999n])
    expect(none).toEqual({ id: [], cell: new BigInt64Array(0), share: new Float64Array(0) })
    await expect(database.columns({ cell: 'bigint' }, 'select cast(null as bigint) as cell')).rejects.toThrow('NULL')
    await database.query('delete from sample')
  })

  it('loads CSV whose chunks break anywhere, telling empty text from null', async () => {
    const text = '"a, ""b""\r\nc",2023-05-01,1,5,1e-3,true\n"",,,,,\n,"1999-12-31",2147483647,-9,-2.5,false\n'
    const chunks = Array.from({ length: Math.ceil(text.length / 5) }, (_, index) =>
      text.slice(index * 5, index * 5 + 5),
    )
    await database.loadCsv('sample', ['id', 'day', 'size', 'cell', 'share', 'ok'], chunks)
    const rows = await database.query(`select * from sample order by share nulls first`)
    expect(rows).toEqual([
      { id: '', day: null, size: null, cell: null, share: null, ok: null },
      { id: null, day: '1999-12-31', size: 2_147_483_647, cell: -9n, share: -2.5, ok: false },
      { id: 'a, "b"\r\nc', day: '2023-05-01', size: 1, cell: 5n, share: 0.001, ok: true },
    ])
    await database.query('delete from sample')
  })

  it('loads a cell of three megabytes', async () => {
    await database.loadCsv('sample', ['id'], [`"${'地'.repeat(1_000_000)}"\n`, '"b"\n'])
    const rows = await database.query(`select length(id)::integer as length from sample order by length(id)`)
    expect(rows).toEqual([{ length: 1 }, { length: 1_000_000 }])
    await database.query('delete from sample')
  })

  it('loads nothing when the source fails', async () => {
    await expect(database.loadCsv('sample', ['id'], failing())).rejects.toThrow('source broke')
    expect(await database.query('select * from sample')).toEqual([])
  })

  it('rolls back a transaction that throws and commits one that returns', async () => {
    const failed = database.transaction(async (session) => {
      await session.query(`insert into sample (id) values ('lost')`)
      throw new Error('stop')
    })
    await expect(failed).rejects.toThrow('stop')
    const kept = await database.transaction(async (session) => {
      await session.query(`insert into sample (id) values ('kept')`)
      return 5
    })
    expect(kept).toBe(5)
    expect(await database.query('select id from sample')).toEqual([{ id: 'kept' }])
    await database.query('delete from sample')
  })

  it('lets writers wait for each other', async () => {
    await database.query(`insert into sample (id, size) values ('counter', 0)`)
    const increase = (): Promise<unknown> =>
      database.transaction(async (session) => {
        const [row] = await session.query<{ size: number }>(`select size from sample`)
        await session.query(`update sample set size = $1`, [(row?.size ?? 0) + 1])
      })
    await Promise.all([increase(), increase(), increase(), increase()])
    expect(await database.query('select size from sample')).toEqual([{ size: 4 }])
    await database.query('delete from sample')
  })

  it('orders text by bytes when asked for collation C', async () => {
    const rows = await database.query(
      `select v from (values ('b'), ('a'), ('B'), ('中')) as t (v) order by v collate "C"`,
    )
    expect(rows.map((row) => row.v)).toEqual(['B', 'a', 'b', '中'])
  })

  it('refuses a schema newer than the program and leaves a current one alone', async () => {
    await migrate(database)
    await database.query(`update setting set value = '99' where name = 'schemaVersion'`)
    await expect(migrate(database)).rejects.toThrow('the database has schema 99, this program knows up to 1')
    await database.query(`update setting set value = '1' where name = 'schemaVersion'`)
  })
})
