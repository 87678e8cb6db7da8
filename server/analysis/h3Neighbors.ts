import { getPentagons, gridDisk } from 'h3-js'

type Axial = readonly [number, number]

/** Hexagon digits of H3 (centre, K, J, JK, I, IK, IJ) as axial steps i - k, j - k. */
const digitSteps: readonly Axial[] = [[0, 0], [-1, -1], [0, 1], [-1, 0], [1, 0], [0, -1], [1, 1]] // prettier-ignore
const kAxis = 1

const digitOfStep = ([i, j]: Axial) => digitSteps.findIndex(([a, b]) => a === i && b === j)

/** Centre of a parent's step in the grid of its children: aperture 7, turned counter-clockwise for odd resolutions. */
const childStep = ([i, j]: Axial, odd: boolean): Axial => (odd ? [2 * i + j, 3 * j - i] : [3 * i - j, i + 2 * j])

interface Move {
  readonly digit: number
  /** Step the parent must take too; 0 for none. */
  readonly carry: number
}

/** What a step does to a digit: `moves[digit * 7 + step]`. */
function movesAt(odd: boolean): Move[] {
  return digitSteps.flatMap((digit) =>
    digitSteps.map((step): Move => {
      const target: Axial = [digit[0] + step[0], digit[1] + step[1]]
      const found = digitSteps.flatMap((parent, carry): Move[] => {
        const [i, j] = childStep(parent, odd)
        const rest = digitOfStep([target[0] - i, target[1] - j])
        return rest < 0 ? [] : [{ digit: rest, carry }]
      })
      return found[0] as Move
    }),
  )
}

const oddMoves = movesAt(true)
const evenMoves = movesAt(false)
const oddDigit = Uint8Array.from(oddMoves, ({ digit }) => digit)
const oddCarry = Uint8Array.from(oddMoves, ({ carry }) => carry)
const evenDigit = Uint8Array.from(evenMoves, ({ digit }) => digit)
const evenCarry = Uint8Array.from(evenMoves, ({ carry }) => carry)

const baseCellOf = (high: number) => (high >>> 13) & 127
const pentagonBaseCells = new Set(getPentagons(0).map((cell) => baseCellOf(Number(BigInt(`0x${cell}`) >> 32n))))

/** Resolution of the cell whose upper 32 bits are given. */
export const h3Resolution = (high: number): number => (high >>> 20) & 15

/** The six neighbours of one cell as [low, high] words, filled by `readNeighbors`. */
export interface NeighborBuffer {
  count: number
  readonly low: Uint32Array
  readonly high: Uint32Array
}

/** A buffer for `readNeighbors`. */
export const createNeighborBuffer = (): NeighborBuffer => ({
  count: 0,
  low: new Uint32Array(6),
  high: new Uint32Array(6),
})

/** The neighbours by the library: right everywhere, some 30 times slower. */
function readBySearch(low: number, high: number, buffer: NeighborBuffer): void {
  const cell = high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
  const names = gridDisk(cell.replace(/^0/, ''), 1).filter((name) => name !== cell.replace(/^0/, ''))
  buffer.count = names.length
  for (const [index, name] of names.entries()) {
    buffer.low[index] = Number.parseInt(name.slice(-8), 16)
    buffer.high[index] = Number.parseInt(name.slice(0, -8), 16)
  }
}

function leadingDigit(low: number, high: number, resolution: number): number {
  for (let level = 1; level <= resolution; level += 1) {
    const digit = digitAt(low, high, level)
    if (digit !== 0) return digit
  }
  return 0
}

function digitAt(low: number, high: number, level: number): number {
  const bit = (15 - level) * 3
  if (bit >= 32) return (high >>> (bit - 32)) & 7
  return bit === 30 ? ((low >>> 30) | (high << 2)) & 7 : (low >>> bit) & 7
}

/**
 * Fills the buffer with the neighbours of a cell (five for a pentagon) given as the lower and upper 32 bits of its index.
 * Within a base cell a step is plain arithmetic on the digits, as in H3's own `h3NeighborRotations`; steps that leave
 * the base cell or enter the missing sector of a pentagon are asked of the library.
 */
export function readNeighbors(low: number, high: number, buffer: NeighborBuffer): void {
  const resolution = h3Resolution(high)
  const pentagon = pentagonBaseCells.has(baseCellOf(high))
  if (pentagon && leadingDigit(low, high, resolution) === 0) return readBySearch(low, high, buffer)
  for (let direction = 1; direction <= 6; direction += 1) {
    let step = direction
    let nextLow = low
    let nextHigh = high
    let level = resolution
    for (; step !== 0 && level > 0; level -= 1) {
      const move = digitAt(low, high, level) * 7 + step
      const odd = level % 2 === 1
      const digit = (odd ? oddDigit[move] : evenDigit[move]) as number
      step = (odd ? oddCarry[move] : evenCarry[move]) as number
      const bit = (15 - level) * 3
      if (bit >= 32) nextHigh = (nextHigh & ~(7 << (bit - 32))) | (digit << (bit - 32))
      else {
        nextLow = (nextLow & ~(7 << bit)) | (digit << bit)
        if (bit === 30) nextHigh = (nextHigh & ~1) | (digit >> 2)
      }
    }
    if (step !== 0) return readBySearch(low, high, buffer)
    if (pentagon && leadingDigit(nextLow, nextHigh, resolution) === kAxis) return readBySearch(low, high, buffer)
    buffer.low[direction - 1] = nextLow
    buffer.high[direction - 1] = nextHigh
  }
  buffer.count = 6
}
