import type { CollectionDefinition } from '#model/collections.ts'
import type { Field } from '#model/field.ts'
import { normaliseName } from './names.ts'
import { unitFactor } from './units.ts'

/** What a column may hold beside the fields of its collection: the place of the record. */
export const placeTargets = ['lng', 'lat', 'lngLat', 'geometry'] as const
export type PlaceTarget = (typeof placeTargets)[number]

const placeNames: Readonly<Record<PlaceTarget, readonly string[]>> = {
  lng: ['lng', '经度', 'longitude', 'lon', 'long', 'x', '东经', '经度坐标', 'x坐标', '坐标x', 'gps经度'],
  lat: ['lat', '纬度', 'latitude', 'y', '北纬', '纬度坐标', 'y坐标', '坐标y', 'gps纬度'],
  lngLat: [
    '坐标',
    '经纬度',
    '经纬度坐标',
    '坐标点',
    '位置坐标',
    'lnglat',
    'lonlat',
    'coordinates',
    'coordinate',
    'gps坐标',
  ],
  geometry: ['geometry', 'wkt', 'geom', '几何', '空间数据', 'the_geom'],
}

export interface Column {
  readonly header: string
  /** Name of a field, or a place target; null when the column is kept as an extra attribute. */
  target: string | null
  /** What a number of the column is multiplied with to get the unit of the field: 1e4 for 万元. */
  readonly factor: number
}

/** How well a header fits a field: its own name fits better than a synonym, a bare name better than one with a bracket. */
interface Match {
  readonly target: string
  readonly rank: number
  readonly factor: number
}

interface Known {
  readonly target: string
  readonly isSynonym: boolean
  readonly field: Field | null
}

const bracketed = /^(.*?)[(（[【](.*)[)）\]】]\s*$/s

/** The columns of one file, each assigned to a field of the collection, to its place, or to the extra attributes. */
export class Columns {
  readonly list: Column[] = []
  /** Sentences about headers that stand for the same field. */
  readonly problems: string[] = []
  readonly #known = new Map<string, Known>()
  readonly #taken = new Map<string, { column: Column; rank: number }>()
  readonly #collection: CollectionDefinition

  constructor(collection: CollectionDefinition, headers: readonly string[] = []) {
    this.#collection = collection
    this.#learnNames()
    for (const header of headers) this.add(header)
  }

  /** How many of these cells are names of fields or places. */
  countKnown(cells: readonly string[]): number {
    return cells.filter((cell) => this.#match(cell) !== null).length
  }

  /** Takes one more column in; its index. The better name gets the field, the other column is kept as an extra. */
  add(header: string): number {
    const match = this.#match(header)
    const column: Column = { header, target: match?.target ?? null, factor: match?.factor ?? 1 }
    if (match) this.#assign(column, match)
    return this.list.push(column) - 1
  }

  #assign(column: Column, { target, rank }: Match): void {
    const holder = this.#taken.get(target)
    if (holder && holder.rank <= rank) {
      column.target = null
      if (holder.rank === rank) this.#refuse(holder.column.header, column.header, target)
      return
    }
    if (holder) holder.column.target = null
    this.#taken.set(target, { column, rank })
  }

  #refuse(first: string, second: string, target: string): void {
    const zh = this.#collection.fields.find((field) => field.name === target)?.zh
    const name = zh === undefined ? target : `${zh} (${target})`
    this.problems.push(`the columns "${first}" and "${second}" both stand for ${name}; rename or remove one of them`)
  }

  #learnNames(): void {
    const { fields, geometry } = this.#collection
    const learn = (name: string, known: Known) => {
      const key = normaliseName(name)
      if (!this.#known.has(key)) this.#known.set(key, known)
    }
    for (const field of fields) {
      for (const name of [field.name, field.zh, field.en]) learn(name, { target: field.name, isSynonym: false, field })
    }
    for (const field of fields as readonly Field[]) {
      for (const name of field.synonyms ?? []) learn(name, { target: field.name, isSynonym: true, field })
    }
    if (geometry === 'none') return
    for (const target of placeTargets) {
      for (const [index, name] of placeNames[target].entries()) {
        learn(name, { target, isSynonym: index > 1, field: null })
      }
    }
  }

  #match(header: string): Match | null {
    const exact = this.#known.get(normaliseName(header))
    if (exact) return { target: exact.target, rank: exact.isSynonym ? 1 : 0, factor: 1 }
    const [, name = '', bracket = ''] = bracketed.exec(header) ?? []
    const known = name === '' ? undefined : this.#known.get(normaliseName(name))
    if (!known) return null
    const factor = known.field?.unit === undefined ? 1 : unitFactor(known.field.unit, bracket)
    return factor === null ? null : { target: known.target, rank: known.isSynonym ? 3 : 2, factor }
  }
}
