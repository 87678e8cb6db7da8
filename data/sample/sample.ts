import type { RecordCollectionId } from '#model/collections.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { planAccidents } from './accidents/accidentPlan.ts'
import { sampleAccidents } from './accidents/accidents.ts'
import type { Scale } from './calibration.ts'
import { sampleEnterprises } from './firms/enterprises.ts'
import { planEstates } from './estates/estates.ts'
import { settleFirms } from './firms/firms.ts'
import type { Geography } from './land/geography.ts'
import { planHazards } from './hazards/hazardPlan.ts'
import { type HazardBook, openHazardBook, sampleHazards } from './hazards/hazards.ts'
import { type HotSpot, plantHotSpots } from './hazards/hotSpots.ts'
import { layOutPlaces } from './land/places.ts'
import { plantRecurrences } from './hazards/recurrences.ts'
import { openRegister, type Register } from './firms/register.ts'
import { planRoads, type Roads } from './roads/roads.ts'
import { sampleRoadSegments } from './roads/roadSegments.ts'
import { openSiteBook, sampleSites } from './estates/sites.ts'
import { sampleSupervisionActions } from './actions/supervisionActions.ts'
import { collectTruth, type SampleTruth } from './truth.ts'

/** A table of the sample: its rows can be walked more than once and are the same each time. */
export interface SampleTable {
  readonly collection: RecordCollectionId
  /** Exact, except for supervision actions, where it is an estimate. */
  readonly rows: number
  records(): Generator<StoredRecord>
}

export interface Sample {
  /** In an order in which enterprises and segments come before what refers to them. */
  readonly tables: readonly SampleTable[]
  /** Needs the hazards planned, which takes a moment when no table has asked for them. */
  truth(): SampleTruth
}

/**
 * Plans a sample. Rows are made, and most of the planning done, when tables are walked. Equal arguments, equal rows.
 */
export function planSample(geography: Geography, scale: Scale, seed: number): Sample {
  const places = layOutPlaces(geography, scale, seed)
  const estates = planEstates(places)
  const register = openRegister(places, estates, settleFirms(places, estates))
  const sites = openSiteBook(register)
  const hotSpots = plantHotSpots(places)
  const roads = once(() => planRoads(places))
  const accidents = once(() => planAccidents(register, roads()))
  const book = once(() => openHazards(register, roads(), hotSpots))
  const actionRows = Math.round(places.counties.length * 16 + scale.hazards * 0.13)
  const table = (collection: RecordCollectionId, rows: number, records: () => Generator<StoredRecord>) => ({
    collection,
    rows,
    records,
  })
  return {
    truth: () => collectTruth(register, sites, hotSpots, book().plan),
    tables: [
      table('enterprises', register.firms.count, () => sampleEnterprises(register)),
      table('sites', estates.sites.length, () => sampleSites(register, sites)),
      table('road-segments', scale.roadSegments, () => sampleRoadSegments(roads(), accidents(), places)),
      table('hazards', scale.hazards, () => sampleHazards(book())),
      table('accidents', scale.accidents, () => sampleAccidents(accidents(), register, roads())),
      table('supervision-actions', actionRows, () => sampleSupervisionActions(book())),
    ],
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function openHazards(register: Register, roads: Roads, hotSpots: readonly HotSpot[]): HazardBook {
  const plan = planHazards(register, roads, hotSpots)
  const book = openHazardBook(plan, register, roads)
  plantRecurrences(plan, register.firms.count, book.lifeOf, register.places.seed)
  return book
}
