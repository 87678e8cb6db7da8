import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../../server/errors.ts'
import { parseArea } from '../../../server/routes/areaGeometry.ts'

const ring = [[113, 23], [114, 23], [114, 24], [113, 24], [113, 23]] // prettier-ignore
const polygon = { type: 'Polygon', coordinates: [ring] }

function refusal(body: unknown): ProblemError {
  try {
    parseArea(body)
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
  throw new Error('the area was accepted')
}

function circle(vertices: number): number[][] {
  return Array.from({ length: vertices }, (_, index) => {
    const angle = (2 * Math.PI * index) / (vertices - 1)
    return index === vertices - 1 ? [111, 30] : [110 + Math.cos(angle), 30 + Math.sin(angle)]
  })
}

describe('parseArea', () => {
  it('takes a polygon, several, and a feature of one', () => {
    expect(parseArea(polygon)).toEqual(polygon)
    const several = { type: 'MultiPolygon', coordinates: [[ring]] }
    expect(parseArea(several)).toEqual(several)
    expect(parseArea({ type: 'Feature', properties: { name: 'x' }, geometry: polygon })).toEqual(polygon)
  })

  it.each([
    ['a point', { type: 'Point', coordinates: [113, 23] }],
    ['nothing', null],
    ['text', 'polygon'],
    ['a polygon without rings', { type: 'Polygon', coordinates: [] }],
  ])('refuses %s', (_, body) => {
    expect(refusal(body)).toMatchObject({ status: 400, parameters: [{ name: 'body' }] })
  })

  it('says where a polygon crosses itself', () => {
    const bowTie = [[113, 23], [114, 24], [114, 23], [113, 24], [113, 23]] // prettier-ignore
    expect(refusal({ type: 'Polygon', coordinates: [bowTie] }).message).toContain('[113.500000, 23.500000]')
  })

  it('says which position is out of range, and when it seems swapped', () => {
    const swapped = [[23, 113], [23, 114], [24, 114], [23, 113]] // prettier-ignore
    expect(refusal({ type: 'Polygon', coordinates: [swapped] }).message).toMatch(
      /\[23, 113\].*seems to be \[lat, lng\]/,
    )
    const beyond = [[200, 95], [201, 95], [201, 96], [200, 95]] // prettier-ignore
    expect(refusal({ type: 'Polygon', coordinates: [beyond] }).message).not.toContain('[lat, lng]')
  })

  it('refuses rings that are short or open', () => {
    expect(refusal({ type: 'Polygon', coordinates: [ring.slice(0, 3)] }).message).toContain('four or more')
    expect(refusal({ type: 'Polygon', coordinates: [ring.slice(0, 4)] }).message).toContain('repeats the first')
  })

  it('takes 100,000 vertices and says how many are too many', () => {
    expect(parseArea({ type: 'Polygon', coordinates: [circle(100_000)] }).type).toBe('Polygon')
    expect(refusal({ type: 'Polygon', coordinates: [circle(200_001)] })).toMatchObject({ status: 413 })
  })
})
