import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'
import { feature } from 'topojson-client'
import { topology } from 'topojson-server'
import type { GeometryCollection } from 'topojson-specification'
import { describe, expect, it } from 'vitest'
import { cleanCoverage, simplifiedTopology } from '../../../../data/regions/build/boundaries.ts'
import type { RunMapshaper } from '../../../../data/regions/build/mapshaper.ts'

type Coverage = FeatureCollection<Polygon | MultiPolygon, { code: string; group?: string }>

const box = (west: number, south: number, east: number, north: number): Position[] => {
  return [[west, south], [west, north], [east, north], [east, south], [west, south]] // prettier-ignore
}

function coverage(boxes: Record<string, Position[]>): Coverage {
  const features = Object.entries(boxes).map(([code, ring]) => ({
    type: 'Feature' as const,
    properties: { code },
    geometry: { type: 'Polygon' as const, coordinates: [ring] },
  }))
  return { type: 'FeatureCollection', features }
}

/** Stands in for mapshaper: groups as told, keeps every vertex, and remembers its commands. */
function keepEverything(commands: string[]): RunMapshaper {
  return async (command, _output, format, input) => {
    commands.push(command)
    const { features } = input as Coverage
    const grouped = features.map((leaf) => ({
      ...leaf,
      properties: { code: leaf.properties.group ?? leaf.properties.code },
    }))
    const collection = { type: 'FeatureCollection' as const, features: grouped }
    return format.startsWith('topojson') ? topology({ leaves: collection }) : collection
  }
}

const counties = coverage({
  440604: box(113, 23, 114, 24),
  440605: box(114, 23, 115, 24),
  441900: box(115, 23, 116, 24),
  110101: box(116, 39, 117, 40),
})

describe('building the levels', () => {
  const build = (finest: 'county' | 'city' | 'province', commands: string[] = []) => {
    return simplifiedTopology(structuredClone(counties), finest, 500, keepEverything(commands))
  }
  const codesAt = async (finest: 'county' | 'city' | 'province') => {
    const { objects } = await build(finest)
    return Object.entries(objects).map(([level, { geometries }]) => [level, geometries.map(({ id }) => id)])
  }

  it('merges counties into cities, provinces and the nation', async () => {
    expect(await codesAt('county')).toEqual([
      ['nation', ['100000']],
      ['province', ['110000', '440000']],
      ['city', ['440600', '441900']],
      ['county', ['110101', '440604', '440605']],
    ])
  })

  it('groups by province before simplifying the map of the nation', async () => {
    const commands: string[] = []
    const { objects } = await build('province', commands)
    expect(Object.keys(objects)).toEqual(['nation', 'province'])
    expect(commands[0]).toContain('-simplify dp variable')
    expect(commands[0]).toContain('30 : 500')
  })

  it('dissolves the border between two counties of a city', async () => {
    const built = await build('county')
    const cities = feature(built, built.objects['city'] as GeometryCollection) as FeatureCollection<MultiPolygon>
    const [foshan] = cities.features
    expect(foshan?.geometry.coordinates).toHaveLength(1)
    const lngs = foshan?.geometry.coordinates.flat(2).map(([lng = 0]) => Math.round(lng * 1e4) / 1e4) ?? []
    expect([Math.min(...lngs), Math.max(...lngs)]).toEqual([113, 115])
  })

  it('stores coordinates in steps of a ten-thousandth of a degree', async () => {
    const { transform, arcs } = await build('county')
    expect(transform).toEqual({ scale: [0.0001, 0.0001], translate: [0, 0] })
    expect(arcs.flat(2).every(Number.isInteger)).toBe(true)
  })
})

describe('cleaning the coverage', () => {
  it('gives the undrawn county the largest part of what nobody claims', async () => {
    const hole = box(117.2, 39.8, 117.7, 40.2)
    const withCorner = hole.toSpliced(2, 0, [117.5, 40.2])
    const run: RunMapshaper = async (command, _output, _format, input) => {
      if (!command.includes('-dissolve')) return input
      const { features } = input as Coverage
      return {
        type: 'FeatureCollection',
        features: features.map((leaf) =>
          leaf.properties.code === '120119'
            ? {
                ...leaf,
                geometry: { type: 'MultiPolygon', coordinates: [[box(117.1, 39.7, 117.11, 39.71)], [withCorner]] },
              }
            : leaf,
        ),
      }
    }
    const cleaned = await cleanCoverage([{ code: '440604', polygons: [[box(113, 23, 114, 24)]] }], run)
    expect(cleaned.features.map(({ properties }) => properties.code)).toEqual(['440604', '120119'])
    expect(cleaned.features[1]?.geometry).toEqual({ type: 'Polygon', coordinates: [withCorner] })
  })

  it('says so when the county has no hole', async () => {
    const run: RunMapshaper = async () => ({ type: 'FeatureCollection', features: [] })
    await expect(cleanCoverage([], run)).rejects.toThrow('no hole for 120119')
  })
})
