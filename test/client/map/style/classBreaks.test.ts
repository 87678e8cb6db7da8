import { describe, expect, it } from 'vitest'
import {
  classBreaks,
  countClassStarts,
  equalIntervalBreaks,
  niceFloor,
  quantileBreaks,
  quantileSorted,
  readableBreaks,
} from '../../../../client/map/style/classBreaks.ts'

describe('quantileSorted', () => {
  it("agrees with R's type 7: quantile(c(1, 3, 4, 10), c(0.25, 0.5, 0.75))", () => {
    const values = [1, 3, 4, 10]
    expect([0.25, 0.5, 0.75].map((share) => quantileSorted(values, share))).toEqual([2.5, 3.5, 5.5])
  })
})

describe('quantileBreaks', () => {
  it('puts about as many values in each class', () => {
    expect(quantileBreaks([10, 20, 30, 40, 50], 4)).toEqual([10, 20, 30, 40, 50])
  })

  it('gives fewer classes where many values are the same', () => {
    expect(quantileBreaks([0, 0, 0, 0, 0, 0, 7], 4)).toEqual([0, 7])
  })

  it('has one break when all values are equal and none without values', () => {
    expect(quantileBreaks([5, 5, 5], 4)).toEqual([5])
    expect(quantileBreaks([], 4)).toEqual([])
  })
})

describe('equalIntervalBreaks', () => {
  it('divides the range evenly', () => {
    expect(equalIntervalBreaks([0, 3, 100], 4)).toEqual([0, 25, 50, 75, 100])
  })
})

describe('classBreaks', () => {
  it('ignores what is not a finite number', () => {
    expect(classBreaks([1, Number.NaN, 3, Infinity], 'equalInterval', 2)).toEqual([1, 2, 3])
    expect(classBreaks([Number.NaN], 'quantile', 3)).toEqual([])
  })
})

describe('readableBreaks', () => {
  it('cuts inner breaks to two digits and keeps the ends', () => {
    expect(readableBreaks([3, 47.31, 182.6, 901])).toEqual([3, 47, 180, 901])
  })

  it('keeps the breaks when rounding would make two of them equal', () => {
    expect(readableBreaks([1000, 1001, 1002, 1003])).toEqual([1000, 1001, 1002, 1003])
  })
})

describe('niceFloor', () => {
  it('is the largest of 1, 2, 5, 10, 20 ... not over the value', () => {
    expect([0, 1, 1.9, 2, 4.9, 5, 9, 10, 19, 49, 999, 1000].map(niceFloor)).toEqual([
      1, 1, 1, 2, 2, 5, 5, 10, 10, 20, 500, 1000,
    ])
  })
})

describe('countClassStarts', () => {
  it('steps evenly through the orders of magnitude', () => {
    expect(countClassStarts([1, 3, 8, 40, 900], 4)).toEqual([1, 5, 20, 100])
  })

  it('stays put while the highest count changes a little', () => {
    expect(countClassStarts([1, 905], 4)).toEqual(countClassStarts([1, 930, 4], 4))
  })

  it('has one class for ones, and for nothing at all', () => {
    expect(countClassStarts([1, 1, 1], 5)).toEqual([1])
    expect(countClassStarts([], 5)).toEqual([1])
  })
})
