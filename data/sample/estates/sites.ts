import type { Site } from '#model/site.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { administrativePart } from '../land/addresses.ts'
import type { SitePlan } from './estate.ts'
import { rectangleGeometry } from '../land/geometry.ts'
import { cornersOf, type Place } from '../land/ground.ts'
import { locationAt } from '../location.ts'
import type { SampleCounty, Town } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import type { Register } from '../firms/register.ts'

/** What sites are called by, before their firms have names. */
export interface SiteBook {
  /** `CS{county}{number}`. */
  siteId(site: number): string
  name(site: number): string
}

/** Numbers the sites and names those that bear the name of the first firm in them. */
export function openSiteBook(register: Register): SiteBook {
  const { estates, places, firms } = register
  const counts = new Map<string, number>()
  const ids = estates.sites.map((site) => {
    const code = places.counties[places.towns[site.town]?.county ?? 0]?.code ?? ''
    const number = (counts.get(code) ?? 0) + 1
    counts.set(code, number)
    return `CS${code}${String(number).padStart(5, '0')}`
  })
  const holder = new Int32Array(estates.sites.length).fill(-1)
  for (const [slotIndex, slot] of estates.slots.entries()) {
    const firm = firms.firmOfSlot[slotIndex] as number
    for (let site = slot.site; site >= 0; site = estates.sites[site]?.parent ?? -1) {
      if (firm >= 0 && holder[site] === -1) holder[site] = firm
    }
  }
  return {
    siteId: (site) => ids[site] as string,
    name: (site) => nameOf(estates.sites[site] as SitePlan, holder[site] as number, register),
  }
}

const suffixes: Readonly<Partial<Record<SitePlan['kind'], string>>> = { plant: '厂区', mine: '矿区' }

function nameOf(site: SitePlan, firm: number, register: Register): string {
  if (site.name !== null) return site.name
  const suffix = suffixes[site.kind] ?? ''
  if (firm < 0) return `${site.address}${suffix}`
  return `${register.name(firm).replace(/(股份|制造|科技)?有限(责任)?公司$/, '')}${suffix}`
}

/** The table of sites; parents come before what lies in them. */
export function* sampleSites(register: Register, book: SiteBook): Generator<StoredRecord> {
  const stream = streamSeed(register.places.seed, 'sites')
  const random = new Random(stream)
  for (const site of register.estates.sites) {
    const town = register.places.towns[site.town] as Town
    const county = register.places.counties[town.county] as SampleCounty
    yield {
      values: siteValues(site, county, town, book, random.restart(stream, site.index)),
      location: locationAt(pointOf(site, register)),
      geometry: rectangleGeometry(site.rectangle),
    }
  }
}

/** The middle of the site, or the first corner in its county should the border run between them. */
function pointOf({ rectangle, town }: SitePlan, { places }: Register): Place {
  const county = (places.towns[town] as Town).county
  return (
    [rectangle, ...cornersOf(rectangle)].find((place) => places.isIn(county, place)) ?? (places.towns[town] as Town)
  )
}

function siteValues(
  site: SitePlan,
  county: SampleCounty,
  town: Town,
  book: SiteBook,
  random: Random,
): { -readonly [Name in keyof Site]: Site[Name] } {
  const { widthMeters, depthMeters } = site.rectangle
  return {
    siteId: book.siteId(site.index),
    name: book.name(site.index),
    kind: site.kind,
    parentSiteId: site.parent < 0 ? null : book.siteId(site.parent),
    managerUscc: null,
    managerName: site.manager,
    storeys: site.storeys,
    areaSqm: Math.round(widthMeters * depthMeters),
    address: `${administrativePart(county, town, random)}${site.address}`,
    regionCode: county.code,
    datum: 'wgs84',
  }
}
