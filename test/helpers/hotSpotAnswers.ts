import type {
  CellExplanation,
  HotSpotCard,
  HotSpotCluster,
  HotSpotClusters,
  HotSpotReport,
} from '#contract/hotspots.ts'

const words = (text: string) => ({ zh: text, en: text })

/** Answers about hot spots with one hot and one cold one; each takes what shall differ. */
export const hotSpotReport = (part: Partial<HotSpotReport> = {}): HotSpotReport => ({
  asOf: '2023-08-05',
  period: { from: '2023-04-27', to: '2023-08-05' },
  sample: true,
  dataVersion: '7',
  measure: 'count',
  filter: '',
  parameters: { measure: 'count', resolution: 'auto' },
  resolution: 6,
  resolutionReason: words('resolution'),
  scaleSearch: [{ ring: 1, distanceKm: 5, moranZ: 12 }],
  studyArea: { kind: 'occupied', cells: 900, areaKm2: 30_000, words: words('area') },
  method: {
    id: 'adaptive',
    distribution: 'withoutReplacement',
    ring: 1,
    confidence: 95,
    seed: null,
    words: words('method'),
    areaWords: words('areas'),
  },
  scales: [{ resolution: 6, ring: 1 }],
  total: 1200,
  unlocated: 3,
  leftOut: 0,
  mean: 1.3,
  standardDeviation: 2.2,
  tooFew: null,
  cautions: [],
  hot: { '90': 0, '95': 2, '99': 3 },
  cold: { '90': 0, '95': 1, '99': 0 },
  steps: null,
  patterns: null,
  changes: null,
  valueBreaks: [1, 2, 3, 5, 8, 13],
  ...part,
})

export const hotSpotCluster = (part: Partial<HotSpotCluster> = {}): HotSpotCluster => ({
  id: '86411c2b7ffffff',
  rank: 1,
  hot: true,
  name: words('Dongguan'),
  regionCode: '441900',
  place: null,
  center: [113.6, 22.9],
  bbox: [113.4, 22.7, 113.8, 23.1],
  cells: ['86411c2b7ffffff', '86411c2a7ffffff'],
  areaKm2: 80,
  value: 120,
  expected: 10,
  ratio: 12,
  shareOfTotal: 0.1,
  q: 1e-6,
  p: 1e-8,
  confidence: 99,
  persistence: 0.8,
  scalesHeld: 4,
  scales: 5,
  pattern: null,
  change: null,
  leadingSectors: [{ sector: 'gas', count: 70 }],
  sentence: words('120 hazards'),
  ...part,
})

export const hotSpotClusters = (
  clusters: HotSpotCluster[] = [
    hotSpotCluster(),
    hotSpotCluster({
      id: '8641104d7ffffff',
      rank: 2,
      hot: false,
      cells: ['8641104d7ffffff'],
      bbox: [110, 22, 110.2, 22.2],
      persistence: 0.4,
    }),
  ],
  report: Partial<HotSpotReport> = {},
): HotSpotClusters => ({
  report: hotSpotReport(report),
  numberMatched: clusters.length,
  numberReturned: clusters.length,
  clusters,
})

export const hotSpotCard = (part: Partial<HotSpotCard> = {}): HotSpotCard => ({
  report: hotSpotReport(),
  cluster: hotSpotCluster(),
  areaId: '0123456789abcdef',
  hazards: 120,
  enterprises: 40,
  trend: { starts: ['2023-07-01', '2023-08-01'], found: [50, 70] },
  neighbours: [],
  ...part,
})

export const cellExplanation = (part: Partial<CellExplanation> = {}): CellExplanation => ({
  report: hotSpotReport(),
  cell: null,
  verdict: 'outsideStudyArea',
  sentence: words('outside'),
  neededSum: null,
  criticalP: null,
  neighbours: [],
  byResolution: [],
  ...part,
})
