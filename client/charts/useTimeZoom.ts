import { computed, shallowRef } from 'vue'
import type { Interval } from '#model/filter.ts'
import type { ClosedInterval } from './timeBins.ts'
import { firstMode, panned, shownDays, type ShownMode, zoomed } from './timeWindow.ts'

interface TimeZoomOptions {
  readonly extent: () => ClosedInterval
  readonly chosen: () => Interval | null
  readonly asOf: () => string
}

const step = 1.5
const wheelPixelsPerStep = 180
const keySteps: Readonly<Record<string, readonly ['zoom' | 'pan', number]>> = {
  '+': ['zoom', 1 / step],
  '=': ['zoom', 1 / step],
  '-': ['zoom', step],
  '[': ['pan', -0.25],
  ']': ['pan', 0.25],
}

/** Which days the time strip shows: by a mode, or by hand with wheel, keys and fingers until a mode is chosen again. */
export function useTimeZoom({ extent, chosen, asOf }: TimeZoomOptions) {
  const picked = shallowRef<ShownMode | null>(null)
  const byHand = shallowRef<ClosedInterval | null>(null)
  const mode = computed<ShownMode | 'own'>({
    get: () => (byHand.value ? 'own' : (picked.value ?? firstMode(extent()))),
    set: (next) => {
      byHand.value = null
      picked.value = next === 'own' ? null : next
    },
  })
  const shown = computed(
    () =>
      byHand.value ??
      shownDays(picked.value ?? firstMode(extent()), { extent: extent(), chosen: chosen(), asOf: asOf() }),
  )

  function zoom(factor: number, place = 0.5): void {
    byHand.value = zoomed(shown.value, extent(), factor, place)
  }
  function pan(share: number): void {
    byHand.value = panned(shown.value, extent(), share)
  }
  function reset(): void {
    byHand.value = null
    picked.value = null
  }

  /** Turns the wheel over a plot of `width` pixels: upright it zooms at `x`, sideways or with Shift it pans. */
  function wheel(
    { deltaX, deltaY, shiftKey }: Pick<WheelEvent, 'deltaX' | 'deltaY' | 'shiftKey'>,
    x: number,
    width: number,
  ): void {
    const sideways = shiftKey ? deltaX || deltaY : deltaX
    if (Math.abs(sideways) > (shiftKey ? 0 : Math.abs(deltaY))) pan(sideways / Math.max(width, 1))
    else zoom(step ** (deltaY / wheelPixelsPerStep), Math.min(Math.max(x / Math.max(width, 1), 0), 1))
  }

  /** True when the key meant the zoom: + and - zoom, [ and ] pan, 0 resets. */
  function press(key: string): boolean {
    const [kind, amount = 0] = keySteps[key] ?? []
    if (kind === 'zoom') zoom(amount)
    else if (kind === 'pan') pan(amount)
    else if (key === '0') reset()
    else return false
    return true
  }

  return { mode, shown, zoom, pan, reset, wheel, press }
}
