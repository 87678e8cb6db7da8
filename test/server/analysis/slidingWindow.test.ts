import { describe, expect, it } from 'vitest'
import { slidingWindow } from '../../../server/analysis/slidingWindow.ts'
import { Random } from '../../helpers/random.ts'
import { readReference } from '../../helpers/referenceNumbers.ts'

interface Result {
  readonly route: string
  readonly window_m: number
  readonly min_events: number
  readonly qualifying_windows: number
  readonly segments: { frm: number; to: number; events: number }[]
  readonly max_events_in_any_window: number
}

const { events_m: routes, results } = readReference<{ events_m: Record<string, number[]>; results: Result[] }>(
  'sliding_window',
)
const find = (events: readonly number[], lengthMeters: number, minEvents: number) =>
  slidingWindow(Float64Array.from(events), { lengthMeters, minEvents })

describe('slidingWindow', () => {
  it.each(results.map((result) => [result.route, result.window_m, result.min_events, result] as const))(
    'finds the reference stretches of %s with windows of %d m and %d events',
    (route, lengthMeters, minEvents, result) => {
      const found = find(routes[route] ?? [], lengthMeters, minEvents)
      expect(found.stretches).toEqual(result.segments.map(({ frm, to, events }) => ({ from: frm, to, events })))
      expect(found.qualifyingWindows).toBe(result.qualifying_windows)
      expect(found.mostEvents).toBe(result.max_events_in_any_window)
    },
  )

  it('does not depend on the order of the events, and holds several at one place', () => {
    const random = new Random(2)
    const events = Array.from({ length: 300 }, () => random.integer(0, 400) * 50)
    const sorted = find(events.toSorted((a, b) => a - b), 500, 6) // prettier-ignore
    expect(find(events, 500, 6)).toEqual(sorted)
    expect(find([70, 70, 70], 10, 3).stretches).toEqual([{ from: 70, to: 70, events: 3 }])
  })

  it('covers just the events that a window over any start would', () => {
    const random = new Random(6)
    for (let round = 0; round < 50; round++) {
      const events = Array.from({ length: 30 }, () => random.integer(0, 300) * 10)
      const { stretches } = find(events, 200, 3)
      for (const event of events) {
        const covered = stretches.some(({ from, to }) => from <= event && event <= to)
        const crowded = events.some((start) => {
          const inside = events.filter((other) => start <= other && other <= start + 200)
          return inside.length >= 3 && start <= event && event <= start + 200
        })
        expect(covered).toBe(crowded)
      }
    }
  })

  it('takes events just a window apart for one window, decimals notwithstanding', () => {
    expect(find([0.1, 0.3], 0.2, 2).qualifyingWindows).toBe(1)
    expect(find([0, 500.001], 500, 2).qualifyingWindows).toBe(0)
  })

  it('finds nothing in no events and every event when one is enough', () => {
    expect(find([], 500, 2)).toEqual({ stretches: [], qualifyingWindows: 0, mostEvents: 0 })
    expect(find([5, 900], 500, 1).stretches).toHaveLength(2)
  })

  it('refuses what is no length, number of events or place, naming it', () => {
    expect(() => find([], 0, 2)).toThrow('lengthMeters is 0')
    expect(() => find([], 5, 0)).toThrow('minEvents is 0')
    expect(() => find([3, NaN], 5, 1)).toThrow('event 1 lies at NaN')
  })
})
