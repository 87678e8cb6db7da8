import { latLngToCell } from 'h3-js'
import type { Location } from '#model/storedRecord.ts'

/** Every located record carries its H3 cell at this resolution. */
const cellResolution = 12

/** WGS-84 degrees and their H3 cell. */
export function locationOf(lng: number, lat: number): Location {
  return { lng, lat, h3: BigInt(`0x${latLngToCell(lat, lng, cellResolution)}`) }
}
