import { recordResolution } from './spatialCover.ts'

/**
 * Cells of records as numbers that arrays of doubles hold exactly: the base cell and its twelve digits, 43 bits. They
 * sort like the cells.
 */
const keyBits = 43n
const unusedBits = BigInt(3 * (15 - recordResolution))
const keyMask = (1n << keyBits) - 1n
/** Mode and resolution of the cell of a record, and its digits that are not used. */
const cellFrame = (1n << 59n) | (BigInt(recordResolution) << 52n) | ((1n << unusedBits) - 1n)

/** SQL of the key of column `h3`. */
export const cellKeySql = `cast((h3 >> ${unusedBits}) & ${keyMask} as double precision)`

/** The key of a cell at the resolution of records. */
export const keyOfCell = (cell: bigint): number => Number((cell >> unusedBits) & keyMask)

/** The cell of a key. */
export const cellOfKey = (key: number): bigint => (BigInt(key) << unusedBits) | cellFrame

/** Keys of the records below one cell of a resolution are those with the same quotient by this. */
export const keysBelow = (resolution: number): number => 8 ** (recordResolution - resolution)

/** Index in hexadecimal of the cell of a resolution whose keys have this quotient by `keysBelow`. */
export function cellOfQuotient(quotient: number, resolution: number): string {
  const free = BigInt(3 * (15 - resolution))
  return ((1n << 59n) | (BigInt(resolution) << 52n) | (BigInt(quotient) << free) | ((1n << free) - 1n)).toString(16)
}
