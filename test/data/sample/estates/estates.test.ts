import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { polygon } from '@turf/helpers'
import type { Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { plannedSample, rowsOf } from '../samples.ts'

const sample = plannedSample('city', 4)
const sites = [...rowsOf(sample, 'sites')].map(({ values, geometry, location }) => ({
  id: String(values.siteId),
  kind: String(values.kind),
  parentId: values.parentSiteId === null ? null : String(values.parentSiteId),
  name: String(values.name),
  areaSqm: Number(values.areaSqm),
  storeys: values.storeys as number | null,
  shape: polygon((JSON.parse(geometry!.json) as Polygon).coordinates),
  bbox: geometry!.bbox,
  location: location!,
}))
const siteById = new Map(sites.map((site) => [site.id, site]))
const firms = new Map([...rowsOf(sample, 'enterprises')].map((row) => [String(row.values.enterpriseId), row]))

const contains = (site: (typeof sites)[number], position: number[]) => booleanPointInPolygon(position, site.shape)

describe('sites', () => {
  it('are closed rectangles with their point inside', () => {
    for (const site of sites) {
      const ring = site.shape.geometry.coordinates[0]!
      expect(ring).toHaveLength(5)
      expect(ring[4]).toEqual(ring[0])
      expect(contains(site, [site.location.lng, site.location.lat])).toBe(true)
      expect(site.areaSqm).toBeGreaterThan(200)
      const [west, south, east, north] = site.bbox
      expect(ring.every(([lng, lat]) => lng! >= west && lng! <= east && lat! >= south && lat! <= north)).toBe(true)
    }
  })

  it('nest: buildings in plants or sub-parks, plants and sub-parks in parks', () => {
    const allowed: Record<string, string[]> = { building: ['plant', 'park'], plant: ['park'], park: ['park'] }
    for (const site of sites.filter(({ parentId }) => parentId !== null)) {
      const parent = siteById.get(site.parentId!)!
      expect(allowed[site.kind]).toContain(parent.kind)
      for (const corner of site.shape.geometry.coordinates[0]!) expect(contains(parent, corner)).toBe(true)
    }
    expect(sites.filter(({ kind, parentId }) => kind === 'park' && parentId !== null).length).toBeGreaterThan(2)
  })

  it('keep apart from their neighbours in the same parent', () => {
    const siblings = new Map<string, typeof sites>()
    for (const site of sites) {
      const key = site.parentId ?? 'none'
      siblings.set(key, [...(siblings.get(key) ?? []), site])
    }
    for (const group of siblings.values()) {
      for (const site of group) {
        const inside = group.filter(
          (other) => other !== site && contains(other, [site.location.lng, site.location.lat]),
        )
        expect(inside.map(({ name }) => name)).toEqual([])
      }
    }
  })

  it('bear names, those of firms where nobody named them', () => {
    for (const site of sites) expect(site.name).not.toMatch(/null|undefined|^$/)
    expect(sites.filter(({ kind }) => kind === 'plant').every(({ name }) => name.endsWith('厂区'))).toBe(true)
    expect(sites.filter(({ kind }) => kind === 'hospital').some(({ name }) => name.includes('医院'))).toBe(true)
  })
})

describe('planted groups', () => {
  it('stand in their site when their coordinates are good', () => {
    let checked = 0
    for (const { siteId, memberIds } of [...sample.truth().factoryClusters, ...sample.truth().decoys]) {
      if (siteId === null) continue
      const site = siteById.get(siteId)!
      for (const id of memberIds) {
        const { values, location } = firms.get(id)!
        if (values.geocodePrecision === 'street' || values.geocodePrecision === 'centroid') continue
        expect(contains(site, [location!.lng, location!.lat])).toBe(true)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(500)
  })

  it('never hold a firm twice', () => {
    const members = [...sample.truth().factoryClusters, ...sample.truth().decoys].flatMap(({ memberIds }) => memberIds)
    expect(new Set(members).size).toBe(members.length)
  })

  it('have active factories as tenants, with one lessor where the register knows it', () => {
    for (const { tenantIds, lessorId, siteId } of sample.truth().factoryClusters) {
      expect(tenantIds.length).toBeGreaterThanOrEqual(2)
      const tenants = tenantIds.map((id) => firms.get(id)!.values)
      for (const { status, industryCode } of tenants) {
        expect(status).toBe('active')
        expect(industryCode).toMatch(/^C\d{4}$/)
      }
      const names = new Set(tenants.map(({ lessorName }) => lessorName).filter((name) => name !== null))
      expect(names.size).toBeLessThanOrEqual(1)
      if (lessorId !== null && names.size === 1) expect(names).toContain(firms.get(lessorId)!.values.name)
      if (siteId !== null) expect(siteById.get(siteId)!.kind).toMatch(/plant|park/)
    }
  })

  it('mark what only looks like a factory within a factory', () => {
    const of = (kind: string) => sample.truth().decoys.filter((decoy) => decoy.kind === kind)
    const address = (id: string) => String(firms.get(id)!.values.registeredAddress)
    for (const { memberIds } of of('hostedRegistration')) {
      expect(memberIds.length).toBeGreaterThan(20)
      expect(memberIds.every((id) => address(id).endsWith('(托管企业)'))).toBe(true)
    }
    for (const { memberIds } of of('corporateGroup')) {
      const parents = memberIds.map((id) => firms.get(id)!.values.parentUscc).filter((uscc) => uscc !== null)
      expect(parents.length).toBe(memberIds.length - 1)
      expect(new Set(parents).size).toBe(1)
    }
    for (const { siteId } of of('officeTower')) expect(siteById.get(siteId!)!.storeys).toBeGreaterThan(8)
  })
})
