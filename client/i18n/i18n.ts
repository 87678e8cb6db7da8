import { createI18n } from 'vue-i18n'
import { chartMessages } from '../charts/messages.ts'
import { componentMessages } from '../components/messages.ts'
import { mapMessages } from '../map/messages.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** The words of the shell, the map, the charts and the components in both languages. */
const messages = {
  'zh-CN': {
    ...zhCN,
    map: mapMessages['zh-CN'],
    charts: chartMessages['zh-CN'],
    components: componentMessages['zh-CN'],
  },
  en: { ...en, map: mapMessages.en, charts: chartMessages.en, components: componentMessages.en },
}

/** The page's translator; Chinese stands in for what another language lacks. */
export function createTranslator(language: 'zh-CN' | 'en') {
  return createI18n({ legacy: false, locale: language, fallbackLocale: 'zh-CN', messages, warnHtmlMessage: true })
}
