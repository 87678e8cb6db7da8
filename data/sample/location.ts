import { latLngToCell } from 'h3-js'
import type { Location } from '#model/storedRecord.ts'
import type { Place } from './ground.ts'

/** The location of a record: the place and its H3 cell at resolution 12. */
export function locationAt({ lng, lat }: Place): Location {
  return { lng, lat, h3: BigInt(`0x${latLngToCell(lat, lng, 12)}`) }
}
