import type { SearchHit } from '#contract/search.ts'
import type { RecordCollectionId } from '#model/collections.ts'
import type { Region } from '#model/region.ts'
import type { Session } from '../database/database.ts'
import { readDataVersion } from './dataVersion.ts'
import { readHits, titleSql } from './hits.ts'
import { Parameters } from './parameters.ts'
import { readRegionIndex, type RegionIndex } from './regionIndex.ts'
import { beginsSql, containsSql } from './textMatch.ts'

/** How a hit matches, best first; then the kind of record decides, then the shorter title. */
const ranks = { exact: 0, prefix: 1, contains: 2 } as const

interface Searched {
  readonly collectionId: RecordCollectionId
  /** Columns with numbers: found when they are equal or begin with the text. */
  readonly numbers: readonly string[]
  /** Columns with names: found when they contain the text. */
  readonly names: readonly string[]
}

const searched: readonly Searched[] = [
  { collectionId: 'enterprises', numbers: ['enterprise_id', 'uscc'], names: ['name'] },
  { collectionId: 'sites', numbers: ['site_id'], names: ['name'] },
  { collectionId: 'road-segments', numbers: ['segment_id', 'route_code'], names: ['route_name'] },
  { collectionId: 'hazards', numbers: ['hazard_no'], names: ['title', 'enterprise_name'] },
]

interface Ranked {
  readonly hit: SearchHit
  readonly rank: number
}

async function searchRecords(
  session: Session,
  { collectionId, numbers, names }: Searched,
  text: string,
  limit: number,
): Promise<Ranked[]> {
  const parameters = new Parameters()
  const all = [...numbers, ...names]
  const exact = parameters.add(text)
  const equal = all.map((column) => `lower(${column}) = lower(${exact})`).join(' or ')
  const begins = beginsSql(all, text, parameters)
  const rank = `case when not ${begins} then ${ranks.contains} when ${equal} then ${ranks.exact} else ${ranks.prefix} end`
  const condition = `${beginsSql(numbers, text, parameters)} or ${containsSql(names, text, parameters)}`
  const selection = { condition, columns: `${rank} as rank`, order: `rank, length(${titleSql(collectionId)})`, limit }
  const hits = await readHits(session, collectionId, selection, parameters)
  return hits.map(({ hit, row }) => ({ hit, rank: row.rank as number }))
}

function rankOf(region: Region, text: string): number | null {
  const wanted = text.toLowerCase()
  const names = [region.name, region.nameEn, region.code].map((name) => name.toLowerCase())
  if (names.includes(wanted)) return ranks.exact
  if (names.some((name) => name.startsWith(wanted))) return ranks.prefix
  return names.some((name) => name.includes(wanted)) ? ranks.contains : null
}

function pathOf(region: Region, { byCode }: RegionIndex): string {
  const names: string[] = []
  for (let parent = byCode.get(region.parentCode ?? ''); parent; parent = byCode.get(parent.parentCode ?? '')) {
    if (parent.parentCode !== null) names.unshift(parent.name)
  }
  return names.join(' ')
}

const levelOrder = ['nation', 'province', 'city', 'county']

function searchRegions(index: RegionIndex, text: string, limit: number): Ranked[] {
  const found = [...index.byCode.values()].flatMap((region) => {
    const rank = rankOf(region, text)
    return rank === null ? [] : [{ region, rank }]
  })
  const order = ({ region, rank }: (typeof found)[number]): number => rank * 10 + levelOrder.indexOf(region.level)
  return found
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, limit)
    .map(({ region, rank }) => ({
      rank,
      hit: {
        collection: 'regions',
        id: region.code,
        title: region.name,
        subtitle: pathOf(region, index),
        lng: region.lng,
        lat: region.lat,
        bbox: [region.west, region.south, region.east, region.north],
      },
    }))
}

/**
 * Regions, enterprises, sites, road segments and hazards whose name contains the text or whose number begins with it:
 * equal ones first, then those that begin with it; upper and lower case are the same.
 */
export async function search(session: Session, text: string, limit: number): Promise<SearchHit[]> {
  const wanted = text.trim()
  if (wanted === '') return []
  const regions = await readRegionIndex(session, await readDataVersion(session))
  const records = await Promise.all(searched.map((kind) => searchRecords(session, kind, wanted, limit)))
  return [searchRegions(regions, wanted, limit), ...records]
    .flat()
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ hit }) => hit)
}
