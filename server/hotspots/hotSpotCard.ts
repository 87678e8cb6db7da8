import { cellsToMultiPolygon } from 'h3-js'
import type { Position } from 'geojson'
import type { HotSpotCard } from '#contract/hotspots.ts'
import type { Filter } from '#model/filter.ts'
import type { Database } from '../database/database.ts'
import { storeArea } from '../queries/areas.ts'
import { readSummary } from '../queries/summary.ts'
import { readTrend } from '../queries/trend.ts'
import type { Analysis } from './analyses.ts'
import { readCluster } from './clusterAnswers.ts'
import { reportOf } from './report.ts'

/** Months of the trend. */
const shownMonths = 24
const metersPerDegree = 111_195

function metersBetween([lngA, latA]: readonly [number, number], [lngB, latB]: readonly [number, number]): number {
  const wide = (lngA - lngB) * Math.cos((((latA + latB) / 2) * Math.PI) / 180)
  return Math.round(Math.hypot(wide, latA - latB) * metersPerDegree)
}

/** What a card shows of one spot: the list's entry, what lies inside, its months, the spots near it. Null for no such. */
export async function readHotSpotCard(database: Database, analysis: Analysis, id: string): Promise<HotSpotCard | null> {
  const found = await readCluster(database, analysis, id)
  if (!found) return null
  const { cluster, neighbours } = found
  const coordinates = cellsToMultiPolygon(cluster.cells, true) as unknown as Position[][][]
  const { id: areaId } = await storeArea(database, { type: 'MultiPolygon', coordinates })
  const { filter } = analysis.question
  // The cells already lie in the place that was asked for.
  const inside: Filter = { ...filter, area: areaId, bbox: undefined, near: undefined, region: undefined }
  const [summary, trend] = await Promise.all([
    readSummary(database, inside),
    readTrend(database, { ...inside, found: undefined }, 'month'),
  ])
  return {
    report: reportOf(analysis),
    cluster,
    areaId,
    hazards: summary.hazards.found,
    enterprises: summary.enterprises,
    trend: { starts: trend.starts.slice(-shownMonths), found: trend.found.slice(-shownMonths) },
    neighbours: neighbours.map(({ id: other, name, center }) => ({
      id: other,
      name,
      distanceMeters: metersBetween(cluster.center, center),
    })),
  }
}
