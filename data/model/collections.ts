import { accidentFields } from './accident.ts'
import { enterpriseFields } from './enterprise.ts'
import type { Field } from './field.ts'
import type { FilterName } from './filter.ts'
import { hazardFields } from './hazard.ts'
import { roadSegmentFields } from './roadSegment.ts'
import { siteFields } from './site.ts'
import { supervisionActionFields } from './supervisionAction.ts'

export const recordCollectionIds = [
  'hazards',
  'enterprises',
  'road-segments',
  'accidents',
  'sites',
  'supervision-actions',
] as const
/** Collections whose records are stored in a table of their own; regions are kept apart. */
export type RecordCollectionId = (typeof recordCollectionIds)[number]
export type CollectionId = 'regions' | RecordCollectionId

/** What the API, the store, the import and the page need to know of a kind of record, said once. */
export interface CollectionDefinition {
  readonly id: RecordCollectionId
  readonly zh: string
  readonly en: string
  readonly table: string
  /** Name of the field that identifies a record in its register. */
  readonly key: string
  readonly geometry: 'point' | 'line' | 'polygon' | 'none'
  /** The day on which a record enters the picture: `found` and `datetime` filter on it. Null when it has none. */
  readonly dateField: string | null
  readonly fields: readonly Field[]
  /** What a person calls a record: the first of these that is not null. */
  readonly titleFields: readonly string[]
  /** Fields searched by the filter `text`. */
  readonly textFields: readonly string[]
  /** The filters that this collection can answer; any other is an error that says so. */
  readonly filters: readonly FilterName[]
}

const place = ['region', 'area', 'bbox', 'near', 'text'] as const

export const collections: Readonly<Record<RecordCollectionId, CollectionDefinition>> = {
  hazards: {
    id: 'hazards',
    zh: '隐患',
    en: 'Hazards',
    table: 'hazard',
    key: 'hazardNo',
    geometry: 'point',
    dateField: 'foundAt',
    fields: hazardFields,
    titleFields: ['title', 'description', 'hazardNo'],
    textFields: ['hazardNo', 'title', 'description', 'enterpriseName', 'address'],
    filters: [
      ...place,
      'campaign',
      'unit',
      'sector',
      'category',
      'source',
      'level',
      'status',
      'listed',
      'overdue',
      'found',
      'asOf',
    ],
  },
  enterprises: {
    id: 'enterprises',
    zh: '企业',
    en: 'Enterprises',
    table: 'enterprise',
    key: 'enterpriseId',
    geometry: 'point',
    dateField: null,
    fields: enterpriseFields,
    titleFields: ['name', 'enterpriseId'],
    textFields: ['enterpriseId', 'name', 'uscc', 'operatingAddress', 'registeredAddress'],
    filters: [...place, 'unit', 'sector', 'risk'],
  },
  'road-segments': {
    id: 'road-segments',
    zh: '路段',
    en: 'Road segments',
    table: 'road_segment',
    key: 'segmentId',
    geometry: 'line',
    dateField: 'foundAt',
    fields: roadSegmentFields,
    titleFields: ['routeName', 'routeCode', 'segmentId'],
    textFields: ['segmentId', 'routeCode', 'routeName', 'stakeText', 'description'],
    filters: [...place, 'unit', 'grade', 'listed', 'found', 'asOf'],
  },
  accidents: {
    id: 'accidents',
    zh: '事故',
    en: 'Accidents',
    table: 'accident',
    key: 'accidentNo',
    geometry: 'point',
    dateField: 'occurredAt',
    fields: accidentFields,
    titleFields: ['title', 'address', 'accidentNo'],
    textFields: ['accidentNo', 'title', 'address', 'description'],
    filters: [...place, 'unit', 'sector', 'severity', 'found', 'asOf'],
  },
  sites: {
    id: 'sites',
    zh: '场所',
    en: 'Sites',
    table: 'site',
    key: 'siteId',
    geometry: 'polygon',
    dateField: null,
    fields: siteFields,
    titleFields: ['name', 'siteId'],
    textFields: ['siteId', 'name', 'address', 'managerName'],
    filters: [...place, 'kind'],
  },
  'supervision-actions': {
    id: 'supervision-actions',
    zh: '监管行动',
    en: 'Supervision actions',
    table: 'supervision_action',
    key: 'actionNo',
    geometry: 'none',
    dateField: 'actedAt',
    fields: supervisionActionFields,
    titleFields: ['description', 'actionNo'],
    textFields: ['actionNo', 'unitName', 'description'],
    filters: ['region', 'unit', 'sector', 'found', 'asOf', 'text'],
  },
}

/** True when the text is the id of a collection of records. */
export function isRecordCollectionId(id: string): id is RecordCollectionId {
  return (recordCollectionIds as readonly string[]).includes(id)
}
