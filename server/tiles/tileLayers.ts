import { collections, type RecordCollectionId } from '#model/collections.ts'

export type TilePropertyType = 'string' | 'number' | 'boolean'

/** A property of the features of a layer: its type and what it means. */
export type TileProperties = Readonly<Record<string, readonly [type: TilePropertyType, description: string]>>

const stack = ['number', 'How many records share this exact place'] as const
const id = ['string', 'Id of the record, as in items'] as const
const sector = ['string', 'Sector'] as const

/** The properties of records in tiles, by collection. */
export const recordProperties: Readonly<Record<Exclude<RecordCollectionId, 'supervision-actions'>, TileProperties>> = {
  hazards: {
    id,
    level: ['string', 'Level'],
    sector,
    source: ['string', 'Discovery source'],
    status: ['string', 'Status as of the day asked for'],
    overdue: ['boolean', 'Open after its deadline'],
    listed: ['boolean', 'Listed for supervision'],
    stack,
  },
  enterprises: {
    id,
    name: ['string', 'Name, from zoom 14 while the tile stays within its limit'],
    sector,
    risk: ['string', 'Risk level'],
    status: ['string', 'Status'],
    stack,
  },
  accidents: {
    id,
    severity: ['string', 'Severity'],
    deaths: ['number', 'Deaths'],
    type: ['string', 'Type'],
    stack,
  },
  'road-segments': {
    id,
    name: ['string', 'Name of the route'],
    grade: ['string', 'Grade'],
    kind: ['string', 'Kind'],
    direction: ['string', 'Direction'],
    features: ['string', 'Risk features, separated by commas'],
  },
  sites: { id, name: ['string', 'Name'], kind: ['string', 'Kind'], storeys: ['number', 'Storeys'] },
}

const counted: TileProperties = {
  cell: ['string', 'Index of the H3 cell, hexadecimal'],
  count: ['number', 'Records in the whole cell, beyond the edge of the tile too'],
}

const countedBySector: TileProperties = {
  ...counted,
  sector: ['string', 'The most frequent sector'],
  sectorCount: ['number', 'Records of that sector'],
}

/** The properties of hexagons. */
export function cellProperties(collectionId: RecordCollectionId): TileProperties {
  if (!collections[collectionId].fields.some((field) => field.name === 'sector')) return counted
  if (collectionId !== 'hazards') return countedBySector
  return {
    ...countedBySector,
    open: ['number', 'Open hazards'],
    overdue: ['number', 'Overdue hazards'],
    listed: ['number', 'Hazards listed for supervision'],
  }
}

export const regionProperties: TileProperties = {
  code: ['string', 'Code of six digits'],
  name: ['string', 'Name'],
  nameEn: ['string', 'English name'],
  level: ['string', 'province, city or county'],
  parentCode: ['string', 'Code of the region above'],
  inStatistics: ['boolean', 'False: not applicable in statistics'],
}

/** The properties of the points that carry the names of regions; there are none with `parent`. */
export const regionLabelProperties: TileProperties = { ...regionProperties, areaKm2: ['number', 'Area'] }
