import { lastDay } from '../calibration.ts'
import { foundDay, type HazardPlan } from './hazardPlan.ts'
import { Random, streamSeed } from '../draw/random.ts'

/** The dates of a hazard as day numbers; null is not yet, or never. None but deadlines lies after the last day. */
export interface HazardLife {
  readonly found: number
  readonly confirmed: number | null
  readonly started: number | null
  readonly rectified: number | null
  readonly reviewed: number | null
  readonly closed: number | null
  readonly immediate: boolean
  readonly due: number
  readonly extendedDue: number | null
  readonly listed: number | null
  readonly listingDue: number | null
  readonly delisted: number | null
}

const usualDays = 14

/** Days that authorities give. */
const deadlines = [7, 10, 15, 30, 45, 60, 90, 120, 180]

/** Makes hazards' lives again from the plan, each from its own random numbers. */
export function livesOf(plan: HazardPlan, seed: number): (hazard: number) => HazardLife {
  const stream = streamSeed(seed, 'lives')
  const random = new Random(stream)
  return (hazard) => lifeOf(plan, hazard, random.restart(stream, hazard))
}

const ifHappened = (day: number): number | null => (day <= lastDay ? day : null)

function lifeOf(plan: HazardPlan, hazard: number, random: Random): HazardLife {
  const found = foundDay(plan, hazard)
  const lag = Math.floor(plan.lag[hazard] as number)
  const rectified = plan.rectified[hazard] === 1 ? Math.min(lastDay, found + lag) : null
  const latestStart = rectified ?? Infinity
  const confirmed = Math.min(found + random.below(4), latestStart)
  const started = Math.min(confirmed + random.below(6), latestStart)
  const reviewed = rectified === null ? null : ifHappened(rectified + random.between(1, 9))
  const closed = reviewed === null ? null : ifHappened(reviewed + random.below(4))
  const immediate = lag <= 3 && plan.listed[hazard] === 0
  const deadline = immediate ? random.between(3, 7) : drawDeadline(lag, random)
  const late = deadline < lag && random.chance(0.3)
  const listing = plan.listed[hazard] === 1 ? drawListing(found, lag, closed, random) : noListing
  return {
    found,
    confirmed: ifHappened(confirmed),
    started: ifHappened(started),
    rectified,
    reviewed,
    closed,
    immediate,
    due: found + deadline,
    extendedDue: late ? found + deadline + random.pick([15, 30, 30, 60]) : null,
    listed: listing.listed,
    listingDue: listing.listingDue,
    delisted: listing.delisted,
  }
}

/**
 * The shortest usual deadline that looks long enough to the authority. It guesses the time that is needed, too short
 * the longer that is: hard cases become overdue.
 */
function drawDeadline(lag: number, random: Random): number {
  const guess = usualDays * (lag / usualDays) ** 0.5 * Math.exp(0.12 + 0.45 * random.normal())
  return deadlines.find((days) => days >= guess) ?? (deadlines.at(-1) as number)
}

const noListing = { listed: null, listingDue: null, delisted: null }

function drawListing(found: number, lag: number, closed: number | null, random: Random): typeof noListing | Listing {
  const listed = Math.min(found + random.between(1, 12), found + lag, lastDay)
  const listingDue = listed + random.pick([30, 60, 60, 90, 90, 180])
  return { listed, listingDue, delisted: closed === null ? null : ifHappened(closed + random.between(1, 8)) }
}

type Listing = Pick<HazardLife, 'listed' | 'listingDue' | 'delisted'>
