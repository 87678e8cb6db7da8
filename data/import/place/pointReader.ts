import { type Datum, datums, findCode } from '#model/codes.ts'
import { parseDegrees, positionProblem, splitPair } from './coordinates.ts'
import type { Finding } from '../validate/finding.ts'
import { Refusal } from '../values/refusal.ts'
import type { RowSources } from '../columns/rowSources.ts'
import type { CellBytes, Row } from '../read/row.ts'

/** A pair of degrees as the file gives it, in the file's datum. */
export type RawPosition = readonly [lng: number, lat: number]

export interface GivenPosition {
  readonly raw: RawPosition
  /** The cells that hold the two numbers, where they can be stored as they stand. */
  readonly written: readonly [lng: CellBytes, lat: CellBytes] | null
}

function refuse(findings: Finding[], field: string, value: string, reason: string): null {
  findings.push({ severity: 'error', field, value, reason: `${labels[field] ?? field} "${value}" ${reason}` })
  return null
}

const labels: Readonly<Record<string, string>> = {
  lng: '经度 (lng)',
  lat: '纬度 (lat)',
  lngLat: '坐标 (lng,lat)',
  geometry: '几何 (geometry)',
}

function textOf(sources: RowSources, target: string, row: Row): string {
  const text = sources.texts.get(target)?.(row) ?? ''
  return text instanceof Refusal ? '' : text
}

/** Checks a pair; null and a finding when it cannot be the place of the record. */
export function checkPosition(lng: number, lat: number, findings: Finding[]): RawPosition | null {
  if (lng === 0 && lat === 0) {
    findings.push({
      severity: 'warning',
      field: 'lng',
      value: '0,0',
      reason: `${labels.lngLat} "0,0" is what programs write for "not known"; the record is kept without a place`,
    })
    return null
  }
  const problem = positionProblem(lng, lat)
  return problem === null ? [lng, lat] : refuse(findings, 'lng', `${lng},${lat}`, problem)
}

/** Two columns of plain numbers, as nearly all files have them; undefined for any other form. */
function readPlainPosition(sources: RowSources, row: Row, findings: Finding[]): GivenPosition | null | undefined {
  const lng = row.number(sources.verbatim.get('lng') ?? -1)
  const lat = lng && row.number(sources.verbatim.get('lat') ?? -1)
  if (!lng || !lat) return undefined
  const raw = checkPosition(lng.value, lat.value, findings)
  return raw && { raw, written: [lng, lat] }
}

/** The position in the columns of a row; null when it has none, or none that can be used, which is a finding. */
export function readPosition(sources: RowSources, row: Row, findings: Finding[]): GivenPosition | null {
  const plain = readPlainPosition(sources, row, findings)
  if (plain !== undefined) return plain
  let lngText = textOf(sources, 'lng', row)
  let latText = textOf(sources, 'lat', row)
  if (lngText === '' && latText === '') {
    const pairText = textOf(sources, 'lngLat', row)
    if (pairText === '') return null
    const pair = splitPair(pairText)
    if (pair instanceof Refusal) return refuse(findings, 'lngLat', pairText, pair.reason)
    ;[lngText, latText] = pair
  }
  if (lngText === '') return refuse(findings, 'lng', '', `is empty while the latitude is ${latText}`)
  if (latText === '') return refuse(findings, 'lat', '', `is empty while the longitude is ${lngText}`)
  const lng = parseDegrees(lngText)
  if (lng instanceof Refusal) return refuse(findings, 'lng', lngText, lng.reason)
  const lat = parseDegrees(latText)
  if (lat instanceof Refusal) return refuse(findings, 'lat', latText, lat.reason)
  const raw = checkPosition(lng, lat, findings)
  return raw && { raw, written: null }
}

/** True for the id of a datum. */
export function isDatum(id: unknown): id is Datum {
  return typeof id === 'string' && findCode(datums, id) !== undefined
}
