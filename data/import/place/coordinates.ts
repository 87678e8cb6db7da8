import { Refusal } from '../values/refusal.ts'

export type Position = [lng: number, lat: number]

/** China's land and sea in whole degrees: [west, south, east, north]. */
const china = [73, 3, 136, 54] as const

const degreePattern =
  /^(?<before>[NSEW东西南北])?[东西南北]?[经纬]?(?<sign>[+-])?(?<degrees>\d+(?:\.\d+)?)[°度º˚](?:(?<minutes>\d+(?:\.\d+)?)[′'’‘分](?:(?<seconds>\d+(?:\.\d+)?)(?:″|"|”|“|''|′′|’’|秒))?)?(?<after>[NSEW东西南北])?$/
const negativeSides = new Set(['S', 'W', '西', '南'])
const plainDegrees = /^[+-]?\d{1,3}(?:\.\d*)?$/

/** Decimal degrees behind `113.12`, `113°07'22"E`, `113度7分22秒`, `东经113°7.367′`; or why there are none. */
export function parseDegrees(text: string): number | Refusal {
  if (plainDegrees.test(text)) return Number(text)
  const plain = text.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  const groups = degreePattern.exec(plain)?.groups
  if (!groups) return parseDecimal(plain)
  const minutes = Number(groups.minutes ?? 0)
  const seconds = Number(groups.seconds ?? 0)
  if (minutes >= 60 || seconds >= 60) return new Refusal('has minutes or seconds of 60 or more')
  const degrees = Number(groups.degrees) + minutes / 60 + seconds / 3600
  const side = groups.before ?? groups.after ?? ''
  return groups.sign === '-' || negativeSides.has(side) ? -degrees : degrees
}

function parseDecimal(plain: string): number | Refusal {
  const [, before = '', digits = plain, after = ''] = /^([NSEW])?(.*?)([NSEW])?$/.exec(plain) ?? []
  const value = digits === '' ? Number.NaN : Number(digits)
  if (!Number.isFinite(value)) return new Refusal(`is no coordinate; allowed: 113.1227 or 113°07'22"E`)
  return negativeSides.has(before || after) ? -Math.abs(value) : value
}

/** Splits a cell that holds both numbers, longitude first: `113.1,23.0`, `(113.1 23.0)`, `[113.1;23.0]`. */
export function splitPair(text: string): readonly [lng: string, lat: string] | Refusal {
  const parts = text
    .normalize('NFKC')
    .replace(/^[([{]|[)\]}]$|^POINT\s*\(|\)$/gi, '')
    .trim()
    .split(/\s*[,;、|]\s*|\s+/)
  const [lng, lat] = parts
  if (parts.length !== 2 || !lng || !lat)
    return new Refusal('is no pair of coordinates; allowed: 113.1227,23.0287 (longitude first)')
  return [lng, lat]
}

const inside = (
  [west, south, east, north]: readonly [number, number, number, number],
  lng: number,
  lat: number,
): boolean => lng >= west && lng <= east && lat >= south && lat <= north

/**
 * Why a pair cannot be the place of a record, or null. A pair that makes sense only the other way round is refused and
 * never turned: which column is wrong is for its owner to say.
 */
export function positionProblem(lng: number, lat: number): string | null {
  const swappedFits = Math.abs(lng) <= 90 && Math.abs(lat) <= 180
  const outOfRange = Math.abs(lng) > 180 || Math.abs(lat) > 90
  if ((outOfRange && swappedFits) || (inside(china, lat, lng) && !inside(china, lng, lat))) {
    return `looks swapped: longitude ${lng}, latitude ${lat} would make sense the other way round`
  }
  if (!outOfRange) return null
  const projected = Math.abs(lng) > 1000 || Math.abs(lat) > 1000
  return `is out of range; allowed: longitude -180 to 180, latitude -90 to 90${projected ? '; it looks like metres of a projection' : ''}`
}
