import type { Position } from 'geojson'
import type { StepUnit } from './timeSteps.ts'

/** Sums by cell, cells rising; plain data, so that it can be sent to a thread. */
export interface CellSums {
  readonly cells: BigUint64Array
  readonly values: Float64Array
}

/** Where the cells that are compared come from. */
export type StudyArea =
  | { readonly kind: 'occupied' | 'surround'; readonly cells: BigUint64Array }
  /** All cells with their middle in every one of these polygons, each `[lng, lat]` rings. */
  | { readonly kind: 'region'; readonly shapes: readonly (readonly Position[][])[][] }

export interface StudySteps {
  readonly unit: StepUnit
  readonly count: number
  readonly cells: BigUint64Array
  readonly steps: Float64Array
  readonly values: Float64Array
}

/** All that one analysis is made of; every sum at `baseResolution`. */
export interface StudyInput {
  readonly area: StudyArea
  readonly baseResolution: number
  /** Resolutions to choose from, rising; one when it was given. */
  readonly candidates: readonly number[]
  readonly values: CellSums
  /** Denominators; with them the empirical Bayes index of the rates is tested, in cells that have one. */
  readonly exposures: CellSums | null
  readonly earlier: CellSums | null
  readonly steps: StudySteps | null
  /** What a sum of 1 stands for: tests want whole numbers, people want equivalents. */
  readonly unit: number
  readonly method: 'adaptive' | 'exact'
  readonly ring: number
  /** Greatest false discovery rate of a cell with a class. */
  readonly alpha: number
}

export type StudyStage = 'testing' | 'scales' | 'trend' | 'comparing'

export interface StudyProgress {
  readonly stage: StudyStage
  /** 0..1 of the whole. */
  readonly share: number
}
