/** The sentence that tells a person why an import failed. */
export function failureSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return 'the disk is full; nothing of the import is stored: make room and try again'
  if (code === 'ENOENT') return `the file cannot be opened: ${message}`
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'the file needs more memory than there is; split it or save it as CSV'
  return message
}
