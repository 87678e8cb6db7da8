/** The encodings that are read. UTF-16 needs its byte order mark. */
export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

export interface ByteOrderMark {
  readonly encoding: Encoding
  readonly length: number
}

/** The byte order mark at the start of a file, or null. */
export function byteOrderMark(head: Uint8Array): ByteOrderMark | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', length: 2 }
  return head[0] === 0xfe && head[1] === 0xff ? { encoding: 'utf-16be', length: 2 } : null
}

function isAscii(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => byte >= 0x80)
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Characters beyond ASCII that decode, and those that do not. A sequence cut off by the end counts as neither. */
function decodability(bytes: Uint8Array, encoding: Encoding): { good: number; bad: number } {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: true })
  const bad = text.split('\uFFFD').length - 1
  // oxlint-disable-next-line no-control-regex
  return { good: (text.match(/[^\u0000-\u007F]/g)?.length ?? 0) - bad, bad }
}

/**
 * UTF-8 or GB18030, told by which of them the bytes decode in; null while they are all ASCII, which is both. A stray
 * bad byte in UTF-8 does not make the file GB18030: Chinese text in the wrong encoding fails nearly everywhere.
 */
export function detectEncoding(bytes: Uint8Array): 'utf-8' | 'gb18030' | null {
  if (isAscii(bytes)) return null
  if (isValidUtf8(bytes)) return 'utf-8'
  const utf8 = decodability(bytes, 'utf-8')
  if (utf8.bad <= utf8.good) return 'utf-8'
  const gb18030 = decodability(bytes, 'gb18030')
  return gb18030.bad < utf8.bad ? 'gb18030' : 'utf-8'
}
