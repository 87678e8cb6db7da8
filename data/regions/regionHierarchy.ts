import type { RegionLevel } from '#model/region.ts'
import { nationCode } from '#model/region.ts'

/** Municipalities and special administrative regions: their counties stand directly under the province. */
const provincesWithoutCities = new Set(['11', '12', '31', '50', '81', '82'])

/** Code of the parent of a county, city or province; null for the nation. `4190xx` and the like hang under the province. */
export function parentCodeOf(code: string): string | null {
  if (code === nationCode) return null
  if (code.endsWith('0000')) return nationCode
  const province = `${code.slice(0, 2)}0000`
  const directCounty = provincesWithoutCities.has(code.slice(0, 2)) || code.slice(2, 4) === '90'
  return code.endsWith('00') || directCounty ? province : `${code.slice(0, 4)}00`
}

/** Level of a code: `440000` province, `440600` city (with or without counties), else county. */
export function levelOf(code: string): RegionLevel {
  if (code === nationCode) return 'nation'
  if (code.endsWith('0000')) return 'province'
  return code.endsWith('00') ? 'city' : 'county'
}

/** Taiwan, Hong Kong and Macao are drawn but report no figures. */
export function isInStatistics(code: string): boolean {
  return !['71', '81', '82'].includes(code.slice(0, 2))
}
