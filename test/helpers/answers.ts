import type { Configuration } from '#contract/configuration.ts'
import type { ImportReport } from '#contract/imports.ts'
import type { RegionRow, RegionStatistics, Summary, Trend } from '#contract/statistics.ts'

/** Answers of the API with the published totals of 5 August 2023; each takes what shall differ. */
export const configurationAnswer = (part: Partial<Configuration> = {}): Configuration => ({
  dataVersion: '7',
  sample: true,
  asOf: '2023-08-05',
  found: { from: '2023-04-27', to: '2023-08-05' },
  counts: { hazards: 130_000, enterprises: 300_000 },
  mapApprovalNo: null,
  basemaps: [{ id: 'tianditu-vec', zh: '天地图', en: 'Tianditu', url: '/api/basemaps/tianditu-vec', kind: 'raster' }],
  bbox: [73, 18, 135, 54],
  ...part,
})

const provenance = {
  asOf: '2023-08-05',
  period: { from: '2023-04-27', to: '2023-08-05' },
  sample: true,
  dataVersion: '7',
  notApplied: {},
}

const hazards = {
  found: 130_000,
  rectified: 98_000,
  closed: 80_000,
  open: 32_000,
  overdue: 4100,
  listed: 23_100,
  listedRectified: 14_400,
  selfFound: 56_000,
  selfRectified: 43_000,
  unlocated: 120,
}
const accidents = { accidents: 11_235, deaths: 8600, previousAccidents: 15_000, previousDeaths: 10_000 }

export const summaryAnswer = (part: Partial<Summary> = {}): Summary => ({
  ...provenance,
  hazards,
  enterprises: 300_000,
  roadSegments: { segments: 3000, lengthMeters: 2_400_000, accidents3y: 9000 },
  accidents,
  sites: 2500,
  actions: {
    assistanceVisits: 1_178_000,
    inspections: 10,
    penalties: 9,
    penaltyAmountCny: 8,
    letters: 38,
    interviews: 7,
    exposures: 6,
    tipOffs: 5,
  },
  reportingUnits: 32,
  ...part,
})

export const regionRow = (part: Partial<RegionRow> = {}): RegionRow => ({
  code: '440000',
  name: '广东省',
  nameEn: 'Guangdong',
  inStatistics: true,
  hazards,
  enterprises: 30_000,
  roadSegments: 120,
  accidents,
  assistanceVisits: 80_000,
  areaKm2: 179_800,
  ...part,
})

export const regionsAnswer = (rows: RegionRow[] = [regionRow()]): RegionStatistics => ({
  ...provenance,
  parent: '100000',
  by: 'region',
  rows,
  unassigned: { ...hazards, found: 0 },
})

export const trendAnswer = (part: Partial<Trend> = {}): Trend => ({
  ...provenance,
  bin: 'day',
  starts: ['2023-08-04', '2023-08-05'],
  found: [10, 20],
  rectified: [5, 8],
  accidents: [1, 0],
  ...part,
})

export const facetsAnswer = (collection: string, facets: Record<string, Record<string, number>>) => ({
  ...provenance,
  collection,
  facets,
})

export const importReport = (part: Partial<ImportReport> = {}): ImportReport => ({
  id: 'i1',
  collection: 'hazards',
  fileName: 'hazards.csv',
  datum: null,
  state: 'reading',
  bytesRead: 0,
  bytesTotal: 100,
  rowsRead: 0,
  rowsPerSecond: 0,
  remainingSeconds: null,
  accepted: 0,
  warned: 0,
  rejected: 0,
  unlocated: 0,
  replaced: 0,
  encoding: null,
  columns: [],
  problems: [],
  problemCount: 0,
  failure: null,
  startedAt: '2023-08-05T08:00:00Z',
  finishedAt: null,
  ...part,
})
