import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/database/openDatabase.ts'
import { scratchFolder } from '../../helpers/importFile.ts'
import { runImportCommand, startImportCommand } from '../../helpers/importCommand.ts'

/** `KILL_TEST_ROWS=1200000` makes it the real thing; the default keeps the test short. */
const rowCount = Number(process.env.KILL_TEST_ROWS ?? 60_000)
const before = 1000

let folder: Awaited<ReturnType<typeof scratchFolder>>
beforeAll(async () => {
  folder = await scratchFolder()
})
afterAll(() => folder.remove())

function register(count: number, name: string): string {
  const lines = Array.from(
    { length: count },
    (_, index) =>
      `E${index},${name}${index},人民路${index % 300}号,${(113 + (index % 9000) / 1e4).toFixed(4)},22.9,gcj02\n`,
  )
  return `企业编号,企业名称,注册地址,经度,纬度,坐标系\n${lines.join('')}`
}

/** Opens the store as the next process would: how many firms there are, and how many of the first import. */
async function stored(): Promise<{ all: number; first: number; batches: number }> {
  const database = await openDatabase({ home: folder.path })
  try {
    const [row] = await database.query<{ all: number; first: number; batches: number }>(
      `select count(*)::integer as "all", count(*) filter (where name like '前%')::integer as first,
         (select count(*)::integer from import_batch) as batches from enterprise`,
    )
    return row ?? { all: -1, first: -1, batches: -1 }
  } finally {
    await database.close()
  }
}

describe('an import killed with SIGKILL', () => {
  it(
    'at five moments leaves the state before it whole, and the next import succeeds',
    { timeout: 600_000 },
    async () => {
      const [first, large] = [join(folder.path, 'first.csv'), join(folder.path, 'large.csv')]
      await writeFile(first, register(before, '前'))
      await writeFile(large, register(rowCount, '后'))
      expect(await runImportCommand(folder.path, 'enterprises', first)).toMatchObject({ code: 0 })
      // Reading 1.2 million rows takes about ten seconds, storing them about five.
      const moments = [
        { said: ' rows', thenMs: 0 },
        { said: ' rows', thenMs: rowCount / 300 },
        { said: 'storing', thenMs: 0 },
        { said: 'storing', thenMs: rowCount / 800 },
        { said: 'storing', thenMs: rowCount / 400 },
      ]
      for (const { said, thenMs } of moments) {
        const command = startImportCommand(folder.path, ['enterprises', large])
        await command.said(said)
        await pause(thenMs)
        command.child.kill('SIGKILL')
        const { signal } = await command.done
        const found = await stored()
        console.info(
          `killed ${thenMs} ms after "${said.trim()}": ${signal === null ? 'it had ended' : 'it was at work'}, ${JSON.stringify(found)}`,
        )
        if (signal === 'SIGKILL' && found.all === before)
          expect(found).toEqual({ all: before, first: before, batches: 1 })
        // Killed after its commit: then all of it stands.
        else expect(found.all).toBe(rowCount)
        if (found.all === rowCount) return
      }
      expect(await runImportCommand(folder.path, 'enterprises', large)).toMatchObject({ code: 0 })
      expect(await stored()).toEqual({ all: rowCount, first: 0, batches: 2 })
    },
  )
})
