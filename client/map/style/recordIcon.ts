import type { Hit } from '../hit.ts'
import type { Theme } from './palette.ts'

const word = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)

/** The icon of a single record, as the map draws it; stretches and grounds have a plain sign. */
export function recordIcon({ collection, properties }: Hit, theme: Theme): string {
  if (collection === 'hazards') {
    const flags = ['overdue', 'listed'].filter((flag) => properties[flag]).join('+')
    return `hazard:${word(properties.status, 'reported')}:${flags}:${theme}`
  }
  if (collection === 'enterprises') {
    const inactive = properties.status === 'suspended' || properties.status === 'closed'
    return `enterprise:${word(properties.risk, 'unknown')}:${inactive ? 'inactive' : ''}:${theme}`
  }
  if (collection === 'accidents') return `accident:${word(properties.severity, 'unknown')}::${theme}`
  return `bubble:${collection}::${theme}`
}
