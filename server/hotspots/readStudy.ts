import { applicableFilter, type Filter } from '#model/filter.ts'
import { collections, type RecordCollectionId } from '#model/collections.ts'
import { hotSpotResolutions } from '#model/hotSpot.ts'
import type { Database } from '../database/database.ts'
import { badParameter } from '../errors.ts'
import {
  type CellValues,
  countUnlocatedValues,
  readCellCounts,
  readCellStepValues,
  readCellValues,
  readOccupiedCells,
} from '../queries/cellValues.ts'
import { collectionOfMeasure, unitOfMeasure } from '../queries/hotSpotMeasure.ts'
import { type ResolvedFilter, resolveFilter } from '../queries/resolveFilter.ts'
import { resolveDenominator } from './denominator.ts'
import type { HotSpotQuestion } from './question.ts'
import { candidateResolutions, checkFillable, readScope, type Scope } from './scope.ts'
import type { StudyArea, StudyInput, StudySteps } from './study.ts'
import { stepStarts } from './timeSteps.ts'

/** What a thread needs, and what the answer tells beside its result. */
export interface ReadStudy {
  readonly input: StudyInput
  readonly resolved: ResolvedFilter
  /** Records that the measure counts but that have no place. */
  readonly unlocated: number
  readonly stepStarts: readonly string[] | null
}

/** Below this ratio of all cells to those with a value there are too few quiet ones to compare with. */
const quietRatio = 1.2
/** Larger places are not looked at one resolution finer: the cells would be too many for the time an answer may take. */
const finerScaleKm2 = 1_000_000

/** The part of a filter that says where, for collections that cannot use the rest. */
function placeOnly({ region, area, bbox, near, unit, asOf }: Filter, collectionId: RecordCollectionId): Filter {
  const all = { region, area, bbox, near, unit, asOf }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Filter
  return applicableFilter(given, collections[collectionId].filters).filter
}

const resolvePlace = (database: Database, filter: Filter, id: RecordCollectionId): Promise<ResolvedFilter> =>
  resolveFilter(database, id, { ...placeOnly(filter, id), asOf: undefined })

async function readArea(
  database: Database,
  { filter, studyArea }: HotSpotQuestion,
  scope: Scope,
  resolution: number,
  values: CellValues,
): Promise<StudyArea> {
  if (studyArea === 'region') {
    checkFillable(scope, resolution, filter)
    return { kind: 'region', shapes: scope.shapes }
  }
  const places = await Promise.all(
    (['hazards', 'enterprises', 'accidents'] as const).map((id) => resolvePlace(database, filter, id)),
  )
  const cells = await readOccupiedCells(database, places, resolution)
  const quiet = cells.length >= quietRatio * values.cells.length
  return { kind: studyArea === 'auto' ? (quiet ? 'occupied' : 'surround') : studyArea, cells }
}

async function readSteps(
  database: Database,
  resolved: ResolvedFilter,
  { measure, step, steps: count }: HotSpotQuestion,
  resolution: number,
): Promise<{ steps: StudySteps; starts: readonly string[] } | null> {
  if (step === 'none') return null
  const starts = stepStarts(resolved.asOf, step, count)
  const read = await readCellStepValues(database, resolved, measure, resolution, starts)
  return { steps: { unit: step, count, ...read }, starts }
}

/** The same question about the earlier period. */
async function readEarlier(
  database: Database,
  question: HotSpotQuestion,
  collectionId: RecordCollectionId,
  resolution: number,
): Promise<CellValues | null> {
  const { compare, filter, measure } = question
  if (!compare) return null
  if (!filter.found) {
    throw badParameter('compare', `${compare.from}/${compare.to}`, 'left out unless found tells the later period')
  }
  // Seen from the end of that period, as it stood then.
  const earlier = await resolveFilter(database, collectionId, { ...filter, found: compare, asOf: compare.to })
  return readCellValues(database, earlier, measure, resolution)
}

/** Reads all sums of an analysis at its finest resolution. Throws FilterError, and ProblemError for parameters that clash. */
export async function readStudy(database: Database, question: HotSpotQuestion): Promise<ReadStudy> {
  const { filter, measure, method, ring, confidence } = question
  const collectionId = collectionOfMeasure(measure)
  const resolved = await resolveFilter(database, collectionId, filter)
  const scope = await readScope(database, filter, resolved.overview)
  const given = question.resolution
  const candidates = given === 'auto' ? candidateResolutions(scope.areaKm2) : [given]
  const finest = Math.max(...candidates)
  const canGoFiner = given !== 'auto' && scope.areaKm2 < finerScaleKm2 && finest < hotSpotResolutions.max
  const baseResolution = canGoFiner ? finest + 1 : finest
  const values = await readCellValues(database, resolved, measure, baseResolution)
  const [area, exposures, earlier, stepped, unlocated] = await Promise.all([
    readArea(database, question, scope, baseResolution, values),
    measure === 'rate'
      ? resolveDenominator(database, filter).then((firms) => readCellCounts(database, firms.resolved, baseResolution))
      : null,
    readEarlier(database, question, collectionId, baseResolution),
    readSteps(database, resolved, question, baseResolution),
    countUnlocatedValues(database, resolved, measure),
  ])
  return {
    input: {
      area,
      baseResolution,
      candidates,
      values,
      exposures,
      earlier,
      method,
      ring,
      unit: unitOfMeasure(measure),
      steps: stepped?.steps ?? null,
      alpha: (100 - confidence) / 100,
    },
    resolved,
    unlocated,
    stepStarts: stepped?.starts ?? null,
  }
}
