import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { HotSpotCluster, HotSpotClusters } from '#contract/hotspots.ts'
import type { Bbox } from '#model/bbox.ts'
import { printFilter } from '#model/filter.ts'
import {
  getCellExplanation,
  getHotSpotCard,
  getHotSpotClusters,
  getRegionHotSpots,
  getSurroundings,
  hotSpotFilter,
  hotSpotQuery,
  hotSpotsUrl,
  newAnalysisKey,
} from '../api/hotspots.ts'
import { ApiError } from '../api/http.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'
import { useHotSpotChoiceStore } from './useHotSpotChoiceStore.ts'
import { useRegionStore } from './useRegionStore.ts'
import { useViewStore } from './useViewStore.ts'

/** A place on the map that is asked about. */
export interface AskedCell {
  readonly cell: string
  readonly lng: number
  readonly lat: number
}

const meet = (one: Bbox, other: Bbox): boolean =>
  one[0] <= other[2] && one[2] >= other[0] && one[1] <= other[3] && one[3] >= other[1]

/** The clusters that hold at enough scales and, when numbers follow the map, lie in view. */
export function shownClusters(
  clusters: readonly HotSpotCluster[],
  persistencePercent: number,
  view: Bbox | null,
): HotSpotCluster[] {
  return clusters.filter(
    ({ persistence, bbox }) =>
      Math.round(persistence * 100) >= persistencePercent && (view === null || meet(bbox as unknown as Bbox, view)),
  )
}

/** One analysis of hot spots: its ranked list and report, the open card, the cell asked about, what is pointed at. */
export const useHotSpotStore = defineStore('hotSpots', () => {
  const cache = useQueryCache()
  const choice = useHotSpotChoiceStore()
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const regionStore = useRegionStore()
  const view = useViewStore()

  const query = computed(() => hotSpotQuery(filterStore.filter, choice.choices).toString())
  const notApplied = computed(() => hotSpotFilter(filterStore.filter, choice.choices.measure).notApplied)
  const version = (): string => configuration.dataVersion ?? ''
  /** The query that was broken off; it is not asked again until somebody wants it. */
  const cancelledQuery = ref<string | null>(null)
  const cancelled = computed(() => cancelledQuery.value === query.value)
  const isOpen = (): boolean => view.task === 'hotspots' && configuration.dataVersion !== null && !cancelled.value

  /** What the newest analysis is called in the server's events. */
  const analysisKey = ref('')
  const analysis = useAnswer<{ readonly query: string; readonly version: string } & HotSpotClusters>({
    key: () => ['hotSpots', query.value, version()],
    ask: async (signal) => {
      const asked = { query: query.value, version: version() }
      analysisKey.value = newAnalysisKey()
      return { ...asked, ...(await getHotSpotClusters(asked.query, analysisKey.value, signal)) }
    },
    when: isOpen,
  })
  /** True while what is shown answers an earlier question. */
  const stale = computed(() => analysis.data.value !== null && analysis.data.value.query !== query.value)
  const report = computed(() => analysis.data.value?.report ?? null)
  const progress = computed(() => (choice.progress?.key === analysisKey.value ? choice.progress : null))

  const clusters = computed(() =>
    shownClusters(analysis.data.value?.clusters ?? [], choice.choices.persistence, view.follow ? view.bbox : null),
  )
  const clusterOfCell = computed(
    () => new Map(analysis.data.value?.clusters.flatMap(({ id, cells }) => cells.map((cell) => [cell, id] as const))),
  )

  /** Draws the map with its legend as a PNG; null while there is no map. */
  const takePicture = shallowRef<(() => Promise<Blob>) | null>(null)
  const hovered = ref<string | null>(null)
  const asked = shallowRef<AskedCell | null>(null)
  const answered = (): string => analysis.data.value?.query ?? ''
  const hasAnswer = (): boolean => isOpen() && analysis.data.value !== null

  const card = useAnswer({
    key: () => ['hotSpotCard', choice.choices.spot ?? '', answered(), version()],
    ask: (signal) => getHotSpotCard(choice.choices.spot ?? '', answered(), signal),
    when: () => hasAnswer() && choice.choices.spot !== null,
    keepPrevious: false,
  })
  /** True when the analysis has no hot spot of that id. */
  const isGone = computed(() => card.error.value instanceof ApiError && card.error.value.status === 404)
  const explanation = useAnswer({
    key: () => ['hotSpotCell', asked.value?.cell ?? '', answered(), version()],
    ask: (signal) => getCellExplanation(asked.value?.cell ?? '', answered(), signal),
    when: () => hasAnswer() && asked.value !== null,
    keepPrevious: false,
  })

  const regionsWanted = ref(false)
  const regions = useAnswer({
    key: () => {
      const { measure, confidence } = choice.choices
      return ['hotSpotRegions', regionStore.parent, query.value, measure, String(confidence), version()]
    },
    ask: (signal) => {
      const { region: _, ...filter } = filterStore.filter
      return getRegionHotSpots(regionStore.parent, filter, choice.choices, signal)
    },
    when: () => isOpen() && regionsWanted.value,
    keepPrevious: false,
  })
  const surroundings = useAnswer({
    key: () => ['surroundings', printFilter(filterStore.filter).toString(), version()],
    ask: (signal) => {
      const { area, bbox, near, region } = filterStore.filter
      return getSurroundings({ area, bbox, near, region }, signal)
    },
    when: isOpen,
    keepPrevious: false,
  })

  const downloadUrl = (format: 'geojson' | 'csv'): string => hotSpotsUrl(answered(), format)

  /** Breaks the analysis off, here and on the server. */
  function cancel(): void {
    cancelledQuery.value = query.value
    cache.cancelQueries({ key: ['hotSpots', query.value, version()], exact: true })
  }

  function resume(): void {
    cancelledQuery.value = null
    analysis.retry()
  }

  /** Opens the card of a hot spot and takes the map there; null closes it. */
  function open(id: string | null): void {
    asked.value = null
    choice.patch({ spot: id })
    const cluster = analysis.data.value?.clusters.find((one) => one.id === id)
    if (cluster) view.goTo({ bbox: cluster.bbox as unknown as Bbox })
  }

  return {
    query,
    notApplied,
    analysis,
    stale,
    report,
    progress,
    cancelled,
    clusters,
    clusterOfCell,
    takePicture,
    hovered,
    asked,
    card,
    isGone,
    explanation,
    regionsWanted,
    regions,
    surroundings,
    downloadUrl,
    cancel,
    resume,
    open,
  }
})
