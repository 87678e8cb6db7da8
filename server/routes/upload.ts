import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
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

/** The file of a raw body; its name, percent-encoded, is in X-File-Name. */
function rawUpload(c: Context): Upload {
  const header = c.req.header('X-File-Name')
  if (!header) throw badParameter('X-File-Name', '', 'the name of the file, percent-encoded, for a raw body')
  try {
    return { fileName: decodeURIComponent(header), body: bodyOf(c), mapping: null }
  } catch {
    throw badParameter('X-File-Name', header, 'a percent-encoded name in UTF-8')
  }
}

/**
 * The file of a form, as a stream: a form is never held in memory. The field `mapping`, where there is one, must come
 * before the file.
 */
async function formUpload(c: Context, contentType: string): Promise<Upload> {
  const { default: busboy } = await import('busboy')
  const body = bodyOf(c)
  return new Promise<Upload>((resolve, reject) => {
    let mapping: string | null = null
    const refuse = (error: unknown) => {
      body.unpipe()
      body.resume()
      reject(error instanceof ProblemError ? error : new ProblemError(400, `the form cannot be read: ${String(error)}`))
    }
    const form = busboy({
      headers: { 'content-type': contentType },
      defParamCharset: 'utf8',
      limits: { files: 1, fieldSize: maxMappingBytes },
    })
    form.on('field', (name, value, { valueTruncated }) => {
      if (name !== 'mapping') refuse(badParameter(name, value, 'the fields of the form are mapping and file'))
      else if (valueTruncated) refuse(badParameter(name, '', `at most ${maxMappingBytes} bytes`))
      else mapping = value
    })
    form.on('file', (name: string | undefined, file, { filename = '' }) => {
      if (name === 'file') resolve({ fileName: filename, body: file, mapping })
      else refuse(badParameter(name ?? '', filename, 'the file belongs in the field `file`'))
    })
    form.on('error', refuse)
    form.on('close', () => refuse(badParameter('file', '', 'a form with the field `file`')))
    body.on('error', refuse)
    body.pipe(form)
  })
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
