import type { RecordCollectionId } from '#model/collections.ts'
import type { StoredRecord } from '#model/storedRecord.ts'
import { type AccidentPlan, planAccidents } from './accidentPlan.ts'
import { sampleAccidents } from './accidents.ts'
import type { Scale } from './calibration.ts'
import { sampleEnterprises } from './enterprises.ts'
import { planEstates } from './estates.ts'
import { settleFirms } from './firms.ts'
import type { Geography } from './geography.ts'
import { planHazards } from './hazardPlan.ts'
import { openHazardBook, sampleHazards } from './hazards.ts'
import { plantHotSpots } from './hotSpots.ts'
import { layOutPlaces } from './places.ts'
import { plantRecurrences } from './recurrences.ts'
import { openRegister } from './register.ts'
import { planRoads } from './roads.ts'
import { sampleRoadSegments } from './roadSegments.ts'
import { openSiteBook, sampleSites } from './sites.ts'
import { sampleSupervisionActions } from './supervisionActions.ts'
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
  readonly truth: SampleTruth
}

/** Plans a sample: everything is decided here, rows are made when they are walked. Equal arguments, equal rows. */
export function planSample(geography: Geography, scale: Scale, seed: number): Sample {
  const places = layOutPlaces(geography, scale, seed)
  const estates = planEstates(places)
  const register = openRegister(places, estates, settleFirms(places, estates))
  const roads = planRoads(places)
  const accidents: AccidentPlan = planAccidents(register, roads)
  const hotSpots = plantHotSpots(places)
  const plan = planHazards(register, roads, hotSpots)
  const book = openHazardBook(plan, register, roads)
  plantRecurrences(plan, register.firms.count, book.lifeOf, seed)
  const sites = openSiteBook(register)
  const actionRows = Math.round(places.counties.length * 30 + plan.count * 0.13)
  return {
    truth: collectTruth(register, sites, hotSpots),
    tables: [
      { collection: 'enterprises', rows: register.firms.count, records: () => sampleEnterprises(register) },
      {
        collection: 'road-segments',
        rows: roads.segments.length,
        records: () => sampleRoadSegments(roads, accidents, places),
      },
      { collection: 'sites', rows: estates.sites.length, records: () => sampleSites(register, sites) },
      { collection: 'hazards', rows: plan.count, records: () => sampleHazards(book) },
      { collection: 'accidents', rows: accidents.count, records: () => sampleAccidents(accidents, register, roads) },
      { collection: 'supervision-actions', rows: actionRows, records: () => sampleSupervisionActions(book) },
    ],
  }
}
