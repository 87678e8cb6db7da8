import { usePreferredDark, useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { type Language, languageIds, type ThemeChoice, themeIds } from '../urlState.ts'

const panelIds = ['layers', 'filter', 'numbers', 'charts', 'time'] as const
type PanelId = (typeof panelIds)[number]

const isOneOf = <Id extends string>(ids: readonly Id[], text: string): text is Id =>
  (ids as readonly string[]).includes(text)

/** What a browser remembers of its user: theme, language, which panels are folded, whether the tour was seen. */
export const useSettingsStore = defineStore('settings', () => {
  const storedTheme = useStorage('atlas.theme', 'system')
  const storedLanguage = useStorage('atlas.language', 'zh-CN')
  const folded = useStorage<string[]>('atlas.folded', [])
  const tourSeen = useStorage('atlas.tourSeen', false)
  const prefersDark = usePreferredDark()

  const theme = computed<ThemeChoice>({
    get: () => (isOneOf(themeIds, storedTheme.value) ? storedTheme.value : 'system'),
    set: (choice) => (storedTheme.value = choice),
  })
  const language = computed<Language>({
    get: () => (isOneOf(languageIds, storedLanguage.value) ? storedLanguage.value : 'zh-CN'),
    set: (choice) => (storedLanguage.value = choice),
  })
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && prefersDark.value))

  const isFolded = (panel: PanelId): boolean => folded.value.includes(panel)

  function fold(panel: PanelId, isFoldedNow: boolean): void {
    const others = folded.value.filter((id) => id !== panel)
    folded.value = isFoldedNow ? [...others, panel] : others
  }

  return { theme, language, dark, folded, tourSeen, isFolded, fold }
})
