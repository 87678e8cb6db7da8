import { campaignSpan } from '../calibration.ts'
import type { Places } from '../land/places.ts'
import { Random, streamSeed } from '../draw/random.ts'

/** How the authorities of a county are: each 1 on average, alike within a city and more so within a province. */
export interface Temper {
  /** Hazards found per firm at risk. */
  readonly diligence: number
  /** Days that putting right takes, relative to the nation. */
  readonly slowness: number
  /** Readiness to list for supervision. */
  readonly strictness: number
  /** Share of hazards that firms find themselves, relative to the nation. */
  readonly selfReliance: number
}

/** Draws the temper of every county. */
export function drawTempers(places: Places): Temper[] {
  const stream = streamSeed(places.seed, 'temper')
  const of = (level: number, code: number, sigmas: readonly number[]) => {
    const random = new Random(streamSeed(stream, level), code)
    return sigmas.map((sigma) => sigma * random.normal())
  }
  return places.counties.map(({ code }) => {
    const levels = [
      of(2, Number(code.slice(0, 2)), [0.22, 0.2, 0.3, 0.2]),
      of(4, Number(code.slice(0, 4)), [0.25, 0.24, 0.3, 0.15]),
      of(6, Number(code), [0.3, 0.22, 0.3, 0.15]),
    ]
    const [diligence = 1, slowness = 1, strictness = 1, selfReliance = 1] = [0, 1, 2, 3].map((trait) =>
      Math.exp(levels.reduce((sum, level) => sum + (level[trait] as number), 0)),
    )
    return { diligence, slowness, strictness, selfReliance }
  })
}

/** Number of days of the campaign up to the sample's last, both included. */
export const campaignDays = campaignSpan.to - campaignSpan.from + 1
