/**
 * What is wrong with a file, a mapping or an option of an import, as a sentence for the person who gave it.
 * `parameter` names the option at fault, `allowed` what it may be.
 */
export class ImportError extends Error {
  readonly parameter: string
  readonly value: string
  readonly allowed: string

  constructor(message: string, at: { parameter?: string; value?: string; allowed?: string } = {}) {
    super(message)
    this.name = new.target.name
    this.parameter = at.parameter ?? 'file'
    this.value = at.value ?? ''
    this.allowed = at.allowed ?? ''
  }
}

export class FileTooLargeError extends ImportError {}

/** No import has that id. */
export class UnknownImportError extends ImportError {}

/** The import is not in a state that allows what was asked, for instance to undo one that was cancelled. */
export class ImportStateError extends ImportError {}

/** Thrown inside the pipeline when its signal is aborted, so that the transaction rolls back. */
export class ImportCancelledError extends ImportError {
  constructor() {
    super('the import was cancelled; nothing of it is stored')
  }
}
