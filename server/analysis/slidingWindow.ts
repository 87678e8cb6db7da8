/** Slack of a comparison of places along a road in metres, far below what any survey tells apart. */
const slackMeters = 1e-6

export interface WindowRule {
  /** Length of the window; events just that far apart share one. */
  readonly lengthMeters: number
  /** Events a window must hold to qualify. */
  readonly minEvents: number
}

export interface RoadStretch {
  /** First and last event of the stretch, in metres along the route. */
  readonly from: number
  readonly to: number
  readonly events: number
}

export interface WindowFindings {
  /** Stretches of overlapping or touching qualifying windows, in order along the route. */
  readonly stretches: readonly RoadStretch[]
  /** How many windows that begin at an event qualify. */
  readonly qualifyingWindows: number
  /** The most events that any window of the length holds. */
  readonly mostEvents: number
}

/**
 * Where events crowd along a route: every window that begins at an event is looked at, which finds exactly the windows
 * that any start would. Events are metres along the route in any order; none give no stretch. Throws on a length that is
 * not above 0, a number of events that is no whole number above 0, or a place that is no number.
 * Example: events at 0, 100, 900 with windows of 500 m and 2 events make one stretch from 0 to 100.
 */
export function slidingWindow(events: Float64Array, { lengthMeters, minEvents }: WindowRule): WindowFindings {
  if (!(lengthMeters > 0)) throw new RangeError(`lengthMeters is ${lengthMeters}, must be above 0`)
  if (!Number.isInteger(minEvents) || minEvents < 1) {
    throw new RangeError(`minEvents is ${minEvents}, must be a whole number of at least 1`)
  }
  const bad = events.findIndex((place) => !Number.isFinite(place))
  if (bad >= 0) throw new RangeError(`event ${bad} lies at ${events[bad]} metres`)
  const places = events.toSorted()
  const stretches: { from: number; to: number; events: number }[] = []
  let qualifyingWindows = 0
  let mostEvents = 0
  let stretchEnd = -1
  for (let first = 0, next = 0; first < places.length; first++) {
    const reach = (places[first] as number) + lengthMeters + slackMeters
    while (next < places.length && (places[next] as number) <= reach) next++
    mostEvents = Math.max(mostEvents, next - first)
    if (next - first < minEvents) continue
    qualifyingWindows++
    const last = first + minEvents - 1
    const open = stretches.at(-1)
    if (open && (places[first] as number) <= open.to) {
      open.to = places[last] as number
      open.events += last - stretchEnd
    } else {
      stretches.push({ from: places[first] as number, to: places[last] as number, events: minEvents })
    }
    stretchEnd = last
  }
  return { stretches, qualifyingWindows, mostEvents }
}
