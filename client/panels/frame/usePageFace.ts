import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSettingsStore } from '../../stores/useSettingsStore.ts'

/** Puts theme, language and title on the document; `dark` is the class that Element Plus looks for. */
export function usePageFace(): void {
  const { t, locale } = useI18n({ useScope: 'global' })
  const settings = useSettingsStore()
  watchEffect(() => {
    locale.value = settings.language
    const root = document.documentElement
    root.lang = settings.language
    root.dataset.theme = settings.dark ? 'dark' : 'light'
    root.classList.toggle('dark', settings.dark)
    document.title = t('app.title')
  })
}
