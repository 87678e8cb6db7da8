import { describe, expect, it } from 'vitest'
import { scales } from '../../../../data/sample/calibration.ts'
import { layOutPlaces } from '../../../../data/sample/land/places.ts'
import { streetName, TownDoors } from '../../../../data/sample/land/streets.ts'
import { geography } from '../samples.ts'

const places = layOutPlaces(geography(), scales.city, 1)
const town = places.towns.toSorted((a, b) => b.firms - a.firms)[0]!

describe('towns', () => {
  it('stand in their county and share out its firms', () => {
    for (const county of places.counties) {
      expect(county.towns.reduce((sum, { firms }) => sum + firms, 0)).toBe(county.firms)
      for (const { lng, lat } of county.towns) expect(places.isIn(county.index, { lng, lat })).toBe(true)
    }
    expect(places.towns.reduce((sum, { firms }) => sum + firms, 0)).toBe(20_000)
  })
})

describe('doors of a town', () => {
  it('are given once on streets and lie in the county', () => {
    const doors = new TownDoors(places, town, 600)
    const given = Array.from({ length: 600 }, () => doors.take('street', false))
    expect(new Set(given.map(({ line, door }) => `${streetName(town.index, line)}${door}`)).size).toBeGreaterThan(585)
    expect(given.every((door) => places.isIn(town.county, door) && door.room === 0)).toBe(true)
  })

  it('have rooms behind them for shops', () => {
    const doors = new TownDoors(places, town, 400)
    const given = Array.from({ length: 400 }, () => doors.take('street', true))
    const rooms = given.filter(({ room }) => room > 0)
    expect(rooms.length).toBeGreaterThan(60)
    for (const room of rooms) {
      expect(given.some((door) => door.room === 0 && door.line === room.line && door.lng === room.lng)).toBe(true)
    }
  })

  it('have other names on every street', () => {
    const names = Array.from({ length: 150 }, (_, line) => streetName(town.index, line))
    expect(new Set(names).size).toBe(150)
  })
})
