import { useEventListener } from '@vueuse/core'

/** The key of each shortcut; one letter, without modifier. */
export const shortcuts = {
  search: '/',
  filter: 'f',
  layers: 'l',
  drawRectangle: 'r',
  up: 'u',
  language: 'g',
  theme: 't',
  help: '?',
} as const
type ShortcutName = keyof typeof shortcuts

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName))

/** Runs an action at its key, unless somebody is typing or a dialog is open. */
export function useShortcuts(actions: Readonly<Record<ShortcutName, () => void>>): void {
  const byKey = new Map(Object.entries(shortcuts).map(([name, key]) => [key as string, name as ShortcutName]))
  useEventListener(window, 'keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    if (document.querySelector('dialog[open]')) return
    const name = byKey.get(event.key)
    if (!name) return
    event.preventDefault()
    actions[name]()
  })
}
