import { describe, expect, it, vi } from 'vitest'
import { usePinch } from '../../../client/charts/usePinch.ts'

const at = (pointerId: number, clientX: number) => ({ pointerId, clientX })

describe('usePinch()', () => {
  it('leaves a single finger to others', () => {
    const pinch = vi.fn()
    const fingers = usePinch({ pinch, begin: vi.fn() })
    expect([fingers.down(at(1, 100)), fingers.move(at(1, 140)), fingers.up(at(1, 140))]).toEqual([false, false, false])
    expect(fingers.move(at(1, 160))).toBe(false)
    expect(pinch).not.toHaveBeenCalled()
  })

  it('tells how two fingers spread and move, and that the first is no drag any more', () => {
    const [pinch, begin] = [vi.fn(), vi.fn()]
    const fingers = usePinch({ pinch, begin })
    fingers.down(at(1, 100))
    expect(fingers.down(at(2, 200))).toBe(true)
    expect(begin).toHaveBeenCalledOnce()
    expect(fingers.move(at(2, 300))).toBe(true)
    expect(pinch).toHaveBeenCalledWith({ spread: 2, moved: 50, middle: 200 })
    expect(fingers.up(at(2, 300))).toBe(true)
    expect(fingers.up(at(1, 100))).toBe(false)
  })
})
