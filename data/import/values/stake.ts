import { Refusal } from './refusal.ts'

/** A stretch of a route between two stakes, in metres along it; a single stake starts and ends at the same metre. */
export interface StakeRange {
  readonly startMeters: number
  readonly endMeters: number
  /** `down` when the stakes fall in the direction of travel; undefined when the text does not tell. */
  readonly direction?: 'down'
  /** `G104`, `S308`: the route, when the text names it. */
  readonly routeCode?: string
}

interface Stake {
  readonly km: number | null
  readonly meters: number
}

const kilometre = String.raw`(?:公里|千米|KM)`
const metre = String.raw`(?:米|M)`
const stakeForms: readonly RegExp[] = [
  // K12+300, K45, AK12+300.5
  new RegExp(String.raw`^[A-Z]{0,2}K(?<km>\d+)(?:\+(?<meters>\d{1,3}(?:\.\d+)?)${metre}?)?`),
  // 77公里加800米, 2155公里+700米, 247KM+400M, 1882公里, 12.3公里
  new RegExp(String.raw`^(?<km>\d+(?:\.\d+)?)${kilometre}(?:[+加]?(?<meters>\d{1,3}(?:\.\d+)?)${metre})?`),
  // 12+300 without the letter
  /^(?<km>\d+)\+(?<meters>\d{3}(?:\.\d+)?)(?!\d)/,
  // 300M: the kilometre of the stake before
  new RegExp(String.raw`^(?<meters>\d{1,3}(?:\.\d+)?)${metre}`),
]
const between = /^(?:[-~—–－～至到]+)/
const separator = /^[,，、;；。/和及与]+/
const classLetters: Readonly<Record<string, string>> = {
  国道: 'G',
  省道: 'S',
  县道: 'X',
  乡道: 'Y',
  村道: 'C',
  专用公路: 'Z',
}
const routePatterns: readonly RegExp[] = [
  /^(?<name>国道|省道|县道|乡道|村道|专用公路)(?<letter>[GSXYCZ])?(?<number>\d{1,4})(?:线|段|道)?/,
  /^(?<letter>[GSXYCZ])(?<number>\d{1,4})(?:国道|省道|县道|乡道|高速公路|高速|线|段)?/,
  /^(?<number>\d{3})(?<name>国道|省道|县道|乡道)/,
]

/** What a reader of text has left to read. */
interface Cursor {
  rest: string
}

function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  const match = pattern.exec(cursor.rest)
  if (match) cursor.rest = cursor.rest.slice(match[0].length)
  return match
}

function takeRoute(cursor: Cursor): string | undefined {
  for (const pattern of routePatterns) {
    const groups = take(cursor, pattern)?.groups
    if (groups) return `${groups.letter ?? classLetters[groups.name ?? ''] ?? ''}${groups.number}`
  }
  return undefined
}

function takeStake(cursor: Cursor): Stake | null {
  for (const form of stakeForms) {
    const groups = take(cursor, form)?.groups
    if (groups) return { km: groups.km === undefined ? null : Number(groups.km), meters: Number(groups.meters ?? 0) }
  }
  return null
}

/** Metres along the route, rounded to the millimetre that binary fractions blur. */
function metersOf(stake: Stake, km: number): number {
  return Math.round((km * 1000 + stake.meters) * 1000) / 1000
}

function takeRange(cursor: Cursor, routeCode: string | undefined): StakeRange | Refusal {
  const start = takeStake(cursor)
  if (!start || start.km === null)
    return new Refusal('is no stake; allowed forms: K12+300, K45-K47, 335KM+400M, 77公里加800米至66公里')
  const startMeters = metersOf(start, start.km)
  const end = take(cursor, between) ? takeStake(cursor) : start
  if (!end) return new Refusal('has no stake after the sign for "to"')
  const endMeters = metersOf(end, end.km ?? Math.floor(start.km))
  return {
    startMeters,
    endMeters,
    ...(endMeters < startMeters && { direction: 'down' as const }),
    ...(routeCode !== undefined && { routeCode }),
  }
}

/**
 * Reads stakes (桩号) as road ledgers write them: `K314+000-K316+100`, `247KM+400M-252KM+500M`,
 * `2456KM+000M-300M` (the end inherits the kilometre), `77公里加800米至66公里加400米` (falling: the direction of
 * travel, no error), `省道308线335KM+400M`, several ranges after one another. At least one range, or why not.
 */
export function parseStakes(text: string): readonly StakeRange[] | Refusal {
  const cursor: Cursor = {
    rest: text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s()]/g, ''),
  }
  const ranges: StakeRange[] = []
  let routeCode: string | undefined
  while (cursor.rest !== '') {
    routeCode = takeRoute(cursor) ?? routeCode
    const range = takeRange(cursor, routeCode)
    if (range instanceof Refusal) return range
    ranges.push(range)
    take(cursor, /^(?:处|段|路段)/)
    take(cursor, separator)
  }
  return ranges.length > 0 ? ranges : new Refusal('is no stake')
}
