import type { Estates, Slot } from '../estates/estate.ts'
import { type Firms, settings } from '../firms/firms.ts'
import type { Places, SampleCounty, Town } from './places.ts'
import type { Random } from '../draw/random.ts'
import { storeyText } from '../estates/estateLayouts.ts'
import { streetName, villageName } from './streets.ts'

/** The part of an address above the street: with or without province, city and town, as registers vary. */
export function administrativePart(county: SampleCounty, town: Town, random: Random): string {
  const city = county.cityName ?? ''
  const style = random.below(10)
  const townName = random.chance(0.88) ? town.name : ''
  const ownName = county.name === city ? '' : county.name
  if (style < 4) return `${city}${ownName || city}${townName}`
  if (style < 7) return `${county.provinceName}${city}${ownName}${townName}`
  return style < 9 ? `${county.name}${townName}` : `${city}${ownName}${town.name}`
}

/** What follows the town in the address of a firm that stands in no estate. */
function doorText(firms: Firms, firm: number, random: Random): string {
  const setting = settings[firms.setting[firm] as number]
  const town = firms.town[firm] as number
  const line = firms.line[firm] as number
  const door = firms.door[firm] as number
  if (setting === 'village') {
    const yard = random.chance(0.2) ? `(${random.pick(['东', '西', '南', '北'])}侧厂房)` : ''
    return `${villageName(town, line)}${1 + (door % 9)}组${door}号${yard}`
  }
  if (setting === 'mine') return villageName(town, line)
  if (setting === 'port') return `渔港路${door}号`
  const room = firms.room[firm] as number
  const number = `${streetName(town, line)}${door}号`
  if (room > 0) return `${number}${roomText(room, random)}`
  return random.chance(0.12) ? `${number}${random.pick(['A栋', 'B栋', '1号楼', '一楼', '临街门面', '首层'])}` : number
}

function roomText(room: number, random: Random): string {
  const storey = 1 + (room % 6)
  return random.chance(0.5) ? `${storey}0${1 + (room % 8)}室` : storeyText(random, storey)
}

/** The address at which a firm works. */
export function addressOf(places: Places, estates: Estates, firms: Firms, firm: number, random: Random): string {
  const town = places.towns[firms.town[firm] as number] as Town
  const county = places.counties[town.county] as SampleCounty
  const above = administrativePart(county, town, random)
  if (settings[firms.setting[firm] as number] !== 'estate') return `${above}${doorText(firms, firm, random)}`
  return `${above}${(estates.slots[firms.line[firm] as number] as Slot).address}`
}
