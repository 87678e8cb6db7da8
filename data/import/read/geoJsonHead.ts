import type { Datum } from '#model/codes.ts'
import { ImportError } from '../importError.ts'

/** Where the features of a GeoJSON text start, and what stands before them. */
export interface GeoJsonHead {
  /** Index of the first byte after the `[` of "features", or of the first feature of a sequence. */
  readonly start: number
  readonly isCollection: boolean
  /** From a `crs` member before the features; null when there is none. */
  readonly datum: Datum | null
}

const datumOfCrs: Readonly<Record<string, Datum>> = {
  CRS84: 'wgs84',
  'CRS:84': 'wgs84',
  'OGC:CRS84': 'wgs84',
  'EPSG:4326': 'wgs84',
  'EPSG:4490': 'cgcs2000',
}

/**
 * The datum that the old member `crs` names; null when there is none. RFC 7946 took the member away but programs still
 * write it. Throws an ImportError for any other reference system.
 */
export function datumOfEnvelope(envelope: object): Datum | null {
  const crs: unknown = 'crs' in envelope ? envelope.crs : null
  if (crs === null || crs === undefined) return null
  const name = /"name"\s*:\s*"([^"]*)"/.exec(JSON.stringify(crs))?.[1] ?? JSON.stringify(crs)
  const short = name.replace(/^urn:ogc:def:crs:OGC:[\d.]*:/, '').replace(/^urn:ogc:def:crs:EPSG:[\d.]*:/, 'EPSG:')
  const datum = datumOfCrs[short]
  if (datum !== undefined) return datum
  throw new ImportError(
    `the file is in the reference system "${name}"; allowed: EPSG:4326, CRS84, EPSG:4490 (convert it, for instance with ogr2ogr -t_srs EPSG:4326)`,
    { parameter: 'crs', value: name, allowed: 'EPSG:4326, CRS84, EPSG:4490' },
  )
}

/** Parses the members of a collection without its features. */
export function parseEnvelope(text: string): object {
  try {
    const envelope: unknown = JSON.parse(text)
    if (typeof envelope === 'object' && envelope !== null) return envelope
  } catch (error) {
    throw new ImportError(`the file is no valid JSON: ${(error as Error).message}`)
  }
  throw new ImportError('the file is no GeoJSON: its root is no object')
}

const featuresMember = /"features"\s*:\s*\[/g

/** Reads the head of a file: a FeatureCollection, or features one after another (JSON lines). */
export function readGeoJsonHead(text: string, isWhole: boolean): GeoJsonHead {
  for (const match of text.matchAll(featuresMember)) {
    const before = text.slice(0, match.index + match[0].length)
    if (nesting(before) !== 2) continue
    const envelope = parseEnvelope(`${before}]}`)
    if ('type' in envelope && envelope.type !== 'FeatureCollection') {
      throw new ImportError(`the file is no FeatureCollection: its type is ${JSON.stringify(envelope.type)}`)
    }
    return { start: Buffer.byteLength(before), isCollection: true, datum: datumOfEnvelope(envelope) }
  }
  if (/"type"\s*:\s*"Feature"/.test(text)) {
    return { start: 0, isCollection: false, datum: null }
  }
  throw new ImportError(
    isWhole
      ? 'the file is no GeoJSON: it holds neither a FeatureCollection nor a Feature'
      : 'the member "features" does not start within the first 1 MB of the file',
  )
}

/** How many brackets are open at the end of the text. */
function nesting(text: string): number {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/g, '')
  return (bare.match(/[{[]/g)?.length ?? 0) - (bare.match(/[}\]]/g)?.length ?? 0)
}
