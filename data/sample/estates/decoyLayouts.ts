import { addCluster, addSite, addSlot, type Ground } from './estateLayouts.ts'
import type { Rectangle } from '../land/ground.ts'
import { estateWords, marketWords, towerWords } from '../words/placeWords.ts'

/** An office tower where manufacturers, too, have an office. */
export function addOfficeTower(ground: Ground, plot: Rectangle, street: string): void {
  const { random } = ground
  const name = `${random.pick(estateWords)}${random.pick(towerWords)}${random.pick(['大厦', '广场', '商务中心'])}`
  const address = `${street}${random.between(1, 400)}号${name}`
  const storeys = random.between(9, 32)
  const site = addSite(ground, {
    kind: 'office',
    parent: -1,
    rectangle: plot,
    storeys,
    address,
    name,
    manager: `${name}物业服务中心`,
  })
  const cluster = addCluster(ground, 'officeTower', site)
  const firms = random.between(5, 18)
  for (let firm = 0; firm < firms; firm++) {
    const premises = random.chance(0.18) ? 'factory' : 'office'
    const room = `${random.between(2, storeys)}${String(random.between(1, 16)).padStart(2, '0')}`
    const tower = random.pick(['', '', 'A座', 'B座'])
    addSlot(ground, plot, { site, premises, address: `${address}${tower}${room}室`, cluster, part: 'member' })
  }
}

/** One desk that hundreds of firms name as their address, marked as the rules ask. */
export function addHostedRegistration(ground: Ground, plot: Rectangle, street: string, firms: number): void {
  const { random } = ground
  const name = `${random.pick(estateWords)}商务楼`
  const base = `${street}${random.between(1, 400)}号`
  const site = addSite(ground, {
    kind: 'office',
    parent: -1,
    rectangle: plot,
    storeys: 6,
    address: base,
    name,
    manager: null,
  })
  const cluster = addCluster(ground, 'hostedRegistration', site)
  const address = `${base}${random.between(2, 6)}楼(托管企业)`
  for (let firm = 0; firm < firms; firm++) {
    const premises = random.chance(0.2) ? 'factory' : 'office'
    addSlot(ground, plot, { site, premises, address, cluster, part: 'member' })
  }
}

/** A wholesale market with its stalls. */
export function addMarket(ground: Ground, plot: Rectangle, street: string): void {
  const { random } = ground
  const name = `${ground.placeName}${random.pick(marketWords)}${random.pick(['市场', '批发市场', '城', '商城'])}`
  const address = `${street}${random.between(1, 400)}号${name}`
  const site = addSite(ground, {
    kind: 'market',
    parent: -1,
    rectangle: plot,
    storeys: random.between(1, 3),
    address,
    name,
    manager: `${name}管理有限公司`,
  })
  const cluster = addCluster(ground, 'market', site)
  const firms = random.between(5, 20)
  for (let firm = 0; firm < firms; firm++) {
    const stall = `${random.pick(['A', 'B', 'C', 'D'])}区${random.between(1, 6)}栋${random.between(1, 60)}号`
    const premises = random.chance(0.08) ? 'factory' : 'shop'
    addSlot(ground, plot, { site, premises, address: `${address}${stall}`, cluster, part: 'member' })
  }
}

/** A place for young firms, each at a desk. */
export function addIncubator(ground: Ground, plot: Rectangle, street: string): void {
  const { random } = ground
  const name = `${random.pick(estateWords)}${random.pick(['科技企业孵化器', '众创空间', '科创中心'])}`
  const address = `${street}${random.between(1, 400)}号${name}`
  const site = addSite(ground, {
    kind: 'office',
    parent: -1,
    rectangle: plot,
    storeys: 5,
    address,
    name,
    manager: `${name}运营有限公司`,
  })
  const cluster = addCluster(ground, 'incubator', site)
  const firms = random.between(5, 14)
  for (let firm = 0; firm < firms; firm++) {
    const premises = random.chance(0.3) ? 'factory' : 'office'
    const desk = random.chance(0.5)
      ? `${random.between(1, 80)}号工位`
      : `${random.between(1, 5)}0${random.between(1, 9)}室`
    addSlot(ground, plot, { site, premises, address: `${address}${desk}`, cluster, part: 'member' })
  }
}

/** A hospital or a school on its own ground. */
export function addHospitalOrSchool(
  ground: Ground,
  plot: Rectangle,
  premises: 'hospital' | 'school',
  street: string,
): void {
  const address = `${street}${ground.random.between(1, 400)}号`
  const storeys = premises === 'hospital' ? 12 : 5
  const site = addSite(ground, {
    kind: premises,
    parent: -1,
    rectangle: plot,
    storeys,
    address,
    name: null,
    manager: null,
  })
  addSlot(ground, plot, { site, premises, address })
}

/** A mine with its one holder. */
export function addMine(ground: Ground, plot: Rectangle, village: string): void {
  const site = addSite(ground, {
    kind: 'mine',
    parent: -1,
    rectangle: plot,
    storeys: null,
    address: village,
    name: null,
    manager: null,
  })
  addSlot(ground, plot, { site, premises: 'mine', address: village })
}

/** A housing estate with shops at its gate. */
export function addHousing(ground: Ground, plot: Rectangle, street: string): void {
  const { random } = ground
  const name = `${random.pick(estateWords)}${random.pick(['花园', '家园', '小区', '新村', '苑'])}`
  const address = `${street}${random.between(1, 400)}号${name}`
  const site = addSite(ground, {
    kind: 'residential',
    parent: -1,
    rectangle: plot,
    storeys: random.pick([6, 11, 18, 33]),
    address,
    name,
    manager: `${name}业主委员会`,
  })
  const shops = random.between(1, 4)
  for (let shop = 0; shop < shops; shop++) {
    addSlot(ground, plot, { site, premises: 'shop', address: `${address}商铺${shop + 1}号` })
  }
}
