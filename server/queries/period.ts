import { campaignOn, findCampaign } from '#model/campaign.ts'
import { yearBefore } from '#model/day.ts'
import type { Filter, FilterName } from '#model/filter.ts'
import type { Overview } from './overview.ts'

/** Days, both inclusive. */
export interface Period {
  readonly from: string
  readonly to: string
}

const earlier = (a: string, b: string): string => (a < b ? a : b)

/**
 * The period of accidents and supervision actions: that of `found`; else that of the campaign asked for, or in force on
 * the day, up to it; else the calendar year up to it. An open start is the first day on which a hazard was found.
 */
export function periodOf({ found, campaign: id }: Filter, asOf: string, overview: Overview): Period {
  if (found) {
    const to = earlier(found.to ?? asOf, asOf)
    return { from: found.from ?? earlier(overview.found.from, to), to }
  }
  const campaign = id === undefined ? campaignOn(asOf) : findCampaign(id)
  if (campaign) return { from: campaign.from, to: earlier(campaign.to, asOf) }
  return { from: `${asOf.slice(0, 4)}-01-01`, to: asOf }
}

/** The filters that set the period: `found` goes before a campaign, and one that is not configured has no days. */
export function periodFilters({ found, campaign }: Filter): FilterName[] {
  if (found) return ['found']
  return campaign !== undefined && findCampaign(campaign) ? ['campaign'] : []
}

/** The same days one year before. */
export function previousPeriod({ from, to }: Period): Period {
  return { from: yearBefore(from), to: yearBefore(to) }
}
