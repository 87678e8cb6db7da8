import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyStore, importText } from '../../helpers/importFile.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')

/** The fixture; `␀` stands for the byte that would make it a binary file. */
async function nastyText(collection: string): Promise<string> {
  const text = await readFile(join(fixtures, 'nasty', `${collection}.csv`), 'utf8')
  return text.replaceAll('␀', '\0')
}

/** As counted by hand in the fixtures. */
const counts = {
  hazards: { rowsRead: 29, accepted: 6, rejected: 23, warned: 4, unlocated: 1 },
  enterprises: { rowsRead: 15, accepted: 10, rejected: 5, warned: 7, unlocated: 0 },
}

describe('a file with every kind of bad input', () => {
  it.each(['hazards', 'enterprises'] as const)('of %s is answered line by line, as committed', async (collection) => {
    const database = await emptyStore()
    try {
      const { problemsCsv, ...report } = await importText(database, collection, await nastyText(collection))
      await expect(problemsCsv).toMatchFileSnapshot(join(fixtures, 'out', `${collection}Problems.csv`))
      expect(report).toMatchObject({ state: 'done', ...counts[collection] })
      expect(report.problemCount).toBe(report.problems.length)
    } finally {
      await database.close()
    }
  })
})
