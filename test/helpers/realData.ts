import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../shared/data')

/** The path of a real file that stays out of the repository; null, said aloud, when it is absent. */
export function realFile(name: string): string | null {
  const path = join(folder, name)
  if (existsSync(path)) return path
  console.info(`${name} is absent: what it would show is not tested`)
  return null
}
