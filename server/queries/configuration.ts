import type { Configuration } from '#contract/configuration.ts'
import type { Session } from '../database/database.ts'
import { readOverview } from './overview.ts'

/** What the store knows of the configuration of the page. */
export async function readConfiguration(session: Session): Promise<Omit<Configuration, 'mapApprovalNo' | 'basemaps'>> {
  const { dataVersion, sample, asOf, found, counts, bbox } = await readOverview(session)
  return { dataVersion, sample, asOf, found, counts, bbox: bbox ? [...bbox] : null }
}
