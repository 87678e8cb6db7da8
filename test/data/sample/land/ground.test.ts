import turfDistance from '@turf/distance'
import { describe, expect, it } from 'vitest'
import {
  distanceMeters,
  LocalPlane,
  moved,
  movedAlong,
  rectangleIn,
  ringOf,
} from '../../../../data/sample/land/ground.ts'

const foshan = { lng: 113.12, lat: 23.03 }

describe('ground', () => {
  it('moves by metres, within half a percent of the sphere', () => {
    for (const [east, north] of [
      [3000, 0],
      [0, 4000],
      [-2500, 1800],
    ] as const) {
      const place = moved(foshan, east, north)
      const onSphere = turfDistance([foshan.lng, foshan.lat], [place.lng, place.lat], { units: 'meters' })
      expect(onSphere / Math.hypot(east, north)).toBeCloseTo(1, 2)
      expect(distanceMeters(foshan, place)).toBeCloseTo(Math.hypot(east, north), -1)
    }
  })

  it('turns directions from east to north', () => {
    const north = movedAlong(foshan, Math.PI / 2, 1000, 0)
    expect(north.lat).toBeGreaterThan(foshan.lat)
    expect(north.lng).toBeCloseTo(foshan.lng, 5)
  })

  it('does the same on a plane', () => {
    const plane = new LocalPlane(foshan, 0.7)
    expect(plane.place(350, -120)).toEqual(movedAlong(foshan, 0.7, 350, -120))
  })

  it('closes rings counter-clockwise', () => {
    const ring = ringOf({ ...foshan, widthMeters: 200, depthMeters: 100, angle: 0.4 })
    expect(ring).toHaveLength(5)
    expect(ring[4]).toEqual(ring[0])
    let doubledArea = 0
    for (let i = 0; i < 4; i++) doubledArea += ring[i]![0] * ring[i + 1]![1] - ring[i + 1]![0] * ring[i]![1]
    expect(doubledArea).toBeGreaterThan(0)
  })

  it('keeps inner rectangles inside', () => {
    const outer = { ...foshan, widthMeters: 400, depthMeters: 300, angle: 0.3 }
    const inner = rectangleIn(outer, 0.5, 0, 80, 60)
    expect(distanceMeters(outer, inner)).toBeCloseTo(100, 0)
    expect(inner.angle).toBe(outer.angle)
  })
})
