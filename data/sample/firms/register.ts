import { addressOf } from '../land/addresses.ts'
import { enterpriseName } from './enterpriseNames.ts'
import type { Estates, Slot } from '../estates/estate.ts'
import type { Firms } from './firms.ts'
import type { Places, SampleCounty, Town } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { buildUscc, type UsccClass } from './uscc.ts'
import { type Industry, industries } from '../words/industries.ts'

/** What other tables need to know of a firm, made again from its index. */
export interface Register {
  readonly places: Places
  readonly estates: Estates
  readonly firms: Firms
  id(firm: number): string
  name(firm: number): string
  /** With a right check digit; the table of enterprises spoils one in a thousand. */
  uscc(firm: number): string
  address(firm: number): string
  industry(firm: number): Industry
  county(firm: number): SampleCounty
  /** Null when the firm stands in no estate. */
  slot(firm: number): Slot | null
}

/** The reporting unit of a county: its province, or the XPCC (66) for the cities that are its own. */
export function reportingUnitOf(countyCode: string): string {
  return countyCode.startsWith('659') ? '66' : countyCode.slice(0, 2)
}

function usccClassOf({ premises }: Industry): UsccClass {
  return premises === 'school' || premises === 'hospital' ? '12' : '91'
}

/** Opens the register of settled firms. */
export function openRegister(places: Places, estates: Estates, firms: Firms): Register {
  const names = streamSeed(places.seed, 'names')
  const addresses = streamSeed(places.seed, 'addresses')
  const random = new Random(names)
  const industry = (firm: number) => industries[firms.industry[firm] as number] as Industry
  const county = (firm: number) => places.counties[firms.county[firm] as number] as SampleCounty
  const name = (firm: number) => {
    const town = places.towns[firms.town[firm] as number] as Town
    return enterpriseName(county(firm), town, industry(firm), random.restart(names, firm))
  }
  return {
    places,
    estates,
    firms,
    industry,
    county,
    name,
    id: (firm) => {
      const { code, index } = county(firm)
      return `QY${code}${String(firm - (firms.firstOfCounty[index] as number) + 1).padStart(5, '0')}`
    },
    uscc: (firm) => buildUscc(usccClassOf(industry(firm)), county(firm).code, firm),
    address: (firm) => addressOf(places, estates, firms, firm, random.restart(addresses, firm)),
    slot: (firm) => (firms.setting[firm] === 0 ? (estates.slots[firms.line[firm] as number] as Slot) : null),
  }
}
