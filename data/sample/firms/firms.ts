import { cumulate, drawIndex } from '../draw/apportion.ts'
import type { Estates } from '../estates/estate.ts'
import type { Place } from '../land/ground.ts'
import type { Places, SampleCounty, Town } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { type Setting, TownDoors } from '../land/streets.ts'
import { type Industry, industries, type Premises } from '../words/industries.ts'
import { mixFactor } from '../words/regionalMix.ts'

export const settings: readonly (Setting | 'estate')[] = ['estate', 'street', 'village', 'mine', 'port']
export const precisions = ['rooftop', 'building', 'doorplate', 'street', 'centroid'] as const

/**
 * The firms of a sample in columns, ordered by county: what decides where they stand and what they do. All else about
 * a firm is made again from its index whenever it is asked for (enterprises.ts), so that a million need little memory.
 */
export interface Firms {
  readonly count: number
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly county: Uint16Array
  readonly town: Int32Array
  /** Index into `industries`. */
  readonly industry: Uint8Array
  /** Index into `settings`. */
  readonly setting: Uint8Array
  /** Slot of the estate, or street, or village. */
  readonly line: Int32Array
  readonly door: Uint16Array
  readonly room: Uint8Array
  /** Index into `precisions`. */
  readonly precision: Uint8Array
  readonly employees: Int32Array
  /** First firm of each county, and the count at the end. */
  readonly firstOfCounty: Int32Array
  /** Firm in each slot of the estates, -1 when the town had none left. */
  readonly firmOfSlot: Int32Array
}

function allocate(count: number, counties: number, slots: number): Firms {
  return {
    count,
    lng: new Float64Array(count),
    lat: new Float64Array(count),
    county: new Uint16Array(count),
    town: new Int32Array(count),
    industry: new Uint8Array(count),
    setting: new Uint8Array(count),
    line: new Int32Array(count),
    door: new Uint16Array(count),
    room: new Uint8Array(count),
    precision: new Uint8Array(count),
    employees: new Int32Array(count),
    firstOfCounty: new Int32Array(counties + 1),
    firmOfSlot: new Int32Array(slots).fill(-1),
  }
}

/** The industries of one county as running weights: all of them, and those with the same sort of premises. */
class CountyMix {
  readonly all: Float64Array
  private readonly weights: readonly number[]
  private readonly byPremises = new Map<Premises, Float64Array>()

  constructor(county: SampleCounty) {
    // Mines need room: few in small counties.
    const room = 1.3 * Math.min(1, county.areaKm2 / 1200) ** 2
    this.weights = industries.map(({ weight, mix, premises }) => {
      if (mix === 'fishing') return county.port ? weight * 5 : 0
      return weight * mixFactor(mix, county.code) * (premises === 'mine' ? room : 1)
    })
    this.all = cumulate(this.weights)
  }

  of(premises: Premises): Float64Array {
    const known = this.byPremises.get(premises)
    if (known) return known
    const totals = cumulate(
      this.weights.map((weight, index) => (industries[index]?.premises === premises ? weight : 0)),
    )
    this.byPremises.set(premises, totals)
    return totals
  }
}

/** Settles every firm: first the slots of the estates of its town, the others at streets, villages, mines and ports. */
export function settleFirms(places: Places, estates: Estates): Firms {
  const firms = allocate(places.scale.enterprises, places.counties.length, estates.slots.length)
  const slotsOfTown = groupSlots(estates)
  const settler = new Settler(places, estates, firms)
  let next = 0
  for (const county of places.counties) {
    firms.firstOfCounty[county.index] = next
    settler.enter(county)
    for (const town of county.towns) {
      const slots = (slotsOfTown.get(town.index) ?? []).slice(0, town.firms)
      for (const slot of slots) settler.settleInSlot(next++, slot)
      for (let i = slots.length; i < town.firms; i++) settler.settleInTown(next++, town)
    }
  }
  firms.firstOfCounty[places.counties.length] = next
  return firms
}

function groupSlots(estates: Estates): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (const [index, slot] of estates.slots.entries()) {
    const group = groups.get(slot.town)
    if (group) group.push(index)
    else groups.set(slot.town, [index])
  }
  return groups
}

/** Precisions of coordinates as a register has them: in estates finer than in the street. */
const streetPrecisions = [0.3, 0.12, 0.46, 0.08, 0.04]
const slotPrecisions = [0.5, 0.3, 0.12, 0.04, 0.04]

class Settler {
  private readonly places: Places
  private readonly estates: Estates
  private readonly firms: Firms
  private readonly random: Random
  private readonly stream: number
  private county: SampleCounty | null = null
  private mix: CountyMix | null = null
  private doors = new Map<number, TownDoors>()

  constructor(places: Places, estates: Estates, firms: Firms) {
    this.places = places
    this.estates = estates
    this.firms = firms
    this.stream = streamSeed(places.seed, 'firms')
    this.random = new Random(this.stream)
  }

  enter(county: SampleCounty): void {
    this.county = county
    this.mix = new CountyMix(county)
    this.doors = new Map()
  }

  settleInSlot(firm: number, slotIndex: number): void {
    const slot = this.estates.slots[slotIndex]
    const totals = slot && this.mix?.of(slot.premises)
    if (!slot || !totals) throw new Error(`slot ${slotIndex} is in no county entered`)
    const { firms } = this
    const random = this.random.restart(this.stream, firm)
    const town = this.places.towns[slot.town] as Town
    const precision = this.places.isIn(town.county, slot) ? random.weighted(slotPrecisions) : 4
    this.place(firm, town, precision < 3 ? slot : this.doorsOf(town).middleOf(firm % 2))
    if (precision === 4) this.put(firm, town)
    this.engage(firm, drawIndex(totals, random.next()), random)
    firms.line[firm] = slotIndex
    firms.precision[firm] = precision
    firms.firmOfSlot[slotIndex] = firm
  }

  settleInTown(firm: number, town: Town): void {
    if (!this.mix) throw new Error('no county entered')
    const { firms } = this
    const random = this.random.restart(this.stream, firm)
    const index = drawIndex(this.mix.all, random.next())
    const industry = industries[index] as Industry
    const home = industry.premises === 'vessel' ? (this.county?.port ?? town) : town
    const doors = this.doorsOf(home)
    const setting = settingOf(industry.premises, random)
    const door = doors.take(setting, isShared(industry.premises))
    const precision = random.weighted(streetPrecisions)
    this.place(firm, home, precision === 3 && setting === 'street' ? doors.middleOf(door.line) : door)
    if (precision === 4) this.put(firm, home)
    this.engage(firm, index, random)
    firms.setting[firm] = settings.indexOf(setting)
    firms.line[firm] = door.line
    firms.door[firm] = door.door
    firms.room[firm] = door.room
    firms.precision[firm] = precision
  }

  private doorsOf(town: Town): TownDoors {
    const known = this.doors.get(town.index) ?? new TownDoors(this.places, town, Math.max(town.firms, 4))
    this.doors.set(town.index, known)
    return known
  }

  private place(firm: number, town: Town, at: Place): void {
    this.firms.county[firm] = town.county
    this.firms.town[firm] = town.index
    this.put(firm, at)
  }

  private put(firm: number, { lng, lat }: Place): void {
    this.firms.lng[firm] = lng
    this.firms.lat[firm] = lat
  }

  private engage(firm: number, industry: number, random: Random): void {
    this.firms.industry[firm] = industry
    const { staff } = industries[industry] as Industry
    this.firms.employees[firm] = Math.max(1, Math.min(60_000, Math.round(random.logNormal(staff, 0.95))))
  }
}

/** Share of firms that stand in villages rather than at streets. */
const villageShares: Readonly<Partial<Record<Premises, number>>> = {
  factory: 0.42,
  warehouse: 0.4,
  public: 0.3,
  carrier: 0.25,
  station: 0.3,
  school: 0.25,
  shop: 0.1,
}

function settingOf(premises: Premises, random: Random): Setting {
  if (premises === 'mine') return 'mine'
  if (premises === 'vessel') return 'port'
  return random.chance(villageShares[premises] ?? 0) ? 'village' : 'street'
}

function isShared(premises: Premises): boolean {
  return premises === 'shop' || premises === 'office' || premises === 'venue' || premises === 'builder'
}
