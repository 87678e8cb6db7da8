import { useI18n } from 'vue-i18n'
import { hotSpotMessages } from './messages.ts'

/** The page's translator with the words of hot spots, which come with the task, under `hotSpots`. */
export function useHotSpotWords() {
  const translator = useI18n({ useScope: 'global' })
  if (!translator.te('hotSpots.title')) {
    for (const language of ['zh-CN', 'en'] as const) {
      translator.mergeLocaleMessage(language, { hotSpots: hotSpotMessages[language] })
    }
  }
  return translator
}
