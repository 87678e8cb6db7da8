import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { failureSentence } from '../../data/import/report/failureSentence.ts'
import { FileTooLargeError, ImportError } from '../../data/import/importError.ts'

export type UploadBody = AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>

/** Counts what passes and stops at the limit. */
function limited(maxBytes: number) {
  return async function* count(chunks: AsyncIterable<Uint8Array>) {
    let size = 0
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > maxBytes) {
        const allowed = `at most ${Math.floor(maxBytes / (1 << 20))} MB`
        throw new FileTooLargeError(`the file is larger than allowed; allowed: ${allowed}`, {
          value: `over ${size} bytes`,
          allowed,
        })
      }
      yield chunk
    }
  }
}

/**
 * Writes a body to a file as it comes. Throws FileTooLargeError over the limit, an ImportError when the body breaks off
 * or the disk is full; then no file is left.
 */
export async function receiveUpload(body: UploadBody, path: string, maxBytes: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  try {
    await pipeline(Readable.from(body as AsyncIterable<Uint8Array>), limited(maxBytes), createWriteStream(path))
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof ImportError ? error : new ImportError(`the upload failed: ${failureSentence(error)}`)
  }
}
