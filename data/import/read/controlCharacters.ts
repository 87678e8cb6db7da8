import { Refusal } from '../values/refusal.ts'

// oxlint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/

/** True when the text holds a control character other than a tab or a line break. */
export function hasControlCharacter(text: string): boolean {
  return controlCharacter.test(text)
}

/** Why a row cannot be stored because of a control character in one of its cells; null when there is none. */
export function controlCharacterProblem(cells: readonly (string | undefined)[]): Refusal | null {
  const cell = cells.find((text) => text !== undefined && controlCharacter.test(text))
  const character = cell === undefined ? undefined : controlCharacter.exec(cell)?.[0]
  if (character === undefined) return null
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
  return new Refusal(character === '\0' ? 'contains a NUL byte' : `contains the control character U+${code}`)
}
