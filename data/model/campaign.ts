/** A step of a campaign; days are inclusive. */
interface CampaignPhase {
  readonly zh: string
  readonly en: string
  readonly from: string
  readonly to: string
}

/** A drive to find and remove hazards; all statistics are scoped to one. Days are inclusive. */
export interface Campaign {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly from: string
  readonly to: string
  readonly phases: readonly CampaignPhase[]
}

/** The bounds of a phase are a reading of the plan, which gives months: they serve the time strip, no statistic. */
export const campaigns: readonly Campaign[] = [
  {
    id: 'majorHazard2023',
    zh: '重大事故隐患专项排查整治2023行动',
    en: 'Major accident hazard campaign 2023',
    from: '2023-04-27',
    to: '2023-12-31',
    phases: [
      { zh: '动员部署', en: 'Mobilisation', from: '2023-04-27', to: '2023-05-14' },
      { zh: '自查自改和帮扶', en: 'Self-inspection and assistance', from: '2023-05-15', to: '2023-07-31' },
      { zh: '精准执法', en: 'Precise enforcement', from: '2023-08-01', to: '2023-11-30' },
      { zh: '总结提高', en: 'Summary', from: '2023-12-01', to: '2023-12-31' },
    ],
  },
  {
    id: 'rootCause2024',
    zh: '安全生产治本攻坚三年行动',
    en: 'Three-year root-cause campaign',
    from: '2024-01-01',
    to: '2026-12-31',
    phases: [],
  },
]

/** The campaign with that id, or undefined. */
export function findCampaign(id: string): Campaign | undefined {
  return campaigns.find((campaign) => campaign.id === id)
}

/** The campaign in force on a day (`YYYY-MM-DD`), or undefined. */
export function campaignOn(day: string): Campaign | undefined {
  return campaigns.find((campaign) => campaign.from <= day && day <= campaign.to)
}
