import { createReadStream } from 'node:fs'
import type { Datum } from '#model/codes.ts'
import type { Block, Source } from './blocks.ts'
import { detectEncoding } from './encoding.ts'
import { FeatureScanner } from './featureScanner.ts'
import { datumOfEnvelope, type GeoJsonHead, parseEnvelope, readGeoJsonHead } from './geoJsonHead.ts'
import { ImportError } from '../importError.ts'
import { chunkBytes, readHead } from './readCsv.ts'

const maxFeatureBytes = 64 << 20
const maxTailBytes = 1 << 16

function blockOf(bytes: Uint8Array, bounds: readonly number[], firstLine: number): Block {
  const offset = bounds[0] ?? 0
  return {
    kind: 'features',
    bytes: new Uint8Array(bytes.subarray(offset, bounds[bounds.length - 1])),
    bounds: Uint32Array.from(bounds, (bound) => bound - offset),
    firstLine,
  }
}

/** The members after the features may still name a reference system. */
function checkTail(tail: string, expected: Datum | null): void {
  const datum = datumOfEnvelope(parseEnvelope(`{"features":[${tail}`))
  if (datum !== null && datum !== (expected ?? 'wgs84')) {
    throw new ImportError(
      `the file names its reference system after the features: declare the datum ${datum} for the file`,
    )
  }
}

async function* featureBlocks(path: string, head: GeoJsonHead): AsyncGenerator<{ block: Block; bytesRead: number }> {
  const scanner = new FeatureScanner()
  let rest: Uint8Array = new Uint8Array()
  let tail = ''
  let bytesRead = head.start
  for await (const chunk of createReadStream(path, { start: head.start, highWaterMark: chunkBytes })) {
    bytesRead += (chunk as Buffer).length
    if (scanner.isDone) {
      if (tail.length < maxTailBytes) tail += (chunk as Buffer).toString()
      continue
    }
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    const firstLine = scanner.count + 1
    const { bounds, openAt, stoppedAt } = scanner.scan(bytes, rest.length)
    if (bounds.length > 0) yield { block: blockOf(bytes, bounds, firstLine), bytesRead }
    if (scanner.isDone) tail = bytes.subarray(stoppedAt).toString()
    rest = bytes.subarray(openAt)
    if (rest.length > maxFeatureBytes) throw new ImportError(`feature ${scanner.count + 1} is larger than 64 MB`)
  }
  if (scanner.isOpen) throw new ImportError(`the file ends inside feature ${scanner.count + 1}`)
  if (head.isCollection && !scanner.isDone) throw new ImportError('the file ends before the end of "features"')
  if (head.isCollection) checkTail(tail, head.datum)
}

/**
 * Opens a GeoJSON file (RFC 7946): a FeatureCollection, or features one after another. Memory does not grow with the
 * file. Throws an ImportError for what is no GeoJSON, not UTF-8, or in a reference system other than WGS-84 or CGCS2000.
 */
export async function openGeoJson(path: string): Promise<Source & { readonly datum: Datum | null }> {
  const { head, size } = await readHead(path, chunkBytes)
  const skipped = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0
  const encoding = detectEncoding(head) ?? 'utf-8'
  if (encoding !== 'utf-8') throw new ImportError('the file is not UTF-8, which GeoJSON must be')
  const isWhole = head.length === size
  const found = readGeoJsonHead(new TextDecoder().decode(head.subarray(skipped), { stream: !isWhole }), isWhole)
  return {
    format: 'geojson',
    encoding,
    delimiter: ',',
    headers: [],
    bytesTotal: size,
    datum: found.datum,
    blocks: () => featureBlocks(path, { ...found, start: found.start + skipped }),
  }
}
