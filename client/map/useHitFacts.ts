import { type MaybeRefOrGetter, onBeforeUnmount, shallowRef, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Hit, HitFacts } from './hit.ts'
import { hitFacts } from './hitFacts.ts'
import { useMapContext } from './mapKey.ts'

/** The titles of records in their order, null where there is none. */
export type TitlesOf = (hits: readonly Hit[]) => Promise<readonly (string | null)[]>

/** A pointer that only passes asks for nothing. */
const restMs = 120

/**
 * Names and facts of records: at once those that the tile carries, the title when it comes. An answer that is overtaken
 * or fails changes nothing: what the tile says is still true.
 */
export function useHitFacts(hits: MaybeRefOrGetter<readonly Hit[]>, titlesOf: () => TitlesOf | undefined) {
  const { locale } = useMapContext()
  const { t } = useI18n()
  const facts = shallowRef<readonly HitFacts[]>([])
  let waiting: ReturnType<typeof setTimeout> | undefined

  const own = (hit: Hit) =>
    hitFacts(hit, {
      locale: locale.value,
      overdue: t('map.overdueShort'),
      listed: t('map.listedShort'),
      deaths: (count) => t('map.deaths', { count }),
      storeys: (count) => t('map.storeys', { count }),
    })
  const name = async (asked: readonly Hit[]) => {
    const titles = await titlesOf()?.(asked).catch(() => null)
    if (!titles || toValue(hits) !== asked) return
    facts.value = asked.map((hit, index) => ({ ...own(hit), title: titles[index] ?? own(hit).title }))
  }

  watch(
    [() => toValue(hits), locale],
    ([current]) => {
      facts.value = current.map(own)
      clearTimeout(waiting)
      if (current.length > 0) waiting = setTimeout(() => void name(current), restMs)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => clearTimeout(waiting))
  return facts
}
