import { describe, expect, it } from 'vitest'
import { defaultHotSpotChoices, hotSpotChoicesOf, viewsOf, withoutClashes } from '../../client/hotSpotLink.ts'

const timed = {
  ...defaultHotSpotChoices,
  view: 'emerging',
  step: 'week',
  compare: { from: '2023-05-01', to: '2023-05-31' },
} as const

describe('the choices of hot spots', () => {
  it('stand as they are for counts', () => {
    expect(withoutClashes(timed)).toEqual(timed)
    expect(viewsOf(timed)).toContain('change')
  })

  it('lose time and its pictures with a rate, which is tested for neither', () => {
    const rated = hotSpotChoicesOf({ ...timed, measure: 'rate' })
    expect(rated).toMatchObject({ measure: 'rate', view: 'significance', step: 'none', compare: null })
    expect(viewsOf(rated)).not.toContain('emerging')
    expect(viewsOf(rated)).not.toContain('change')
  })

  it('keep a picture that a rate has', () => {
    expect(withoutClashes({ ...defaultHotSpotChoices, measure: 'rate', view: 'prism' }).view).toBe('prism')
  })
})
