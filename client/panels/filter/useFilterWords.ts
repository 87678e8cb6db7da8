import { useI18n } from 'vue-i18n'
import { findCampaign } from '#model/campaign.ts'
import { type CodeFilterName, type FilterName, filterCodes } from '#model/filter.ts'
import { reportingUnits } from '#model/reportingUnit.ts'
import { formatArea, formatDay, formatDistance } from '../../format.ts'
import { useNames } from '../../i18n/useNames.ts'
import { useAreaStore } from '../../stores/useAreaStore.ts'
import { type FilterChip, useFilterStore } from '../../stores/useFilterStore.ts'
import { useRegionStore } from '../../stores/useRegionStore.ts'

/** The conditions of the filter in words. */
export function useFilterWords() {
  const { t } = useI18n()
  const { nameOf, codeName, regionName, language } = useNames()
  const filterStore = useFilterStore()
  const regionStore = useRegionStore()
  const areaStore = useAreaStore()

  const dayOrOpen = (day: string | null): string => (day ? formatDay(day, language.value) : '…')

  const values: { readonly [Name in FilterName]?: () => string } = {
    campaign: () => {
      const id = filterStore.filter.campaign ?? ''
      const campaign = findCampaign(id)
      return campaign ? nameOf(campaign) : id
    },
    region: () => {
      const region = regionStore.current
      return region && region.code === filterStore.filter.region
        ? regionName(region)
        : (filterStore.filter.region ?? '')
    },
    unit: () => {
      const unit = reportingUnits.find(({ id }) => id === filterStore.filter.unit)
      return unit ? nameOf(unit) : (filterStore.filter.unit ?? '')
    },
    area: () => (areaStore.areaKm2 === null ? '' : formatArea(areaStore.areaKm2)),
    bbox: () => (filterStore.filter.bbox ?? []).map((value) => value.toFixed(2)).join(', '),
    near: () => formatDistance(filterStore.filter.near?.distanceMeters),
    listed: () => t(filterStore.filter.listed ? 'filter.listedYes' : 'filter.listedNo'),
    overdue: () => t(filterStore.filter.overdue ? 'filter.overdueYes' : 'filter.overdueNo'),
    found: () => {
      const { from = null, to = null } = filterStore.filter.found ?? {}
      return from !== null && from === to ? dayOrOpen(from) : `${dayOrOpen(from)} – ${dayOrOpen(to)}`
    },
    asOf: () => dayOrOpen(filterStore.filter.asOf ?? null),
    text: () => `“${filterStore.filter.text ?? ''}”`,
  }

  const nameOfFilter = (name: FilterName): string => t(`filter.names.${name}`)

  function valueOf({ name, id }: FilterChip): string {
    return id === null ? (values[name]?.() ?? '') : codeName(filterCodes[name as CodeFilterName], id)
  }

  /** "Sector: Gas"; flags name themselves. */
  function wordsOf(chip: FilterChip): string {
    const value = valueOf(chip)
    const isFlag = chip.name === 'listed' || chip.name === 'overdue'
    return isFlag || value === ''
      ? value || nameOfFilter(chip.name)
      : t('filter.pair', { name: nameOfFilter(chip.name), value })
  }

  return { nameOfFilter, valueOf, wordsOf }
}
