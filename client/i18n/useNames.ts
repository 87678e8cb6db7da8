import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { type CodeTable, findCode } from '#model/codes.ts'

interface Named {
  readonly zh: string
  readonly en: string
}

interface NamedRegion {
  readonly name: string
  readonly nameEn: string
}

interface Names {
  readonly language: ComputedRef<'zh-CN' | 'en'>
  /** The name of a code, campaign, collection, field ... in the page's language. */
  readonly nameOf: (entry: Named) => string
  /** The name of an id of a code table; an id that is not in it stands for itself. */
  readonly codeName: (table: CodeTable, id: string) => string
  readonly regionName: (region: NamedRegion) => string
  /** A list of words as a sentence writes it. */
  readonly listOf: (words: readonly string[]) => string
}

/** Names of the model's things in the language of the page. */
export function useNames(): Names {
  const { locale } = useI18n({ useScope: 'global' })
  const language = computed(() => (locale.value === 'en' ? 'en' : 'zh-CN'))
  const nameOf = (entry: Named): string => (language.value === 'en' ? entry.en : entry.zh)
  return {
    language,
    nameOf,
    codeName: (table, id) => {
      const code = findCode(table, id)
      return code ? nameOf(code) : id
    },
    regionName: (region) => (language.value === 'en' && region.nameEn ? region.nameEn : region.name),
    listOf: (words) => words.join(language.value === 'en' ? ', ' : '、'),
  }
}
