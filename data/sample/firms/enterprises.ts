import type { Enterprise } from '#model/enterprise.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { lessorCompanyName, maskedPerson } from './enterpriseNames.ts'
import type { Slot } from '../estates/estate.ts'
import { precisions } from './firms.ts'
import { locationAt } from '../location.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { type Register, reportingUnitOf } from './register.ts'
import { buildUscc } from './uscc.ts'
import type { Industry } from '../words/industries.ts'

/** The table of enterprises, firm by firm in the order of the register. */
export function* sampleEnterprises(register: Register): Generator<StoredRecord> {
  const stream = streamSeed(register.places.seed, 'enterprises')
  const random = new Random(stream)
  const parents = parentSlots(register)
  const { firms } = register
  for (let firm = 0; firm < firms.count; firm++) {
    yield {
      values: enterpriseValues(register, parents, firm, random.restart(stream, firm)),
      location: locationAt({ lng: firms.lng[firm] as number, lat: firms.lat[firm] as number }),
    }
  }
}

/** The slot of the parent company of each corporate group, by cluster. */
function parentSlots({ estates }: Register): Map<number, number> {
  const parents = new Map<number, number>()
  for (const [index, slot] of estates.slots.entries()) if (slot.part === 'parent') parents.set(slot.cluster, index)
  return parents
}

type Values = { -readonly [Name in keyof Enterprise]: Enterprise[Name] }

function enterpriseValues(register: Register, parents: Map<number, number>, firm: number, random: Random): Values {
  const { firms } = register
  const industry = register.industry(firm)
  const county = register.county(firm)
  const slot = register.slot(firm)
  const address = register.address(firm)
  const employees = firms.employees[firm] as number
  const lessor = lessorValues(register, slot, random)
  const moved = (slot === null || slot.part === 'owner') && random.chance(0.06)
  return {
    enterpriseId: register.id(firm),
    name: register.name(firm),
    uscc: random.chance(0.001) ? spoiled(register.uscc(firm)) : register.uscc(firm),
    industryCode: industry.code,
    sector: industry.sector,
    registeredAddress: moved ? otherAddress(register, firm, random) : address,
    operatingAddress: moved || random.chance(0.75) ? address : null,
    datum: 'wgs84',
    geocodePrecision: precisions[firms.precision[firm] as number] as string,
    status: drawStatus(slot, random),
    scale: scaleOf(employees),
    employees: random.chance(0.96) ? employees : null,
    siteAreaSqm: random.chance(0.7) ? areaOf(register, slot, employees, random) : null,
    lessorUscc: lessor.lessorUscc,
    lessorName: lessor.lessorName,
    parentUscc: parentUscc(register, parents, slot, firm, random),
    declaredFactoryInFactory: declared(register, slot, random),
    riskLevel: riskLevelOf(industry, employees, random),
    regionCode: county.code,
    reportingUnit: reportingUnitOf(county.code),
  }
}

/** The code with another check character, as a slip of the pen leaves it. */
function spoiled(uscc: string): string {
  return `${uscc.slice(0, 17)}${uscc.endsWith('0') ? '1' : '0'}`
}

/** The address of some other firm of the county: where this one is registered but does not work. */
function otherAddress(register: Register, firm: number, random: Random): string {
  const { firstOfCounty } = register.firms
  const { index } = register.county(firm)
  const first = firstOfCounty[index] as number
  const other = register.address(random.between(first, (firstOfCounty[index + 1] as number) - 1))
  return other.replace('(托管企业)', '')
}

function drawStatus(slot: Slot | null, random: Random): string {
  if (slot !== null && slot.part !== 'owner' && slot.part !== 'member') return 'active'
  const draw = random.next()
  if (draw < 0.94) return 'active'
  return draw < 0.97 ? 'suspended' : 'closed'
}

/** By employees alone, the industrial thresholds; the statistical rule also asks for revenue. */
function scaleOf(employees: number): string {
  if (employees >= 1000) return 'large'
  if (employees >= 300) return 'medium'
  return employees >= 20 ? 'small' : 'micro'
}

function areaOf(register: Register, slot: Slot | null, employees: number, random: Random): number {
  const site = register.estates.sites[slot?.site ?? -1]
  const whole = site && (slot?.part === 'owner' || slot?.part === 'lessor' || slot?.part === 'parent')
  const plot = whole && site.kind === 'building' ? register.estates.sites[site.parent] : site
  if (whole && plot) return Math.round(plot.rectangle.widthMeters * plot.rectangle.depthMeters)
  return Math.round(random.logNormal(60 + employees * 24, 0.6))
}

type LessorValues = Pick<Values, 'lessorUscc' | 'lessorName'>

/** Leases as the register knows them: of tenants in estates six in ten, elsewhere one firm in twenty. */
function lessorValues(register: Register, slot: Slot | null, random: Random): LessorValues {
  const lessor = slot?.lessor
  if (!lessor) {
    const rents = slot === null && random.chance(0.05)
    return { lessorUscc: null, lessorName: rents ? maskedPerson(random) : null }
  }
  if (random.chance(0.4)) return { lessorUscc: null, lessorName: null }
  if (lessor.kind === 'resident') {
    const landlord = register.firms.firmOfSlot[lessor.slot] as number
    if (landlord < 0) return { lessorUscc: null, lessorName: null }
    return { lessorUscc: register.uscc(landlord), lessorName: register.name(landlord) }
  }
  const own = new Random(streamSeed(register.places.seed, 'lessors'), lessor.number)
  if (lessor.kind === 'person') return { lessorUscc: null, lessorName: maskedPerson(own) }
  const town = register.places.towns[slot.town]
  const county = register.places.counties[town?.county ?? 0]
  if (!county) throw new Error(`town ${slot.town} has no county`)
  // Numbers from 20 million on belong to landlords that are in no register of ours.
  const uscc = buildUscc('91', county.code, 20_000_000 + lessor.number)
  const operator = register.estates.sites[register.estates.clusters[slot.cluster]?.site ?? -1]?.manager
  return { lessorUscc: uscc, lessorName: operator ?? lessorCompanyName(county, own) }
}

function parentUscc(
  register: Register,
  parents: Map<number, number>,
  slot: Slot | null,
  firm: number,
  random: Random,
): string | null {
  if (slot?.part === 'subsidiary') {
    const parent = register.firms.firmOfSlot[parents.get(slot.cluster) ?? -1] ?? -1
    return parent < 0 ? null : register.uscc(parent)
  }
  if (slot !== null || !random.chance(0.02)) return null
  const other = random.below(register.firms.count)
  return other === firm ? null : register.uscc(other)
}

function declared(register: Register, slot: Slot | null, random: Random): boolean | null {
  const kind = register.estates.clusters[slot?.cluster ?? -1]?.kind
  const planted = kind === 'splitBuilding' || kind === 'sharedCompound' || kind === 'parkInPark'
  const draw = random.next()
  if (planted && slot?.part === 'tenant') {
    if (draw < 0.42) return true
    return draw < 0.6 ? false : null
  }
  if (draw < 0.002) return true
  return draw < 0.7 ? false : null
}

function riskLevelOf(industry: Industry, employees: number, random: Random): string | null {
  if (random.chance(0.03)) return null
  const score = industry.hazardWeight * Math.sqrt(employees / 40) * random.logNormal(1, 0.5)
  if (score > 6) return 'major'
  if (score > 2.4) return 'larger'
  return score > 0.8 ? 'general' : 'low'
}
