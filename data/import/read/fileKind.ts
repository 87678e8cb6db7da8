import { ImportError } from '../importError.ts'

export type FileFormat = 'csv' | 'xlsx' | 'geojson'

const formatOfExtension: Readonly<Record<string, FileFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  geojson: 'geojson',
  json: 'geojson',
  jsonl: 'geojson',
  ndjson: 'geojson',
  geojsonl: 'geojson',
  geojsons: 'geojson',
}

const signatures: readonly (readonly [bytes: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive or an Excel workbook (.xlsx)'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Office document (.xls, .doc)'],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image'],
  [[0xff, 0xd8, 0xff], 'a JPEG image'],
  [[0x47, 0x49, 0x46, 0x38], 'a GIF image'],
  [[0x1f, 0x8b], 'a gzip archive'],
  [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'an SQLite database or a GeoPackage'],
  [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  [[0x00, 0x00, 0x27, 0x0a], 'a shapefile'],
]

/** What the first bytes of a file look like, in words, or null when they look like text. */
export function describeSignature(head: Uint8Array): string | null {
  return signatures.find(([bytes]) => bytes.every((byte, index) => head[index] === byte))?.[1] ?? null
}

function describeText(head: Uint8Array): 'JSON' | 'HTML or XML' | null {
  const start = new TextDecoder('utf-8').decode(head.subarray(0, 200)).trimStart()
  if (/^[{[]\s*["{\]}]/.test(start)) return 'JSON'
  return /^<(?:!doctype|html|\?xml|table|kml|gpx)/i.test(start) ? 'HTML or XML' : null
}

function refuse(fileName: string, allowed: string, what: string): never {
  throw new ImportError(`"${fileName}" is no ${allowed} file: it looks like ${what}`, { value: fileName, allowed })
}

/**
 * The reader that a file needs, by its extension; its first bytes must agree. Throws an ImportError that says what the
 * file looks like when they do not.
 */
export function detectFormat(fileName: string, head: Uint8Array): FileFormat {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const format = formatOfExtension[extension]
  if (format === undefined) {
    const allowed = Object.keys(formatOfExtension).map((name) => `.${name}`)
    throw new ImportError(`"${fileName}" has an unknown extension; allowed: ${allowed.join(' ')}`, {
      value: fileName,
      allowed: allowed.join(' '),
    })
  }
  if (head.length === 0) throw new ImportError(`"${fileName}" is empty`, { value: fileName })
  const signature = describeSignature(head)
  if (format === 'xlsx') {
    if (head[0] !== 0x50 || head[1] !== 0x4b) refuse(fileName, '.xlsx', signature ?? describeText(head) ?? 'plain text')
    return format
  }
  if (signature !== null) refuse(fileName, `.${extension}`, signature)
  if (format === 'csv') {
    const text = describeText(head)
    if (text !== null) refuse(fileName, `.${extension}`, text)
  }
  return format
}
