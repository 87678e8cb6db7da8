import type { IndicatorReading, IndicatorUnit, MissingReason } from '#model/indicator.ts'

/** Shown where a value is missing; never 0. */
export const missingText = '—'

const minus = '\u2212'
const withMinus = (text: string): string => text.replace('-', minus)

/** All digits, grouped by thousands: `130,000`. Missing is "—". */
export function formatExact(value: number | null | undefined, digits = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missingText
  return withMinus(value.toLocaleString('en-US', { maximumFractionDigits: digits }))
}

/** A count for headlines: from 10,000 on in 万 with up to two decimals for Chinese readers, in thousands otherwise. */
export function formatCount(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return missingText
  const isChinese = language.startsWith('zh')
  if (!isChinese || Math.abs(value) < 10_000) return formatExact(value, Number.isInteger(value) ? 0 : 1)
  if (Math.abs(value) >= 99_995_000) return `${formatExact(value / 1e8, 2)}亿`
  return `${formatExact(value / 10_000, 2)}万`
}

/** A share of 1 as a percentage: 0.754 -> `75.4%`. */
export function formatPercent(share: number | null | undefined, digits = 1): string {
  if (share === null || share === undefined || !Number.isFinite(share)) return missingText
  return `${withMinus((share * 100).toFixed(digits))}%`
}

/** A change against a base with its sign: -0.251 -> `−25.1%`; no change is `0.0%`. */
export function formatChange(share: number | null | undefined, digits = 1): string {
  const text = formatPercent(share, digits)
  return share && Number.isFinite(share) && share > 0 && !/^0\.?0*%$/.test(text) ? `+${text}` : text
}

/** A difference of two rates, in percentage points: 0.032 -> `+3.2 pp`, `+3.2 个百分点`. */
export function formatPoints(difference: number | null | undefined, language: string): string {
  if (difference === null || difference === undefined || !Number.isFinite(difference)) return missingText
  const text = withMinus((difference * 100).toFixed(1))
  return `${difference > 0 ? '+' : ''}${text}${language.startsWith('zh') ? ' 个百分点' : ' pp'}`
}

/** The value of an indicator without its reason: see `missingReason` in the messages for those. */
export function formatIndicator(value: number, unit: IndicatorUnit, language: string): string {
  if (unit === 'rate') return formatPercent(value)
  if (unit === 'change') return formatChange(value)
  return unit === 'per10k' ? formatExact(value, 1) : formatCount(value, language)
}

/** An indicator as text: its value, or the word for why there is none. */
export function formatReading(
  reading: IndicatorReading,
  unit: IndicatorUnit,
  language: string,
  words: Readonly<Record<MissingReason, string>>,
): string {
  if (reading.missing !== null || reading.value === null) return words[reading.missing ?? 'unknown']
  return formatIndicator(reading.value, unit, language)
}

/** `2023-08-05` as `2023年8月5日` or `5 Aug 2023`. */
export function formatDay(day: string | null | undefined, language: string): string {
  if (!day) return missingText
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  return language.startsWith('zh')
    ? `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}

/** Metres below a kilometre, kilometres above: `200 m`, `1.5 km`. */
export function formatDistance(meters: number | null | undefined): string {
  if (meters === null || meters === undefined || !Number.isFinite(meters)) return missingText
  return meters < 1000 ? `${formatExact(meters)} m` : `${formatExact(meters / 1000, 1)} km`
}

/** Square kilometres with as many decimals as the size deserves. */
export function formatArea(areaKm2: number | null | undefined): string {
  return areaKm2 === null || areaKm2 === undefined
    ? missingText
    : `${formatExact(areaKm2, areaKm2 < 10 ? 2 : areaKm2 < 100 ? 1 : 0)} km²`
}

/** Bytes of a file: `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${formatExact(bytes / 1e3)} kB` : `${formatExact(bytes / 1e6, 1)} MB`
}

/** Seconds that remain: `45 s`, `3 min`. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return missingText
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`
}
