import { type MaybeRefOrGetter, shallowRef, toValue, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Hit, HitFacts } from './hit.ts'
import { hitFacts } from './hitFacts.ts'
import { useMapContext } from './mapKey.ts'

export type Describe = (hits: Hit[]) => Promise<HitFacts[]>

/**
 * Names and facts of records: at once those of the tile, then those of `describe` when they come. Answers that are
 * overtaken, or that fail, change nothing: the tile's own facts are still true.
 */
export function useHitFacts(hits: MaybeRefOrGetter<readonly Hit[]>, describe: () => Describe | undefined) {
  const { locale } = useMapContext()
  const { t } = useI18n()
  const described = shallowRef<readonly HitFacts[]>([])

  const own = (hit: Hit) =>
    hitFacts(hit, {
      locale: locale.value,
      overdue: t('map.overdueShort'),
      listed: t('map.listedShort'),
      deaths: (count) => t('map.deaths', { count }),
      storeys: (count) => t('map.storeys', { count }),
    })

  watch(
    [() => toValue(hits), locale],
    async ([current]) => {
      described.value = current.map(own)
      const answer = await describe()?.([...current]).catch(() => null)
      if (answer && toValue(hits) === current) described.value = answer
    },
    { immediate: true },
  )
  return described
}
