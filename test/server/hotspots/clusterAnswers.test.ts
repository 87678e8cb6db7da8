import { describe, expect, it } from 'vitest'
import { emergingPatterns } from '../../../data/model/hotSpot.ts'
import { leadingPattern } from '../../../server/hotspots/clusterAnswers.ts'

const members = [0, 1, 2, 3]
const codesOf = (...ids: (typeof emergingPatterns)[number]['id'][]): Uint8Array =>
  Uint8Array.from(ids, (id) => emergingPatterns.findIndex((pattern) => pattern.id === id))

describe('the pattern of a spot', () => {
  it('is that of at least half of its cells', () => {
    const half = codesOf('none', 'newHot', 'newHot', 'sporadicHot')
    expect(leadingPattern(half, { hot: true, members })).toBe('newHot')
  })

  it('is none when fewer agree', () => {
    const few = codesOf('none', 'none', 'none', 'newHot')
    expect(leadingPattern(few, { hot: true, members })).toBe('none')
    const divided = codesOf('consecutiveHot', 'newHot', 'persistentHot', 'sporadicHot')
    expect(leadingPattern(divided, { hot: true, members })).toBe('none')
  })

  it('is never of the other sign', () => {
    const cold = codesOf('newCold', 'newCold', 'newCold', 'newHot')
    expect(leadingPattern(cold, { hot: true, members })).toBe('none')
    expect(leadingPattern(cold, { hot: false, members })).toBe('newCold')
  })

  it('is unknown without steps', () => {
    expect(leadingPattern(null, { hot: true, members })).toBeNull()
  })
})
