/** One overlap of a county of 2018 with one of 2021, with its share of each one's area. */
export interface CodeChange {
  readonly code2018: string
  readonly name2018: string
  readonly code2021: string
  readonly name2021: string
  readonly shareOf2018: number
  readonly shareOf2021: number
}

/** A county of 2021 that is recoded as a whole. */
export interface LaterCodeChange {
  readonly code2021: string
  readonly code2023: string
}

/** What stands for a code that has no polygon of its own. */
export interface CodeResolution {
  readonly code: string
  readonly standsFor: string
  /**
   * `successor`: the whole of it lies in that region now; `predecessor`: that region as it was before this one was cut
   * from it; `within`: a reporting area without borders in the source, inside that region.
   */
  readonly relation: 'successor' | 'predecessor' | 'within'
}

export interface CurrentCodes {
  /** 2018 code of a polygon -> the code that it, or what it was merged into, carries in the atlas. */
  readonly codeOf2018: ReadonlyMap<string, string>
  readonly resolutions: readonly CodeResolution[]
}

/** A county counts as passing whole into another when this much of its area does; borders are known to a few percent. */
const wholeShare = 0.93
/** A county of 2021 is taken as the union of such counties when they make up this much of it. */
const unionShare = 0.88

/**
 * Recodes and merges counties of 2018 wherever whole ones make up a county of today; anything cut through the middle
 * keeps its border, code and name of 2018, and the newer codes resolve to the polygon that gave most of their area.
 */
export function bringCodesUpToDate(
  codes2018: ReadonlySet<string>,
  changes: readonly CodeChange[],
  laterChanges: readonly LaterCodeChange[],
  codes2023: ReadonlySet<string>,
): CurrentCodes {
  const later = new Map(laterChanges.map((change) => [change.code2021, change.code2023]))
  const moved = wholeMoves(codes2018, changes)
  const codeOf2018 = new Map(
    [...codes2018].map((code) => {
      const code2021 = moved.get(code) ?? code
      return [code, later.get(code2021) ?? code2021]
    }),
  )
  const polygons = new Set(codeOf2018.values())
  const resolutions = new Map<string, CodeResolution>()
  const resolve = (code: string, standsFor: string | undefined, relation: CodeResolution['relation']) => {
    if (standsFor !== undefined && !polygons.has(code) && !resolutions.has(code)) {
      resolutions.set(code, { code, standsFor, relation })
    }
  }
  const cities = new Set([...polygons].map(cityOf))
  for (const [code, current] of codeOf2018) {
    resolve(code, current, 'successor')
    if (!cities.has(cityOf(code))) resolve(cityOf(code), cityOf(current), 'successor')
  }
  for (const { code2021, code2023 } of laterChanges) {
    if (polygons.has(code2023)) resolve(code2021, code2023, 'successor')
  }
  for (const code2021 of new Set(changes.map((change) => change.code2021))) {
    const predecessor = codeOf2018.get(largestPredecessor(code2021, changes))
    const relation = polygons.has(later.get(code2021) ?? code2021) ? 'successor' : 'predecessor'
    resolve(code2021, predecessor, relation)
    resolve(later.get(code2021) ?? code2021, predecessor, relation)
  }
  for (const { code, standsFor, relation } of newerCounties) {
    if (codes2023.has(code)) resolve(code, standsFor, relation)
  }
  for (const code of codes2023) {
    if (/^\d{4}[1-9]\d|^\d{4}0[1-9]/.test(code)) resolve(code, `${code.slice(0, 4)}00`, 'within')
  }
  return { codeOf2018, resolutions: [...resolutions.values()].sort((a, b) => Number(a.code) - Number(b.code)) }
}

function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`
}

/** Founded after the overlay of 2021 was made, or never drawn: the region of 2018 in which the seat lies. */
const newerCounties: readonly CodeResolution[] = [
  { code: '632857', standsFor: '632825', relation: 'predecessor' },
  { code: '659011', standsFor: '650502', relation: 'predecessor' },
  { code: '659012', standsFor: '654200', relation: 'within' },
]

/** 2018 code -> 2021 code of the county that the whole of it went into. */
function wholeMoves(codes2018: ReadonlySet<string>, changes: readonly CodeChange[]): Map<string, string> {
  const whole = changes.filter((change) => change.shareOf2018 >= wholeShare && change.code2018 !== change.code2021)
  return new Map(
    whole
      .filter((change) => shareFromWholes(change.code2021, codes2018, changes, whole) >= unionShare)
      .map((change) => [change.code2018, change.code2021]),
  )
}

function shareFromWholes(
  code2021: string,
  codes2018: ReadonlySet<string>,
  changes: readonly CodeChange[],
  whole: readonly CodeChange[],
): number {
  const sum = (rows: readonly CodeChange[]) =>
    rows.reduce((total, row) => (row.code2021 === code2021 ? total + row.shareOf2021 : total), 0)
  // The table lists changes only, so that what a county kept of its own ground is the rest.
  const keptCode = codes2018.has(code2021) && !whole.some((change) => change.code2018 === code2021)
  return sum(whole) + (keptCode ? 1 - sum(changes) : 0)
}

function largestPredecessor(code2021: string, changes: readonly CodeChange[]): string {
  const rows = changes.filter((change) => change.code2021 === code2021)
  return rows.reduce((best, row) => (row.shareOf2021 > best.shareOf2021 ? row : best)).code2018
}
