import { expect, it } from 'vitest'
import { nextRow } from '../../../../client/panels/list/nextRow.ts'

it('goes by rows, by pages and to the ends, and stops there', () => {
  expect([nextRow('ArrowDown', 0, 10, 4), nextRow('ArrowUp', 5, 10, 4)]).toEqual([1, 4])
  expect([nextRow('PageDown', 1, 10, 4), nextRow('PageUp', 5, 10, 4)]).toEqual([5, 1])
  expect([nextRow('End', 0, 10, 4), nextRow('Home', 7, 10, 4)]).toEqual([9, 0])
  expect([nextRow('ArrowUp', 0, 10, 4), nextRow('PageDown', 8, 10, 4)]).toEqual([0, 9])
})

it('leaves other keys and empty lists alone', () => {
  expect([nextRow('a', 3, 10, 4), nextRow('ArrowDown', 0, 0, 4)]).toEqual([null, null])
})
