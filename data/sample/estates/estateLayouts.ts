import type { Cluster, Estates, Lessor, SitePlan, Slot } from './estate.ts'
import { pointIn, type Rectangle, rectangleIn } from '../land/ground.ts'
import type { Random } from '../draw/random.ts'
import { estateWords, industrialRoadNames, parkWords } from '../words/placeWords.ts'

/** Where an estate is being built. */
export interface Ground {
  readonly estates: Estates
  readonly town: number
  /** What estates of the place are named after: a county without its 市 or 县. */
  readonly placeName: string
  readonly random: Random
}

/** Tenants of a plant that is let in parts: 2-9, mean 3.3 (Jiangsu counted 3.29 tenants a lessor). */
const tenantWeights = [0.36, 0.29, 0.17, 0.09, 0.05, 0.025, 0.01, 0.005]
const chineseDigits = '零一二三四五六七八九'

export function addSite(ground: Ground, site: Omit<SitePlan, 'index' | 'town'>): number {
  const index = ground.estates.sites.length
  ground.estates.sites.push({ ...site, index, town: ground.town })
  return index
}

export function addCluster(ground: Ground, kind: Cluster['kind'], site: number): number {
  const index = ground.estates.clusters.length
  ground.estates.clusters.push({ index, kind, site })
  return index
}

export type SlotPlan = Pick<Slot, 'site' | 'address'> & Partial<Omit<Slot, 'lng' | 'lat' | 'town'>>

export function addSlot(ground: Ground, rectangle: Rectangle, plan: SlotPlan): number {
  const { lng, lat } = pointIn(rectangle, ground.random.within(-0.8, 0.8), ground.random.within(-0.8, 0.8))
  const defaults = { premises: 'factory', cluster: -1, part: 'owner', lessor: null } as const
  return ground.estates.slots.push({ ...defaults, ...plan, lng, lat, town: ground.town }) - 1
}

export function drawTenants(random: Random): number {
  return 2 + random.weighted(tenantWeights)
}

/** A storey as registers write it. */
export function storeyText(random: Random, storey: number): string {
  const style = random.below(4)
  if (style === 0) return `${chineseDigits[storey]}楼`
  if (style === 1) return `${storey}层`
  return style === 2 ? `${storey}F` : `${storey}楼`
}

/** A building of a plant as its firms write it: mostly in one manner, now and then in another. */
export function buildingText(random: Random, number: number, manner: number): string {
  const style = random.chance(0.8) ? manner : random.below(4)
  if (style === 0) return `${number}号厂房`
  if (style === 1) return `${String.fromCharCode(64 + number)}栋`
  return style === 2 ? `${number}幢` : `${number}号楼`
}

interface Building {
  readonly rectangle: Rectangle
  readonly site: number
  readonly storeys: number
}

/** One to three sheds side by side in a plant. */
function addBuildings(ground: Ground, plant: Rectangle, parent: number, address: string, count: number): Building[] {
  return Array.from({ length: count }, (_, position): Building => {
    const x = 0.92 * ((2 * position + 1) / count - 1)
    const width = (plant.widthMeters * 0.8) / count - 4
    const rectangle = rectangleIn(plant, x, 0, width, plant.depthMeters * ground.random.within(0.55, 0.8))
    const storeys = 1 + ground.random.weighted([0.3, 0.2, 0.25, 0.15, 0.1])
    const text = `${address}${position + 1}号厂房`
    const site = addSite(ground, {
      kind: 'building',
      parent,
      rectangle,
      storeys,
      address: text,
      name: `${position + 1}号厂房`,
      manager: null,
    })
    return { rectangle, site, storeys }
  })
}

/** A plant of one firm. */
export function addOwnPlant(ground: Ground, plant: Rectangle, parent: number, address: string): void {
  const site = addSite(ground, {
    kind: 'plant',
    parent,
    rectangle: plant,
    storeys: null,
    address,
    name: null,
    manager: null,
  })
  const sheds = ground.random.chance(0.45)
    ? addBuildings(ground, plant, site, address, ground.random.between(1, 3))
    : []
  const first = sheds[0]
  addSlot(ground, first?.rectangle ?? plant, { site: first?.site ?? site, address })
}

/** A plant of a firm and its subsidiaries: several names, one tenant group. */
export function addCorporateGroup(ground: Ground, plant: Rectangle, parent: number, address: string): void {
  const site = addSite(ground, {
    kind: 'plant',
    parent,
    rectangle: plant,
    storeys: null,
    address,
    name: null,
    manager: null,
  })
  const cluster = addCluster(ground, 'corporateGroup', site)
  addSlot(ground, plant, { site, address, cluster, part: 'parent' })
  const subsidiaries = ground.random.between(1, 3)
  for (let i = 0; i < subsidiaries; i++) addSlot(ground, plant, { site, address, cluster, part: 'subsidiary' })
}

function drawOutsideLessor(ground: Ground): Lessor {
  const number = ground.random.below(1_000_000)
  return { kind: ground.random.chance(0.6) ? 'company' : 'person', number }
}

/** 厂中厂: a plant let in parts, either one building by storeys and halves or several buildings of the compound. */
export function addSharedPlant(ground: Ground, plant: Rectangle, parent: number, address: string): void {
  const { random } = ground
  const split = random.chance(0.5)
  const tenants = drawTenants(random)
  const site = addSite(ground, {
    kind: 'plant',
    parent,
    rectangle: plant,
    storeys: null,
    address,
    name: null,
    manager: null,
  })
  const buildings = addBuildings(ground, plant, site, address, split ? random.between(1, 2) : random.between(2, 3))
  const cluster = addCluster(ground, split ? 'splitBuilding' : 'sharedCompound', site)
  const lessor: Lessor = random.chance(0.5)
    ? { kind: 'resident', slot: addSlot(ground, plant, { site, address, cluster, part: 'lessor' }) }
    : drawOutsideLessor(ground)
  const manner = random.below(4)
  const letOut = split ? buildings.slice(0, 1) : buildings
  for (let tenant = 0; tenant < tenants; tenant++) {
    const number = tenant % letOut.length
    const building = letOut[number] as Building
    const storey = 1 + (Math.floor(tenant / letOut.length) % building.storeys)
    const where = `${buildingText(random, number + 1, manner)}${building.storeys > 1 || split ? storeyText(random, storey) : ''}`
    const half = split && tenants > building.storeys ? random.pick(['', '东侧', '西侧']) : ''
    const text = random.chance(0.08) ? address : `${address}${where}${half}`
    addSlot(ground, building.rectangle, { site: building.site, address: text, cluster, part: 'tenant', lessor })
  }
}

/** 园中园: an operator's sub-park inside a park, its buildings let to 4-12 firms. */
export function addSubPark(ground: Ground, plot: Rectangle, parent: number, address: string): void {
  const { random } = ground
  const name = `${random.pick(estateWords)}${random.pick(['产业园', '智造园', '科技园', '创业园'])}`
  const manager = `${ground.placeName}${name}运营管理有限公司`
  const text = `${address}${name}`
  const site = addSite(ground, { kind: 'park', parent, rectangle: plot, storeys: null, address: text, name, manager })
  const cluster = addCluster(ground, 'parkInPark', site)
  const buildings = addBuildings(ground, plot, site, text, random.between(2, 3))
  const tenants = random.between(3, 7)
  const number = random.below(1_000_000)
  const manner = random.below(4)
  for (let tenant = 0; tenant < tenants; tenant++) {
    const position = tenant % buildings.length
    const building = buildings[position] as Building
    const storey = 1 + random.below(building.storeys)
    const where = `${buildingText(random, position + 1, manner)}${storeyText(random, storey)}`
    addSlot(ground, building.rectangle, {
      site: building.site,
      address: `${text}${where}`,
      cluster,
      part: 'tenant',
      lessor: {
        kind: 'company',
        number,
      },
    })
  }
}

/** A workshop in a villager's house, sub-let: 厂中厂 that nobody has drawn. */
export function addVillageWorkshop(ground: Ground, yard: Rectangle, village: string): void {
  const { random } = ground
  const address = `${village}${random.between(1, 12)}组${random.between(1, 60)}号`
  const split = random.chance(0.5)
  const cluster = addCluster(ground, split ? 'splitBuilding' : 'sharedCompound', -1)
  const lessor = { kind: 'person', number: random.below(1_000_000) } as const
  const tenants = Math.min(4, drawTenants(random))
  for (let tenant = 0; tenant < tenants; tenant++) {
    const where = split ? storeyText(random, 1 + (tenant % 3)) : `(${random.pick(['东', '西', '南', '北'])}侧厂房)`
    addSlot(ground, yard, { site: -1, address: `${address}${where}`, cluster, part: 'tenant', lessor })
  }
}

/** An industrial park: a grid of plants along its roads. Returns nothing; it fills the ground's estates. */
export function addPark(ground: Ground, area: Rectangle): void {
  const { random } = ground
  const name = `${ground.placeName}${random.pick(parkWords)}产业园`
  const road = random.pick(industrialRoadNames)
  const manager = random.chance(0.6) ? `${name}管理委员会` : null
  const park = addSite(ground, {
    kind: 'park',
    parent: -1,
    rectangle: area,
    storeys: null,
    address: road,
    name,
    manager,
  })
  const columns = Math.max(2, Math.floor(area.widthMeters / 230))
  const rows = Math.max(1, Math.floor(area.depthMeters / 190))
  for (let cell = 0; cell < columns * rows; cell++) {
    if (random.chance(0.22)) continue
    const x = ((cell % columns) + 0.5) / columns
    const y = (Math.floor(cell / columns) + 0.5) / rows
    const [width, depth] = [area.widthMeters / columns - 28, area.depthMeters / rows - 26]
    const plot = rectangleIn(area, 2 * x - 1, 2 * y - 1, width, depth)
    addPlotUse(ground, plot, park, `${road}${2 * cell + random.between(1, 2)}号`)
  }
}

/** Decides what stands on a plot of a park. */
function addPlotUse(ground: Ground, plot: Rectangle, park: number, address: string): void {
  const use = ground.random.next()
  if (use < 0.6) addOwnPlant(ground, plot, park, address)
  else if (use < 0.93) addSharedPlant(ground, plot, park, address)
  else if (use < 0.965) addCorporateGroup(ground, plot, park, address)
  else addSubPark(ground, plot, park, address)
}
