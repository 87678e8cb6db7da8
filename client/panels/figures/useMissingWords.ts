import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { MissingReason } from '#model/indicator.ts'

/** The words that stand where an indicator has no value. */
export function useMissingWords(): ComputedRef<Readonly<Record<MissingReason, string>>> {
  const { t } = useI18n()
  return computed(() => ({
    notApplicable: t('missing.notApplicable'),
    tooFew: t('missing.tooFew'),
    unknown: t('missing.unknown'),
  }))
}
