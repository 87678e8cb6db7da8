import { distance } from '@turf/distance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bbox } from '../../../../data/model/bbox.ts'
import { boxContains, boxesMeet, boxHolds, boxOf, growBox, rectangle } from '../../../../server/queries/place/boxes.ts'

const place = fc.record({
  lng: fc.double({ min: 73, max: 135, noNaN: true }),
  lat: fc.double({ min: -60, max: 60, noNaN: true }),
})

describe('boxes', () => {
  it('grown by a distance hold everything so far from them', () => {
    const share = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    const property = fc.property(
      place,
      fc.integer({ min: 1, max: 500_000 }),
      share,
      share,
      ({ lng, lat }, meters, dx, dy) => {
        const degrees = meters / 111_000
        const other = [lng + (dx * degrees) / Math.cos((lat * Math.PI) / 180), lat + dy * degrees] as const
        fc.pre(distance([lng, lat], [...other], { units: 'meters' }) <= meters)
        expect(boxHolds(growBox([lng, lat, lng, lat], meters), ...other)).toBe(true)
      },
    )
    fc.assert(property, { seed: 5, numRuns: 300 })
  })

  it('meet where they touch, hold their edges, and contain themselves', () => {
    const [a, b, c]: Bbox[] = [[0, 0, 1, 1], [1, 1, 2, 2], [1.1, 0, 2, 1]] // prettier-ignore
    expect([boxesMeet(a!, b!), boxesMeet(b!, a!), boxesMeet(a!, c!)]).toEqual([true, true, false])
    expect([boxHolds(a!, 1, 0), boxHolds(a!, 1.01, 0)]).toEqual([true, false])
    expect([boxContains(a!, a!), boxContains(a!, b!)]).toEqual([true, false])
  })

  it('become polygons and back', () => {
    const box: Bbox = [113, 22, 114, 23]
    expect(boxOf(rectangle(box).coordinates[0] ?? [])).toEqual(box)
  })
})
