import { cumulate, drawIndex } from '../draw/apportion.ts'
import {
  addHospitalOrSchool,
  addHostedRegistration,
  addHousing,
  addIncubator,
  addMarket,
  addMine,
  addOfficeTower,
} from './decoyLayouts.ts'
import type { Estates } from './estate.ts'
import {
  addCorporateGroup,
  addOwnPlant,
  addPark,
  addSharedPlant,
  addVillageWorkshop,
  type Ground,
} from './estateLayouts.ts'
import { cornersOf, distanceMeters, movedAlong, type Rectangle } from '../land/ground.ts'
import type { Places, SampleCounty, Town } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { streetName, villageName } from '../land/streets.ts'
import { ruggedness } from '../words/belts.ts'
import { industries } from '../words/industries.ts'
import { industrialRoadNames } from '../words/placeWords.ts'
import { mixFactor } from '../words/regionalMix.ts'

/** One sort of estate: how many the nation has, how big it is and where it stands. */
interface EstateSort {
  /** In 300,000 firms; mines go by what lies in the ground instead. */
  readonly national: number
  readonly width: readonly [least: number, most: number]
  readonly depth: readonly [least: number, most: number]
  /** Metres from the town's centre. */
  readonly distance: readonly [least: number, most: number]
  /** Firms that the town must still have to give, about what the estate takes. */
  readonly firms: number
  /** Where it is likely, beside the number of firms. */
  readonly leaning: 'industry' | 'people' | 'mining'
  build(ground: Ground, plot: Rectangle): void
}

const street = ({ random, town }: Ground) => streetName(town, random.below(4))
const village = ({ random, town }: Ground) => villageName(town, random.below(3))
const plantAddress = ({ random }: Ground) => `${random.pick(industrialRoadNames)}${random.between(1, 300)}号`

const sorts: readonly EstateSort[] = [
  {
    national: 450,
    width: [480, 1050],
    depth: [350, 780],
    distance: [1200, 4200],
    firms: 22,
    leaning: 'industry',
    build: addPark,
  },
  {
    national: 520,
    width: [120, 240],
    depth: [80, 170],
    distance: [700, 3600],
    firms: 2,
    leaning: 'industry',
    build: (ground, plot) => addOwnPlant(ground, plot, -1, plantAddress(ground)),
  },
  {
    national: 520,
    width: [120, 240],
    depth: [80, 170],
    distance: [700, 3600],
    firms: 8,
    leaning: 'industry',
    build: (ground, plot) => addSharedPlant(ground, plot, -1, plantAddress(ground)),
  },
  {
    national: 90,
    width: [150, 300],
    depth: [100, 200],
    distance: [700, 3600],
    firms: 6,
    leaning: 'industry',
    build: (ground, plot) => addCorporateGroup(ground, plot, -1, plantAddress(ground)),
  },
  {
    national: 260,
    width: [24, 50],
    depth: [16, 36],
    distance: [900, 4200],
    firms: 5,
    leaning: 'industry',
    build: (ground, plot) => addVillageWorkshop(ground, plot, village(ground)),
  },
  {
    national: 120,
    width: [36, 64],
    depth: [28, 48],
    distance: [80, 900],
    firms: 24,
    leaning: 'people',
    build: (ground, plot) => addOfficeTower(ground, plot, street(ground)),
  },
  {
    national: 22,
    width: [30, 44],
    depth: [22, 30],
    distance: [80, 900],
    firms: 90,
    leaning: 'people',
    build: (ground, plot) => addHostedRegistration(ground, plot, street(ground), ground.random.between(25, 80)),
  },
  {
    national: 100,
    width: [120, 320],
    depth: [90, 220],
    distance: [300, 1800],
    firms: 24,
    leaning: 'people',
    build: (ground, plot) => addMarket(ground, plot, street(ground)),
  },
  {
    national: 40,
    width: [50, 90],
    depth: [40, 60],
    distance: [300, 2200],
    firms: 20,
    leaning: 'people',
    build: (ground, plot) => addIncubator(ground, plot, street(ground)),
  },
  {
    national: 700,
    width: [110, 260],
    depth: [90, 200],
    distance: [150, 1500],
    firms: 3,
    leaning: 'people',
    build: (ground, plot) => addHospitalOrSchool(ground, plot, 'hospital', street(ground)),
  },
  {
    national: 480,
    width: [110, 230],
    depth: [90, 180],
    distance: [150, 1800],
    firms: 3,
    leaning: 'people',
    build: (ground, plot) => addHospitalOrSchool(ground, plot, 'school', street(ground)),
  },
  {
    national: 0,
    width: [500, 1700],
    depth: [350, 1200],
    distance: [3200, 11e3],
    firms: 3,
    leaning: 'mining',
    build: (ground, plot) => addMine(ground, plot, village(ground)),
  },
  {
    national: 140,
    width: [150, 320],
    depth: [120, 260],
    distance: [250, 2200],
    firms: 8,
    leaning: 'people',
    build: (ground, plot) => addHousing(ground, plot, street(ground)),
  },
]

const nationalEnterprises = 300_000
const tries = 60
const weightPerMine = 60_000

/**
 * Plans sites and the places in them for a sample: parks and plants where industry is, towers and markets where
 * people are, mines in mining counties. No estate crosses its county's border or another estate of the county.
 */
export function planEstates(places: Places): Estates {
  const estates: Estates = { sites: [], slots: [], clusters: [] }
  const taken = new Map<number, Rectangle[]>()
  const free = Int32Array.from(places.towns, (town) => Math.floor(town.firms * 0.7))
  const share = (places.scale.enterprises / nationalEnterprises) * places.scale.siteDensity
  const leaningOf = {
    industry: places.counties.map(({ code }) => mixFactor('delta', code)),
    people: places.counties.map(() => 1),
    mining: places.counties.map(miningWeight),
  }
  for (const [position, sort] of sorts.entries()) {
    const leanings = leaningOf[sort.leaning]
    const totals = cumulate(places.towns.map((town) => town.firms * (leanings[town.county] as number)))
    const random = new Random(streamSeed(places.seed, 'estates', position))
    const count = sort.leaning === 'mining' ? minesOf(totals) : Math.round(sort.national * share)
    for (let built = 0, attempt = 0; built < count && attempt < count * tries; attempt++) {
      const town = places.towns[drawIndex(totals, random.next())] as Town
      if ((free[town.index] as number) < sort.firms) continue
      const plot = findPlot(places, town, sort, random, taken)
      if (plot === null) continue
      const before = estates.slots.length
      sort.build({ estates, town: town.index, placeName: shortName(places, town), random }, plot)
      free[town.index] = (free[town.index] as number) - (estates.slots.length - before)
      built++
    }
  }
  return estates
}

/** One drawn mine for so much weight: about 380 in the nation. */
function minesOf(totals: Float64Array): number {
  return Math.round((totals.at(-1) ?? 0) / weightPerMine)
}

function miningWeight({ code, areaKm2 }: SampleCounty): number {
  const mines = industries.filter((industry) => industry.premises === 'mine')
  const richness = mines.reduce((sum, mine) => sum + mine.weight * mixFactor(mine.mix, code), 0)
  return richness * (0.2 + ruggedness(code)) * Math.min(1, areaKm2 / 1200) ** 2
}

/** 佛山市 -> 佛山, 顺德区 -> 顺德; two-character names stay. */
function shortName(places: Places, town: Town): string {
  const name = places.counties[town.county]?.name ?? ''
  return name.length > 2 ? name.replace(/(自治县|新区|[市县区旗])$/, '') : name
}

function findPlot(
  places: Places,
  town: Town,
  sort: EstateSort,
  random: Random,
  taken: Map<number, Rectangle[]>,
): Rectangle | null {
  const neighbours = taken.get(town.county) ?? []
  for (let attempt = 0; attempt < 5; attempt++) {
    const bearing = random.within(0, 2 * Math.PI)
    const centre = movedAlong(town, bearing, random.within(...sort.distance), 0)
    const angle = town.angle + random.pick([0, 0, 0, 0.3])
    const plot = {
      ...centre,
      widthMeters: random.within(...sort.width),
      depthMeters: random.within(...sort.depth),
      angle,
    }
    const inCounty = cornersOf(plot).every((corner) => places.isIn(town.county, corner))
    if (!inCounty || neighbours.some((other) => overlap(plot, other))) continue
    taken.set(town.county, [...neighbours, plot])
    return plot
  }
  return null
}

/** True when the circles around two plots touch: more than enough to keep them apart. */
function overlap(a: Rectangle, b: Rectangle): boolean {
  const reach = (Math.hypot(a.widthMeters, a.depthMeters) + Math.hypot(b.widthMeters, b.depthMeters)) / 2
  return distanceMeters(a, b) < reach
}
