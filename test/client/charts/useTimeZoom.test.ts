import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { useTimeZoom } from '../../../client/charts/useTimeZoom.ts'
import { daysBetween } from '../../../data/model/day.ts'
import type { Interval } from '../../../data/model/filter.ts'

const data = { from: '2014-03-01', to: '2023-08-05' }

function start() {
  const chosen = ref<Interval | null>(null)
  const extent = ref(data)
  const zoom = useTimeZoom({ extent: () => extent.value, chosen: () => chosen.value, asOf: () => '2023-08-05' })
  return { ...zoom, chosen, extent, days: () => daysBetween(zoom.shown.value.from, zoom.shown.value.to) + 1 }
}

describe('useTimeZoom()', () => {
  it('begins with the last year of long data and follows the mode that is picked', () => {
    const { mode, shown, chosen, days } = start()
    expect([mode.value, days()]).toEqual(['year', 365])
    mode.value = 'all'
    expect(shown.value).toEqual(data)
    mode.value = 'chosen'
    chosen.value = { from: '2018-01-01', to: '2018-04-10' }
    expect(days()).toBe(130)
  })

  it('goes its own way by wheel and keys until a mode or a reset takes it back', () => {
    const { mode, days, wheel, press, reset } = start()
    wheel({ deltaX: 0, deltaY: -180, shiftKey: false }, 100, 400)
    expect([mode.value, days()]).toEqual(['own', 243])
    expect(press('-')).toBe(true)
    expect(days()).toBe(365)
    reset()
    expect(mode.value).toBe('year')
    press('+')
    press('0')
    expect([mode.value, days()]).toEqual(['year', 365])
    expect(press('q')).toBe(false)
  })

  it('pans with a wheel turned sideways, with Shift, and with brackets', () => {
    const { shown, wheel, press } = start()
    press('[')
    expect(shown.value.to).toBe('2023-05-06')
    press(']')
    expect(shown.value.to).toBe(data.to)
    wheel({ deltaX: -100, deltaY: 10, shiftKey: false }, 0, 400)
    expect(shown.value.to).toBe('2023-05-06')
    wheel({ deltaX: 0, deltaY: 100, shiftKey: true }, 0, 400)
    expect(shown.value.to).toBe(data.to)
  })

  it('keeps to the mode when new data come', () => {
    const { extent, shown } = start()
    extent.value = { from: '2014-03-01', to: '2023-12-31' }
    expect(shown.value.to).toBe('2023-08-05')
    extent.value = { from: '2023-05-01', to: '2023-08-05' }
    expect(shown.value).toEqual(extent.value)
  })
})
