import { area } from '@turf/area'
import { bbox } from '@turf/bbox'
import { describe, expect, it } from 'vitest'
import { loadBuiltInRegions } from '../../../data/regions/loadRegions.ts'
import { southChinaSeaInset } from '../../../data/regions/southChinaSea.ts'

const collection = loadBuiltInRegions()
const inset = southChinaSeaInset(collection)
const ofKind = (kind: string) => inset.features.filter((feature) => feature.properties.kind === kind)

describe('the South China Sea inset', () => {
  it('has the coast, Hainan, nine dashes and the islands of 三沙', () => {
    expect(ofKind('coast')).toHaveLength(2)
    expect(ofKind('dash')).toHaveLength(9)
    expect(ofKind('island')).toHaveLength(1)
    const [, south, , north] = bbox(inset)
    expect(south).toBeLessThan(4)
    expect(north).toBeGreaterThan(22)
  })

  it('lays the drawing of Hainan over the true island', () => {
    const [, hainan] = ofKind('coast')
    const [west = 0, south = 0, east = 0, north = 0] = hainan ? bbox(hainan) : []
    expect(Math.abs((west + east) / 2 - 109.8)).toBeLessThan(0.3)
    expect(Math.abs((south + north) / 2 - 19.2)).toBeLessThan(0.3)
  })

  it('rings the islands with dashes to the west, south and east', () => {
    const [island] = ofKind('island')
    const [west = 0, south = 0, east = 0] = island ? bbox(island) : []
    const boxes = ofKind('dash').map((dash) => bbox(dash))
    expect(Math.min(...boxes.map(([dashWest]) => dashWest))).toBeLessThan(west)
    expect(Math.min(...boxes.map(([, dashSouth]) => dashSouth))).toBeLessThan(south)
    expect(Math.max(...boxes.map(([, , dashEast]) => dashEast))).toBeGreaterThan(east)
  })

  it('is made of closed rings with area', () => {
    for (const feature of inset.features) expect(area(feature)).toBeGreaterThan(0)
  })

  it('does without 三沙 where the regions in use have none', () => {
    const without = { ...collection, region: () => undefined }
    expect(southChinaSeaInset(without).features).toHaveLength(11)
  })
})
