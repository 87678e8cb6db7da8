import { open } from 'node:fs/promises'
import { ImportError } from '../importError.ts'

const maxPackedBytes = 200 << 20
const maxUnpackedBytes = 2 ** 30
const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const endRecordBytes = 22
const maxCommentBytes = 65_535

async function readAt(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Sum of the unpacked sizes that the entries of a zip archive's central directory state. */
function unpackedBytes(directory: Buffer): number {
  let total = 0
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === directoryEntry;) {
    total += directory.readUInt32LE(at + 24)
    at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return total
}

/** Throws an ImportError for a zip archive that is damaged or too large to be unpacked in memory. */
export async function checkZipSize(path: string, size: number): Promise<void> {
  if (size > maxPackedBytes) {
    throw new ImportError('the workbook is larger than 200 MB; save the sheet as CSV, which has no limit')
  }
  const tailLength = Math.min(size, endRecordBytes + maxCommentBytes)
  const tail = await readAt(path, size - tailLength, tailLength)
  let at = tail.length - endRecordBytes
  while (at >= 0 && tail.readUInt32LE(at) !== endOfDirectory) at--
  if (at < 0) throw new ImportError('the workbook is damaged: it ends before the directory of its parts')
  const directory = await readAt(path, tail.readUInt32LE(at + 16), tail.readUInt32LE(at + 12))
  if (unpackedBytes(directory) > maxUnpackedBytes) {
    throw new ImportError('the workbook is larger than 1 GB unpacked; save the sheet as CSV, which has no limit')
  }
}
