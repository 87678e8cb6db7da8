import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { collections, isRecordCollectionId } from '#model/collections.ts'
import { useNames } from '../../i18n/useNames.ts'
import { useFilterStore } from '../../stores/useFilterStore.ts'
import { useSelectionStore } from '../../stores/useSelectionStore.ts'
import { factsOf, titleOf } from './facts.ts'
import { lifeCycleFields } from './lifeCycleSteps.ts'
import { positionOn } from './positionOn.ts'

/** The selected record in words. */
export function useSelectedRecord() {
  const { t } = useI18n()
  const { language, nameOf } = useNames()
  const filterStore = useFilterStore()
  const selection = useSelectionStore()

  const definition = computed(() => {
    const id = selection.selected?.collection ?? ''
    return isRecordCollectionId(id) ? collections[id] : null
  })
  const properties = computed<Readonly<Record<string, unknown>>>(() => selection.feature.data?.properties ?? {})
  const title = computed(
    () => titleOf(definition.value?.titleFields ?? [], properties.value) ?? selection.selected?.id ?? '',
  )
  const kind = computed(() => (definition.value ? nameOf(definition.value) : ''))
  const facts = computed(() => {
    const words = { language: language.value, yes: t('detail.yes'), no: t('detail.no') }
    const isHazard = definition.value?.id === 'hazards'
    const shown = (definition.value?.fields ?? []).filter(
      ({ name }) => name !== definition.value?.titleFields[0] && !(isHazard && lifeCycleFields.has(name)),
    )
    return factsOf(shown, properties.value, words)
  })
  const extra = computed(() => {
    const columns = properties.value.extra
    if (typeof columns !== 'object' || columns === null || Array.isArray(columns)) return []
    return Object.entries(columns).map(([name, text]) => ({ name, label: name, text: String(text) }))
  })
  const position = computed(() => positionOn(selection.feature.data?.geometry?.coordinates))
  const asOf = computed(() => filterStore.asOf ?? '')

  return { definition, properties, title, kind, facts, extra, position, asOf }
}
