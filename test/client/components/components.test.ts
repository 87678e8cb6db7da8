import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chartMessages } from '../../../client/charts/messages.ts'
import { detentShares, nearestDetent, stepDetent } from '../../../client/components/detent.ts'
import { iconNames, icons } from '../../../client/components/icons.ts'
import { componentMessages } from '../../../client/components/messages.ts'
import { mapMessages } from '../../../client/map/messages.ts'
import { contrast } from '../../helpers/colorVision.ts'

describe('detents', () => {
  it('snap to the nearest, leaning the way of the finger', () => {
    expect(nearestDetent(0.45, 0)).toBe('half')
    expect(nearestDetent(0.3, 2)).toBe('half')
    expect(nearestDetent(0.3, -2)).toBe('peek')
    expect(nearestDetent(0.9, 0)).toBe('full')
  })

  it('step up and down and stay at the ends', () => {
    expect([stepDetent('peek', 1), stepDetent('full', 1), stepDetent('half', -1), stepDetent('peek', -1)]).toEqual([
      'half',
      'full',
      'peek',
      'peek',
    ])
    expect(detentShares.peek).toBeLessThan(detentShares.half)
  })
})

describe('icons', () => {
  it('are path data on the 24 px grid', () => {
    for (const name of iconNames) expect(icons[name]).toMatch(/^M[\d\sMmLlHhVvCcSsAaZz.,-]+$/)
  })
})

describe('messages', () => {
  it.each([
    ['map', mapMessages],
    ['charts', chartMessages],
    ['components', componentMessages],
  ])('%s: both languages have the same words with the same blanks', (_, messages) => {
    const blanks = (words: Readonly<Record<string, string>>) =>
      Object.entries(words).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()])
    expect(blanks(messages.en)).toEqual(blanks(messages['zh-CN']))
  })
})

/** The colours of tokens.css by theme. */
function tokens(theme: 'light' | 'dark'): Map<string, string> {
  const css = readFileSync(join(import.meta.dirname, '../../../client/styles/tokens.css'), 'utf8')
  const block = css.split(theme === 'light' ? ':root {' : ":root[data-theme='dark'] {")[1]?.split('}')[0] ?? ''
  return new Map(
    [...block.matchAll(/(--color-[\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

describe('tokens', () => {
  it('say every colour in both themes', () => {
    expect([...tokens('dark').keys()]).toEqual([...tokens('light').keys()])
  })

  it.each(['light', 'dark'] as const)('%s: text can be read on every surface (WCAG AA)', (theme) => {
    const color = (name: string) => tokens(theme).get(`--color-${name}`) ?? ''
    for (const ground of ['surface', 'surface-raised', 'surface-sunken', 'bg']) {
      expect(contrast(color('text'), color(ground))).toBeGreaterThan(7)
      expect(contrast(color('text-muted'), color(ground))).toBeGreaterThan(4.5)
    }
    for (const name of ['accent', 'danger', 'warn', 'good']) {
      expect(contrast(color(name), color('surface'))).toBeGreaterThan(4.5)
    }
    expect(contrast(color('accent-text'), color('accent'))).toBeGreaterThan(4.5)
    expect(contrast(color('accent-strong'), color('accent-soft'))).toBeGreaterThan(4.5)
    expect(contrast(color('text-faint'), color('surface'))).toBeGreaterThan(3)
  })
})
