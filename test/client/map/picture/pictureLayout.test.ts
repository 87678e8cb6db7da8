import { describe, expect, it } from 'vitest'
import { legendLines, pictureSize } from '../../../../client/map/picture/pictureLayout.ts'

describe('legendLines()', () => {
  it('lists sections by their order, each line beneath the one before', () => {
    const { lines, height } = legendLines([
      { title: 'B', order: 2, items: [{ kind: 'color', color: '#000000', label: 'b' }] },
      {
        title: 'A',
        unit: 'per cell',
        order: 1,
        items: [{ kind: 'ramp', shape: 'square', colors: ['#000000'], limits: ['1'], label: 'a' }],
      },
    ])
    expect(lines.map(({ text }) => text)).toEqual(['A  per cell', 'a', 'B', 'b'])
    expect(lines.every(({ y }, index) => index === 0 || y > (lines[index - 1]?.y ?? 0))).toBe(true)
    expect(height).toBeGreaterThan(lines.at(-1)?.y ?? 0)
  })
})

describe('pictureSize()', () => {
  it('makes room for the title above and the notes below the map', () => {
    const { width, height, mapTop, footTop } = pictureSize({ width: 800, height: 600 }, 4)
    expect(width).toBe(800)
    expect(mapTop).toBeGreaterThan(0)
    expect(footTop).toBeGreaterThanOrEqual(mapTop + 600)
    expect(height).toBeGreaterThan(footTop + 4 * 15)
  })
})
