interface PinchOptions {
  /** Two fingers moved: how much wider apart they are, and how far and where their middle is, in pixels. */
  readonly pinch: (change: { readonly spread: number; readonly moved: number; readonly middle: number }) => void
  /** The second finger came: what the first one began is off. */
  readonly begin: () => void
}

type Finger = Pick<PointerEvent, 'pointerId' | 'clientX'>

/** Two fingers on an element: each handler is true while there are two of them. */
export function usePinch({ pinch, begin }: PinchOptions) {
  const fingers = new Map<number, number>()
  const measure = () => {
    const [one = 0, other = 0] = fingers.values()
    return { spread: Math.max(Math.abs(one - other), 1), middle: (one + other) / 2 }
  }

  return {
    down({ pointerId, clientX }: Finger): boolean {
      fingers.set(pointerId, clientX)
      if (fingers.size === 2) begin()
      return fingers.size >= 2
    },
    move({ pointerId, clientX }: Finger): boolean {
      if (!fingers.has(pointerId)) return false
      const before = measure()
      fingers.set(pointerId, clientX)
      if (fingers.size !== 2) return fingers.size > 2
      const { spread, middle } = measure()
      pinch({ spread: spread / before.spread, moved: middle - before.middle, middle })
      return true
    },
    up({ pointerId }: Pick<PointerEvent, 'pointerId'>): boolean {
      const wasPinch = fingers.size >= 2
      fingers.delete(pointerId)
      return wasPinch
    },
  }
}
