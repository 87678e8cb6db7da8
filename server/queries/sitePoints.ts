import type { Database, Session } from '../database/database.ts'
import { VersionCache } from './versionCache.ts'
import { firstFrom } from './place/firstFrom.ts'
import { metersPerDegree } from './place/planeDistance.ts'

/** The places of sites of some kinds, by column, from south to north. */
export interface SitePoints {
  readonly ids: readonly (string | null)[]
  readonly names: readonly (string | null)[]
  readonly kinds: readonly (string | null)[]
  readonly lngs: Float64Array
  readonly lats: Float64Array
}

const cache = new VersionCache<SitePoints>(4)

/** All named sites of the given kinds. */
export function readSitePoints(database: Database, dataVersion: string, kinds: readonly string[]): Promise<SitePoints> {
  const session: Session = database
  return cache.get(session, dataVersion, kinds.join(), async () => {
    const marks = kinds.map((_, index) => `$${index + 1}`).join(', ')
    const { id, name, kind, lng, lat } = await database.columns(
      { id: 'text', name: 'text', kind: 'text', lng: 'number', lat: 'number' },
      `select site_id as id, name, kind, lng, lat from site
       where kind in (${marks}) and name is not null and lng is not null order by lat, site_id`,
      kinds,
    )
    return { ids: id, names: name, kinds: kind, lngs: lng, lats: lat }
  })
}

/** A site and how far it is. */
export interface NearestSite {
  readonly id: string
  readonly name: string
  readonly distanceMeters: number
}

/** The site of one of the kinds that is nearest to a place, `[lng, lat]`, on a plane about it; null beyond `meters`. */
export function nearestSite(
  { ids, names, kinds, lngs, lats }: SitePoints,
  [lng, lat]: readonly [number, number],
  wanted: readonly string[],
  meters: number,
): NearestSite | null {
  const wide = Math.cos((lat * Math.PI) / 180)
  let nearest = -1
  let best = meters / metersPerDegree
  for (let site = firstFrom(lats, lat - best); site < lats.length; site += 1) {
    if ((lats[site] as number) > lat + best) break
    const away = Math.hypot(((lngs[site] as number) - lng) * wide, (lats[site] as number) - lat)
    if (away >= best || !wanted.includes(kinds[site] ?? '')) continue
    best = away
    nearest = site
  }
  if (nearest < 0) return null
  const distanceMeters = Math.round(best * metersPerDegree)
  return { id: String(ids[nearest]), name: String(names[nearest]), distanceMeters }
}
