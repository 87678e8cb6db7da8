import { drawIndex } from '../draw/apportion.ts'
import { LocalPlane, type Place } from './ground.ts'
import type { Places, Town } from './places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { roadNames, roadPrefixes, villageNames } from '../words/placeWords.ts'

/** How a firm that stands in no estate is found. */
export type Setting = 'street' | 'village' | 'mine' | 'port'

/** A door: on street `line` the number `door`, in village `line` the house `door`; `room` 0 is the whole house. */
export interface Door extends Place {
  readonly setting: Setting
  readonly line: number
  readonly door: number
  readonly room: number
}

const streetSpacingMeters = 210
const metersPerNumber = 9
const villageSpreadMeters = 190

const knownTotals = new Map<number, readonly number[]>()

/** Running weights of so many streets: those in the middle, which come first, have more doors. */
function streetTotals(streets: number): readonly number[] {
  const known = knownTotals.get(streets)
  if (known) return known
  let sum = 0
  const totals = Array.from({ length: streets }, (_, rank) => (sum += (rank + 2) ** -0.5))
  knownTotals.set(streets, totals)
  return totals
}

/** Name of a street of the town; no two streets of a town share one. */
export function streetName(town: number, line: number): string {
  const first = streamSeed(town, 'streets') % roadNames.length
  const name = roadNames[(first + line * 7) % roadNames.length] as string
  const round = Math.floor(line / roadNames.length)
  return round === 0 ? name : `${roadPrefixes[round % roadPrefixes.length]}${name}`
}

/** Name of a village of the town. */
export function villageName(town: number, line: number): string {
  const first = streamSeed(town, 'villages') % villageNames.length
  return `${villageNames[(first + line * 11) % villageNames.length]}村`
}

/**
 * Hands out the doors of one town: streets along and across its angle, filled from the middle outwards, villages
 * around it, mines in the hills, berths at the port. A door is given once, its rooms several times. Every place lies
 * in the town's county: what would not is drawn towards the centre.
 */
export class TownDoors {
  private readonly places: Places
  private readonly town: Town
  private readonly random: Random
  private readonly firms: number
  /** Running weights of the streets, the middle ones first. */
  private readonly streetTotals: readonly number[]
  private readonly used: number[]
  private readonly spacings: readonly number[]
  private readonly plane: LocalPlane
  /** How far villages lie around the town, metres: half the way to the next town or so. */
  private readonly reach: number
  private readonly villages: readonly (readonly [east: number, north: number])[]
  private readonly houses: number[]
  private open: Door | null = null

  constructor(places: Places, town: Town, firms: number) {
    this.places = places
    this.town = town
    this.plane = new LocalPlane(town, town.angle)
    this.random = new Random(streamSeed(places.seed, 'doors'), town.index)
    const county = places.counties[town.county]
    const towns = county?.towns.length ?? 1
    this.reach = Math.min(9000, Math.max(1500, 620 * Math.sqrt((county?.areaKm2 ?? 100) / towns)))
    const streets = Math.max(2, Math.round(Math.sqrt(firms) * 0.9))
    this.firms = firms
    this.streetTotals = streetTotals(streets)
    this.used = Array.from({ length: streets }, () => 0)
    this.spacings = Array.from({ length: streets }, () => this.random.within(24, 60))
    this.villages = Array.from({ length: 3 + streets }, () => this.villageCentre())
    this.houses = this.villages.map(() => 0)
  }

  /** The next door for premises of that sort; `shared` ones may get a room behind the door given before. */
  take(setting: Setting, shared: boolean): Door {
    if (setting === 'village') return this.house()
    if (setting === 'mine') return this.remote('mine', 3000, 11_000)
    if (setting === 'port') return this.remote('port', 50, 900)
    if (shared && this.open && this.random.chance(0.3)) {
      this.open = { ...this.open, room: this.open.room + 1 }
      return this.open
    }
    const door = this.door()
    this.open = shared ? door : null
    return door
  }

  /** Where a street is looked up when its number is not known. */
  middleOf(line: number): Place {
    return this.onStreet(line, 0, 0)
  }

  private expectedOn(line: number): number {
    const before = line === 0 ? 0 : (this.streetTotals[line - 1] as number)
    return (this.firms * ((this.streetTotals[line] as number) - before)) / (this.streetTotals.at(-1) as number)
  }

  private door(): Door {
    const line = drawIndex(this.streetTotals, this.random.next())
    const slot = this.used[line] as number
    this.used[line] = slot + 1
    const spacing = this.spacings[line] as number
    const fromMiddle = (slot % 2 === 0 ? 1 : -1) * Math.ceil(slot / 2)
    const halfLength = (this.expectedOn(line) * 0.8 + 6) * spacing
    const along = (fromMiddle + this.random.within(-0.3, 0.3)) * spacing
    const left = this.random.chance(0.5)
    const door = Math.max(1, Math.round((along + halfLength) / metersPerNumber)) * 2 - (left ? 1 : 0)
    const { lng, lat } = this.onStreet(line, along, left ? 18 : -18)
    return { lng, lat, setting: 'street', line, door, room: 0 }
  }

  /** Even streets run along the town's angle, odd ones across it. */
  private onStreet(line: number, along: number, aside: number): Place {
    const rank = line >> 1
    const offset = (rank % 2 === 0 ? 1 : -1) * Math.ceil(rank / 2) * streetSpacingMeters + aside
    return line % 2 === 0 ? this.pulledIn(along, offset) : this.pulledIn(-offset, along)
  }

  private villageCentre(): readonly [east: number, north: number] {
    const bearing = this.random.within(0, 2 * Math.PI)
    const distance = this.reach * Math.sqrt(this.random.within(0.03, 1))
    return [distance * Math.cos(bearing), distance * Math.sin(bearing)]
  }

  private house(): Door {
    const line = this.random.below(this.villages.length)
    const door = (this.houses[line] = (this.houses[line] as number) + 1)
    const [east, north] = this.villages[line] as readonly [number, number]
    const { lng, lat } = this.pulledIn(
      east + this.random.normal() * villageSpreadMeters,
      north + this.random.normal() * villageSpreadMeters,
    )
    return { lng, lat, setting: 'village', line, door, room: 0 }
  }

  private remote(setting: 'mine' | 'port', least: number, most: number): Door {
    const bearing = this.random.within(0, 2 * Math.PI)
    const distance = this.random.within(least, most)
    const line = this.random.below(this.villages.length)
    const { lng, lat } = this.pulledIn(distance * Math.cos(bearing), distance * Math.sin(bearing))
    return { lng, lat, setting, line, door: this.random.between(1, 60), room: 0 }
  }

  private pulledIn(along: number, across: number): Place {
    for (let shrink = 1; shrink > 0.01; shrink *= 0.6) {
      const place = this.plane.place(along * shrink, across * shrink)
      if (this.places.isIn(this.town.county, place)) return place
    }
    return { lng: this.town.lng, lat: this.town.lat }
  }
}
