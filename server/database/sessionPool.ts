import type { Session } from './database.ts'

/** Hands out sessions, each to one piece of work at a time; work waits in the order it came for the next free one. */
export class SessionPool {
  readonly #free: Session[]
  readonly #waiting: ((session: Session) => void)[] = []

  constructor(sessions: readonly Session[]) {
    this.#free = [...sessions]
  }

  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = this.#free.pop() ?? (await new Promise<Session>((take) => this.#waiting.push(take)))
    try {
      return await work(session)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(session)
      else this.#free.push(session)
    }
  }
}
