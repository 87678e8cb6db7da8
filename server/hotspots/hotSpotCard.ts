import { cellsToMultiPolygon } from 'h3-js'
import type { Position } from 'geojson'
import type { HotSpotCard } from '#contract/hotspots.ts'
import type { Database } from '../database/database.ts'
import { storeArea } from '../queries/areas.ts'
import { countInCells, readFoundMonths } from '../queries/cellContents.ts'
import { readCellParts } from '../queries/cellParts.ts'
import { metersBetween } from '../queries/place/planeDistance.ts'
import { resolveApplicable } from '../queries/resolveFilter.ts'
import type { Analysis } from './analyses.ts'
import { readCluster } from './clusterAnswers.ts'
import { resolveDenominator } from './denominator.ts'
import { reportOf } from './report.ts'

/** Months of the trend. */
const shownMonths = 24
/** What a card shows of one spot: the list's entry, what lies inside, its months, the spots near it. Null for no such. */
export async function readHotSpotCard(database: Database, analysis: Analysis, id: string): Promise<HotSpotCard | null> {
  const found = await readCluster(database, analysis, id)
  if (!found) return null
  const { cluster, neighbours } = found
  const coordinates = cellsToMultiPolygon(cluster.cells, true) as unknown as Position[][][]
  const { id: areaId } = await storeArea(database, { type: 'MultiPolygon', coordinates })
  return {
    report: reportOf(analysis),
    cluster,
    areaId,
    ...(await readContents(database, analysis, cluster.cells)),
    neighbours: neighbours.map(({ id: other, name, center }) => ({
      id: other,
      name,
      distanceMeters: Math.round(metersBetween(cluster.center, center)),
    })),
  }
}

/** What lies in the cells, by their index as the analysis counts it, of the same records: those that its filter keeps. */
async function readContents(
  database: Database,
  { question, study }: Analysis,
  names: readonly string[],
): Promise<Pick<HotSpotCard, 'hazards' | 'enterprises' | 'trend'>> {
  const chosen = { resolution: study.resolution, cells: BigUint64Array.from(names, (name) => BigInt(`0x${name}`)) }
  const { filter } = question
  const [{ resolved: hazards }, { resolved: always }, { resolved: firms }] = await Promise.all([
    resolveApplicable(database, 'hazards', filter),
    resolveApplicable(database, 'hazards', { ...filter, found: undefined }),
    resolveDenominator(database, filter),
  ])
  const [parts, enterprises, months] = await Promise.all([
    readCellParts(database, hazards, 'count', chosen.resolution, chosen.cells),
    countInCells(database, firms, chosen),
    readFoundMonths(database, always, chosen),
  ])
  return {
    hazards: parts.counts.reduce((sum, count) => sum + count, 0),
    enterprises,
    trend: { starts: months.starts.slice(-shownMonths), found: months.found.slice(-shownMonths) },
  }
}
