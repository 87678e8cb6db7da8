import { refDebounced } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RegionStatistics, Trend } from '#contract/statistics.ts'
import type { Bbox } from '#model/bbox.ts'
import { daysBetween } from '#model/day.ts'
import { type Filter, printFilter } from '#model/filter.ts'
import { nationCode } from '#model/region.ts'
import { getRegionStatistics, getSummary, getTrend } from '../api/statistics.ts'
import { followDebounceMs } from '../config.ts'
import { useAnswer } from './useAnswer.ts'
import { useConfigurationStore } from './useConfigurationStore.ts'
import { useFilterStore } from './useFilterStore.ts'
import { useRegionStore } from './useRegionStore.ts'
import { useViewStore } from './useViewStore.ts'

/** The box that two boxes share; a point of the first when they share nothing. */
export function sharedBbox(one: Bbox, other: Bbox): Bbox {
  const west = Math.max(one[0], other[0])
  const south = Math.max(one[1], other[1])
  const east = Math.min(one[2], other[2])
  const north = Math.min(one[3], other[3])
  return west <= east && south <= north ? [west, south, east, north] : [one[0], one[1], one[0], one[1]]
}

const clampTo = (limit: number, value: number): number => Number(Math.min(limit, Math.max(-limit, value)).toFixed(4))

/** The filter with the visible part of the map as its box. */
export function filterInView(filter: Filter, [west, south, east, north]: Bbox): Filter {
  const view: Bbox = [clampTo(180, west), clampTo(90, south), clampTo(180, east), clampTo(90, north)]
  return { ...filter, bbox: filter.bbox ? sharedBbox(view, filter.bbox) : view }
}

/** Bins that give the days from first to last between about 20 and 160 bars; days when the period is unknown. */
export function binFor(period: { readonly from?: string; readonly to?: string } | null): Trend['bin'] {
  const days = period?.from && period.to ? daysBetween(period.from, period.to) : 0
  if (days > 1100) return 'month'
  return days > 150 ? 'week' : 'day'
}

/** The numbers under the filter. While new ones are on their way the old ones stay; outdated requests are aborted. */
export const useStatisticsStore = defineStore('statistics', () => {
  const configuration = useConfigurationStore()
  const filterStore = useFilterStore()
  const regionStore = useRegionStore()
  const view = useViewStore()
  const settledBbox = refDebounced(
    computed(() => view.bbox),
    followDebounceMs,
  )

  /** The page's filter, narrowed to the visible map when numbers follow it. */
  const filter = computed<Filter>(() =>
    view.follow && settledBbox.value ? filterInView(filterStore.filter, settledBbox.value) : filterStore.filter,
  )
  /** The filter of the time strip, which shows what lies outside the chosen days too. */
  const stripFilter = computed<Filter>(() => ({ ...filter.value, found: undefined }))
  const wholePeriod = computed(() => configuration.configuration?.found ?? null)
  /** The days on the strip; null until it is there. */
  const stripDays = shallowRef<{ readonly from: string; readonly to: string } | null>(null)
  const stripBin = computed(() => binFor(stripDays.value ?? wholePeriod.value))
  const bin = computed(() =>
    binFor({
      from: filter.value.found?.from ?? wholePeriod.value?.from,
      to: filter.value.found?.to ?? wholePeriod.value?.to,
    }),
  )
  /** Rows by reporting unit (with the XPCC) in place of regions; for the nation alone. */
  const byUnit = ref(false)
  const by = computed(() => (byUnit.value && regionStore.parent === nationCode ? 'unit' : 'region'))
  /** A filter for the children of the region in focus; a county's sisters lie outside it. */
  const amongChildren = (asked: Filter): Filter =>
    regionStore.parent === regionStore.code ? asked : { ...asked, region: undefined }

  const when = (): boolean => configuration.dataVersion !== null
  const keyOf = (name: string, asked: Filter, ...rest: string[]): string[] => [
    name,
    printFilter(asked).toString(),
    configuration.dataVersion ?? '',
    ...rest,
  ]

  const summary = useAnswer({
    key: () => keyOf('summary', filter.value),
    ask: (signal) => getSummary(filter.value, signal),
    when,
  })
  const askRegions = (asked: () => Filter, parent: () => string, kind: RegionStatistics['by'], wanted = when) =>
    useAnswer({
      key: () => keyOf('regions', asked(), parent(), kind),
      ask: (signal) => getRegionStatistics(asked(), parent(), kind, signal),
      when: wanted,
    })
  /** What colours the map: it shows whole regions, so it does not follow the visible part. */
  const regions = askRegions(
    () => amongChildren(filterStore.filter),
    () => regionStore.parent,
    'region',
  )
  const children = askRegions(
    () => amongChildren(filter.value),
    () => regionStore.parent,
    'region',
  )
  const units = askRegions(
    () => filter.value,
    () => nationCode,
    'unit',
    () => when() && by.value === 'unit',
  )
  /** What the ranking compares. */
  const compared = computed(() => {
    const { data, loading, error, retry } = by.value === 'unit' ? units : children
    return { data: data.value, loading: loading.value, error: error.value, retry }
  })
  const trend = useAnswer({
    key: () => keyOf('trend', filter.value, bin.value),
    ask: (signal) => getTrend(filter.value, bin.value, signal),
    when,
  })
  const strip = useAnswer({
    key: () => keyOf('trend', stripFilter.value, stripBin.value),
    ask: (signal) => getTrend(stripFilter.value, stripBin.value, signal),
    when,
  })

  return { filter, byUnit, by, summary, regions, compared, trend, strip, stripDays }
})
