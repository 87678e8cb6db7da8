import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** A file of reference numbers of the spatial statistics, as `test/fixtures/reference` holds it. */
export function readReference<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/reference/${name}.json`, import.meta.url), 'utf8')) as T
}

/** Equal to a relative error, 1e-9 unless said; `floor` is the size below which a number counts as none. */
export function expectNear(actual: number | undefined, expected: number, relative = 1e-9, floor = 1e-300): void {
  const difference = Math.abs((actual ?? NaN) - expected)
  if (!(difference <= relative * Math.abs(expected) + floor)) {
    expect.fail(`${actual} is not ${expected} to a relative ${relative}`)
  }
}

/** Every value near its reference. */
export function expectAllNear(actual: ArrayLike<number>, expected: ArrayLike<number>, relative = 1e-9): void {
  expect(actual.length).toBe(expected.length)
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  Array.from(expected).forEach((value, index) => expectNear(actual[index], value, relative, 1e-14 * largest + 1e-300))
}
