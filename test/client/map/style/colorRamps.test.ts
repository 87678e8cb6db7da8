import { describe, expect, it } from 'vitest'
import {
  type ColorRamp,
  differenceRamp,
  hexagonRamp,
  mixColors,
  rampColors,
  regionRamp,
} from '../../../../client/map/style/colorRamps.ts'
import { palettes } from '../../../../client/map/style/palette.ts'
import { contrast, luminance, seenBy } from '../../../helpers/colorVision.ts'

const sequential: readonly [string, ColorRamp][] = [
  ['regionRamp', regionRamp],
  ['hexagonRamp', hexagonRamp],
]

describe('mixColors', () => {
  it('meets both ends and the middle', () => {
    expect(mixColors('#000000', '#ffffff', 0)).toBe('#000000')
    expect(mixColors('#000000', '#ffffff', 1)).toBe('#ffffff')
    expect(mixColors('#102030', '#304050', 0.5)).toBe('#203040')
  })
})

describe('rampColors', () => {
  it('includes both ends of the ramp', () => {
    const colors = rampColors(regionRamp.light, 4)
    expect(colors).toHaveLength(4)
    expect([colors[0], colors[3]]).toEqual([regionRamp.light[0], regionRamp.light.at(-1)])
  })

  it('takes the middle for a single class', () => {
    expect(rampColors(['#000000', '#808080', '#ffffff'], 1)).toEqual(['#808080'])
  })
})

describe.each(sequential)('%s', (_, ramp) => {
  it.each(['normal', 'protan', 'deutan', 'tritan'] as const)('steps evenly in lightness for %s vision', (vision) => {
    for (const theme of ['light', 'dark'] as const) {
      const seen = rampColors(ramp[theme], 6).map((color) => luminance(seenBy(vision, color)))
      const falling = theme === 'light' ? seen : seen.reverse()
      expect(falling).toEqual(falling.toSorted((a, b) => b - a))
    }
  })
})

describe('differenceRamp', () => {
  it('keeps its two ends apart for every colour vision', () => {
    for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        const [low, high] = [differenceRamp[theme][0], differenceRamp[theme].at(-1)].map((color) =>
          seenBy(vision, color ?? ''),
        )
        const distance = Math.hypot(...[0, 1, 2].map((channel) => (low?.[channel] ?? 0) - (high?.[channel] ?? 0)))
        expect(distance).toBeGreaterThan(0.12)
      }
    }
  })
})

describe('palettes', () => {
  it.each(['light', 'dark'] as const)('%s: labels can be read on land and sea', (theme) => {
    const { label, labelMuted, land, sea } = palettes[theme]
    for (const ground of [land, sea]) {
      expect(contrast(label, ground)).toBeGreaterThan(7)
      expect(contrast(labelMuted, ground)).toBeGreaterThan(3.7)
    }
  })

  it.each(['light', 'dark'] as const)('%s: the four risk colours differ in lightness or hue for all', (theme) => {
    const { major, larger, general, low } = palettes[theme].risk
    for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const) {
      const colors = [major, larger, general, low].map((color) => seenBy(vision, color))
      for (const [index, first] of colors.entries()) {
        for (const second of colors.slice(index + 1)) {
          const distance = Math.hypot(...[0, 1, 2].map((channel) => (first[channel] ?? 0) - (second[channel] ?? 0)))
          expect(distance).toBeGreaterThan(0.08)
        }
      }
    }
  })
})
