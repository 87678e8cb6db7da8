import { createHash } from 'node:crypto'
import { area as areaOf } from '@turf/area'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { Session } from '../database/database.ts'

export interface StoredArea {
  /** Hash of the content: the same polygon has the same id everywhere. */
  readonly id: string
  readonly geometry: Polygon | MultiPolygon
  readonly areaKm2: number
}

/** About one centimetre: what a drawing can mean. */
const decimals = 7

const rounded = (value: number): number => Number(value.toFixed(decimals))
const plainRing = (ring: readonly Position[]): Position[] =>
  ring.map(([lng, lat]) => [rounded(lng as number), rounded(lat as number)])
const plainRings = (rings: readonly Position[][]): Position[][] => rings.map(plainRing)

/** Longitude and latitude alone, rounded, so that the same drawing has the same text. */
function plainGeometry(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: plainRings(geometry.coordinates) }
  return { type: 'MultiPolygon', coordinates: geometry.coordinates.map(plainRings) }
}

const describeArea = (id: string, geometry: Polygon | MultiPolygon): StoredArea => ({
  id,
  geometry,
  areaKm2: areaOf(geometry) / 1e6,
})

/** Stores a polygon (valid, WGS-84) once; its id is 16 hexadecimal digits. */
export async function storeArea(session: Session, geometry: Polygon | MultiPolygon): Promise<StoredArea> {
  const plain = plainGeometry(geometry)
  const text = JSON.stringify(plain)
  const id = createHash('sha256').update(text).digest('hex').slice(0, 16)
  await session.query(
    `insert into area (id, geometry) select $1, $2 where not exists (select 1 from area where id = $3)`,
    [id, text, id],
  )
  return describeArea(id, plain)
}

/** The polygon with that id, or null. */
export async function readArea(session: Session, id: string): Promise<StoredArea | null> {
  const [row] = await session.query<{ geometry: string }>('select geometry from area where id = $1', [id])
  return row ? describeArea(id, JSON.parse(row.geometry) as Polygon | MultiPolygon) : null
}
