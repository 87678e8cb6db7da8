import type { Location } from '#model/storedRecord.ts'
import { locationOf } from '../import/place/location.ts'
import type { Place } from './land/ground.ts'

/** The location of a record at a place. */
export function locationAt({ lng, lat }: Place): Location {
  return locationOf(lng, lat)
}
