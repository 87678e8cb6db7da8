/** Another process has the embedded file open. `pid` is null when the system does not tell. */
export class DatabaseLockedError extends Error {
  override readonly name = 'DatabaseLockedError'
  readonly path: string
  readonly pid: number | null

  constructor(path: string, pid: number | null) {
    const holder = pid === null ? 'another process' : `process ${pid}`
    super(`${path} is in use by ${holder}: the embedded database belongs to one process at a time`)
    this.path = path
    this.pid = pid
  }
}

/** The disk has no room left; what was committed before is kept. */
export class DatabaseFullError extends Error {
  override readonly name = 'DatabaseFullError'
  readonly path: string

  constructor(path: string, options?: ErrorOptions) {
    super(`no space left on the disk of ${path}: free some and try again, nothing of this write was kept`, options)
    this.path = path
  }
}

/** Whoever asked has given the question up: the client has left or the time is over. `cause` tells which. */
export class QueryAbandonedError extends Error {
  override readonly name = 'QueryAbandonedError'

  constructor(reason: unknown) {
    super('the question to the store was given up', { cause: reason })
  }
}

/** The database was written by a later version of the product. */
export class SchemaTooNewError extends Error {
  override readonly name = 'SchemaTooNewError'

  constructor(found: number, known: number) {
    super(`the database has schema ${found}, this program knows up to ${known}: run a newer version of the program`)
  }
}

/** The database cannot be opened; `message` says which and why, without the password. */
export class DatabaseUnreachableError extends Error {
  override readonly name = 'DatabaseUnreachableError'

  constructor(what: string, cause: unknown) {
    super(`cannot open ${what}: ${cause instanceof Error && cause.message ? cause.message : String(cause)}`, { cause })
  }
}
