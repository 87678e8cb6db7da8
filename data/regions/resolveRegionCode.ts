import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readRegionCode } from './regionCodeText.ts'
import type { RegionCollection } from './regionCollection.ts'

/** The region of the atlas that stands for a code. */
export interface ResolvedCode {
  readonly code: string
  /** Set when the region is the one that the coded one was cut from, so that it covers more than was meant. */
  readonly predecessor?: true
  /** Set when the code is that of a development zone or the like: the region is the city or province around it. */
  readonly within?: true
}

/** Finds the region for a code as records carry it; null when no region is known for it. */
export type RegionCodeResolver = (code: string) => ResolvedCode | null

interface Row {
  readonly code: string
  readonly standsFor: string
  readonly relation: 'successor' | 'predecessor' | 'within'
}

const municipalities = ['11', '12', '31', '50']

/**
 * Resolves the county codes of 2018 to 2023, of GB/T 2260 as of the statistics' own, to regions of the collection.
 * A code of 9 (township) or 12 digits (village) stands for its county. Throws on any other length.
 */
export function createRegionCodeResolver(collection: RegionCollection): RegionCodeResolver {
  const file = join(import.meta.dirname, 'resolvedCodes.csv')
  const rows = parse(readFileSync(file), { columns: true }) as Row[]
  const resolutions = new Map(rows.map((row) => [row.code, row]))
  return (code) => {
    if (readRegionCode(code) !== code) throw new Error(`a region code has 6, 9 or 12 digits, not "${code}"`)
    const county = code.slice(0, 6)
    if (collection.region(county) !== undefined) return { code: county }
    const { standsFor, relation } = resolutions.get(county) ?? groupingCode(county) ?? {}
    if (standsFor === undefined || collection.region(standsFor) === undefined) return null
    if (relation === 'predecessor') return { code: standsFor, predecessor: true }
    return relation === 'within' ? { code: standsFor, within: true } : { code: standsFor }
  }
}

/** Statistics put the counties without a city under `110100`, `500200`, `419000` and the like; the province is meant. */
function groupingCode(code: string): Pick<Row, 'standsFor' | 'relation'> | undefined {
  const grouping = municipalities.includes(code.slice(0, 2)) ? /^..0[12]00$/ : /^..9000$/
  return grouping.test(code) ? { standsFor: `${code.slice(0, 2)}0000`, relation: 'successor' } : undefined
}
