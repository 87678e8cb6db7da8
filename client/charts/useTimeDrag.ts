import { type Ref, ref } from 'vue'
import { addDays } from '#model/day.ts'
import type { Interval } from '#model/filter.ts'
import type { Bin, ClosedInterval } from './timeBins.ts'
import { brushed, dayAtX, resized, shifted, type TimeScale, xOfDay } from './timeStripLayout.ts'

/** What the pointer took hold of: the empty plot, the chosen interval, one of its ends, or the as-of line. */
export type Grip = 'brush' | 'move' | 'from' | 'to' | 'asOf'

interface TimeDragOptions {
  readonly plot: Readonly<Ref<SVGSVGElement | null>>
  /** What is shown; interval ends may go beyond it, not beyond the data. */
  readonly scale: Readonly<Ref<TimeScale>>
  readonly extent: () => ClosedInterval
  readonly bins: () => { readonly starts: readonly string[]; readonly bin: Bin }
  readonly selected: () => Interval | null
  readonly select: (interval: Interval | null) => void
  readonly lookAt: (day: string) => void
}

interface Drag {
  readonly grip: Grip
  readonly startX: number
  readonly before: Interval | null
}

/** A pointer that moved less has clicked. */
const clickPixels = 4

/** Dragging on the time strip. `draft` follows the pointer; the choice is made when it is let go. */
export function useTimeDrag({ plot, scale, extent, bins, selected, select, lookAt }: TimeDragOptions) {
  const draft = ref<Interval | null>(null)
  let drag: Drag | null = null

  const xOf = (event: PointerEvent) => event.clientX - (plot.value?.getBoundingClientRect().left ?? 0)

  const intervalAt = ({ grip, startX, before }: Drag, x: number): Interval | null => {
    const { starts, bin } = bins()
    if (grip === 'brush') return brushed(scale.value, starts, bin, startX, x)
    const whole = before ?? { from: null, to: null }
    if (grip !== 'move') return resized(whole, grip === 'from' ? 'from' : 'to', dayAtX(scale.value, x), extent())
    const pixelsPerDay = xOfDay(scale.value, addDays(scale.value.from, 1))
    return shifted(whole, Math.round((x - startX) / pixelsPerDay), extent())
  }

  return {
    draft,
    begin(grip: Grip, event: PointerEvent) {
      plot.value?.setPointerCapture(event.pointerId)
      drag = { grip, startX: xOf(event), before: selected() }
    },
    move(event: PointerEvent) {
      if (!drag) return
      const x = xOf(event)
      if (drag.grip === 'asOf') lookAt(dayAtX(scale.value, x))
      else if (Math.abs(x - drag.startX) >= clickPixels) draft.value = intervalAt(drag, x)
    },
    /** Lets go without a choice. */
    cancel() {
      draft.value = null
      drag = null
    },
    end(event: PointerEvent) {
      if (!drag) return
      const hasClicked = Math.abs(xOf(event) - drag.startX) < clickPixels
      if (draft.value) select(draft.value)
      else if (drag.grip === 'brush' && hasClicked) select(null)
      draft.value = null
      drag = null
    },
  }
}
