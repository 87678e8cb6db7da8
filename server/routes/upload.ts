import { pipeline, Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Busboy } from 'busboy'
import type { Context } from 'hono'
import { badParameter, ProblemError } from '../errors.ts'

/** A file on its way in, not read yet. */
export interface Upload {
  readonly fileName: string
  readonly body: Readable
  /** JSON of a mapping sent beside the file, null when there is none. */
  readonly mapping: string | null
}

const maxMappingBytes = 1024 * 1024

function bodyOf(c: Context): Readable {
  const { body } = c.req.raw
  if (!body) throw badParameter('file', '', 'the bytes of a file, raw or as the field `file` of a form')
  return Readable.fromWeb(body as NodeReadableStream)
}

function decodedName(header: string): string {
  try {
    return decodeURIComponent(header)
  } catch {
    throw badParameter('X-File-Name', header, 'a percent-encoded name in UTF-8')
  }
}

/** The file of a raw body; its name, percent-encoded, is in X-File-Name. */
function rawUpload(c: Context): Upload {
  const header = c.req.header('X-File-Name')
  if (!header) throw badParameter('X-File-Name', '', 'the name of the file, percent-encoded, for a raw body')
  return { fileName: decodedName(header), body: bodyOf(c), mapping: null }
}

/** Reads the form until its file begins; what is wrong with the form is thrown, and its rest read and thrown away. */
function untilFile(body: Readable, form: Busboy): Promise<Upload> {
  return new Promise<Upload>((resolve, reject) => {
    let mapping: string | null = null
    let refused = false
    const refuse = (error: unknown) => {
      refused = true
      reject(error)
    }
    form.on('field', (name, value, { valueTruncated }) => {
      if (name !== 'mapping') refuse(badParameter(name, value, 'the fields of the form are mapping and file'))
      else if (valueTruncated) refuse(badParameter(name, '', `at most ${maxMappingBytes} bytes`))
      else mapping = value
    })
    form.on('file', (name: string | undefined, file, { filename = '' }) => {
      // A form that breaks off destroys the file, perhaps before anyone reads it; the reader then gets the error.
      file.on('error', () => {})
      if (name !== 'file') refuse(badParameter(name ?? '', filename, 'the file belongs in the field `file`'))
      if (refused) file.resume()
      else resolve({ fileName: filename, body: file, mapping })
    })
    pipeline(body, form, (error) => refuse(error ?? badParameter('file', '', 'a form with the field `file`')))
  })
}

/**
 * The file of a form, as a stream: a form is never held in memory. The field `mapping`, where there is one, must come
 * before the file.
 */
async function formUpload(c: Context, contentType: string): Promise<Upload> {
  const { default: busboy } = await import('busboy')
  const limits = { files: 1, fieldSize: maxMappingBytes }
  try {
    const form = busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits })
    return await untilFile(bodyOf(c), form)
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError(400, `the form cannot be read: ${error instanceof Error ? error.message : ''}`)
  }
}

/** The file that a request brings: a raw body, or the field `file` of a multipart form. */
export async function readUpload(c: Context): Promise<Upload> {
  const contentType = c.req.header('Content-Type') ?? ''
  return contentType.startsWith('multipart/form-data') ? formUpload(c, contentType) : rawUpload(c)
}

/** The first bytes of an upload, at most `limit`; the rest is thrown away. */
export async function readHead({ body }: Upload, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (size < limit) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks).subarray(0, limit)
}
