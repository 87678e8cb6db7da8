import type { Database, Session } from '../database/database.ts'
import { VersionCache } from './versionCache.ts'

/** The places of sites of some kinds, by column. */
export interface SitePoints {
  readonly ids: readonly (string | null)[]
  readonly names: readonly (string | null)[]
  readonly kinds: readonly (string | null)[]
  readonly lngs: Float64Array
  readonly lats: Float64Array
}

const cache = new VersionCache<SitePoints>(4)

/** All named sites of the given kinds, in the order of their ids. */
export function readSitePoints(database: Database, dataVersion: string, kinds: readonly string[]): Promise<SitePoints> {
  const session: Session = database
  return cache.get(session, dataVersion, kinds.join(), async () => {
    const marks = kinds.map((_, index) => `$${index + 1}`).join(', ')
    const { id, name, kind, lng, lat } = await database.columns(
      { id: 'text', name: 'text', kind: 'text', lng: 'number', lat: 'number' },
      `select site_id as id, name, kind, lng, lat from site
       where kind in (${marks}) and name is not null and lng is not null order by site_id`,
      kinds,
    )
    return { ids: id, names: name, kinds: kind, lngs: lng, lats: lat }
  })
}
