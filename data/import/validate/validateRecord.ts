import type { Geometry, Position } from 'geojson'
import type { ImportMapping } from '#contract/imports.ts'
import type { Datum } from '#model/codes.ts'
import { type CollectionDefinition, collections, type RecordCollectionId } from '#model/collections.ts'
import type { Location, StoredRecord } from '#model/storedRecord.ts'
import { lengthFromStakes, rulesOf } from './crossFieldRules.ts'
import { toWgs84 } from '../place/datum.ts'
import { createFieldReader, type Values } from './fieldReader.ts'
import { type Finding, fieldFinding } from './finding.ts'
import { locationOf } from '../place/location.ts'
import { checkPosition, type GivenPosition, isDatum, type RawPosition, readPosition } from '../place/pointReader.ts'
import { excerpt, Refusal } from '../values/refusal.ts'
import type { RegionCheck } from '../place/regionCheck.ts'
import type { RowSources } from '../columns/rowSources.ts'
import type { CellBytes, Row } from '../read/row.ts'
import {
  lengthMeters,
  type Line,
  pointOn,
  shapeBbox,
  shapeOfKind,
  shapeProblem,
  shapeToWgs84,
} from '../place/shapes.ts'
import { parseGeometryText } from '../place/wkt.ts'

/** A row after validation: with an error among the findings it is not to be stored. */
export interface Validated {
  readonly record: StoredRecord<CellBytes>
  readonly key: string
  readonly findings: readonly Finding[]
  readonly isAccepted: boolean
  /** Its coordinates were taken as they are, because neither the row nor the file says in which datum they are. */
  readonly isUndeclared: boolean
}

export interface RecordSettings {
  readonly collectionId: RecordCollectionId
  readonly sources: RowSources
  readonly mapping: ImportMapping | null
  /** Of all rows that do not say it themselves; null when nobody said it. */
  readonly datum: Datum | null
  readonly regions: RegionCheck
}

interface Place {
  readonly location: Location | null
  readonly raw: RawPosition | null
  readonly written: GivenPosition['written']
  readonly geometry: StoredRecord['geometry']
}

const nowhere: Place = { location: null, raw: null, written: null, geometry: null }

function refuseGeometry(findings: Finding[], reason: string): Place {
  findings.push({ severity: 'error', field: 'geometry', value: null, reason: `几何 (geometry) ${reason}` })
  return nowhere
}

function pointPlace(given: GivenPosition | null, datum: Datum | null): Place {
  if (given === null) return nowhere
  const [lng, lat] = datum === null ? given.raw : toWgs84(datum, given.raw[0], given.raw[1])
  return { location: locationOf(lng, lat), ...given, geometry: null }
}

function positionOf(position: Position, findings: Finding[]): GivenPosition | null {
  const [lng, lat] = position
  if (typeof lng === 'number' && typeof lat === 'number') {
    const raw = checkPosition(lng, lat, findings)
    return raw && { raw, written: null }
  }
  refuseGeometry(findings, `has the position ${excerpt(JSON.stringify(position))}; allowed: [lng, lat]`)
  return null
}

function shapePlace(geometry: Geometry, kind: 'line' | 'polygon', datum: Datum | null, findings: Finding[]): Place {
  const shape = shapeOfKind(geometry, kind)
  if (shape instanceof Refusal) return refuseGeometry(findings, shape.reason)
  const problem = shapeProblem(shape)
  if (problem !== null) return refuseGeometry(findings, problem)
  const converted = shapeToWgs84(shape, datum ?? 'wgs84')
  const [lng, lat] = pointOn(converted)
  const geometryOut = { json: JSON.stringify(converted), bbox: shapeBbox(converted) }
  return { location: locationOf(lng, lat), raw: null, written: null, geometry: geometryOut }
}

/** Reads the place of a row: its geometry where it has one, else its coordinates. */
function readPlace(
  settings: RecordSettings,
  row: Row,
  geometry: Geometry | null,
  datum: Datum | null,
  findings: Finding[],
): Place {
  const kind = collections[settings.collectionId].geometry
  if (kind === 'none') return nowhere
  const found = geometry ?? geometryInCell(settings.sources, row, findings)
  if (found === null) return pointPlace(readPosition(settings.sources, row, findings), datum)
  if (found.type === 'Point') return pointPlace(positionOf(found.coordinates, findings), datum)
  if (kind === 'point') return refuseGeometry(findings, `is a ${found.type}; allowed: Point`)
  return shapePlace(found, kind, datum, findings)
}

function geometryInCell(sources: RowSources, row: Row, findings: Finding[]): Geometry | null {
  const text = sources.texts.get('geometry')?.(row) ?? ''
  if (text === '' || text instanceof Refusal) return null
  const geometry = parseGeometryText(text)
  if (!(geometry instanceof Refusal)) return geometry
  refuseGeometry(findings, `"${excerpt(text)}" ${geometry.reason}`)
  return null
}

function extraOf(sources: RowSources, row: Row): Record<string, string> | null {
  let extra: Record<string, string> | null = null
  for (const index of sources.extras()) {
    const text = row.text(index)
    if (text === '') continue
    extra ??= {}
    extra[sources.columns[index]?.header || `column ${index + 1}`] = text
  }
  return extra
}

const regionField = { name: 'regionCode', zh: '行政区划代码' }

/** Reads the declared region and compares it with the place, or fills it from the place. Returns an abolished code. */
function checkRegion(
  regions: RegionCheck,
  values: Values,
  location: Location | null,
  findings: Finding[],
): string | null {
  const declared = values.regionCode
  if (typeof declared !== 'string') {
    if (location) values.regionCode = regions.locate(location.lng, location.lat)
    return null
  }
  const read = regions.read(declared)
  if (read instanceof Refusal) {
    findings.push(fieldFinding('error', regionField, declared, read.reason))
    return null
  }
  values.regionCode = read.code
  const problem = read.warning ?? (location && regions.disagreement(read, location.lng, location.lat))
  if (problem !== null) findings.push(fieldFinding('warning', regionField, declared, problem))
  return declared.startsWith(read.code) || declared.endsWith(read.code) ? null : declared
}

/** Makes the function that turns the row of a row, and a feature's geometry, into a record with its findings. */
export function createRecordValidator(settings: RecordSettings): (row: Row, geometry?: Geometry | null) => Validated {
  const collection: CollectionDefinition = collections[settings.collectionId]
  const readFields = createFieldReader(collection, settings.sources, settings.mapping)
  const rules = rulesOf(settings.collectionId)
  const hasDatum = collection.fields.some((field) => field.name === 'datum')
  return (row, geometry = null) => {
    const findings: Finding[] = []
    const values = readFields(row, findings)
    for (const rule of rules) rule(values, findings)
    const datum = isDatum(values.datum) ? values.datum : settings.datum
    const place = readPlace(settings, row, geometry, datum, findings)
    if (hasDatum && place.location) values.datum = datum
    if (collection.geometry === 'line') completeLength(values, place)
    const abolishedCode = checkRegion(settings.regions, values, place.location, findings)
    const extra = extraOf(settings.sources, row)
    const { location, raw, written, geometry: shape } = place
    return {
      record: {
        values,
        location,
        raw,
        written,
        geometry: shape ?? null,
        extra: abolishedCode === null ? extra : { ...extra, declaredRegionCode: abolishedCode },
      },
      key: typeof values[collection.key] === 'string' ? String(values[collection.key]) : '',
      findings,
      isAccepted: !findings.some((finding) => finding.severity === 'error'),
      isUndeclared: hasDatum && place.location !== null && datum === null,
    }
  }
}

function completeLength(values: Values, { geometry }: Place): void {
  if (geometry && values.lengthMeters === null) values.lengthMeters = lengthMeters(JSON.parse(geometry.json) as Line)
  lengthFromStakes(values)
}
