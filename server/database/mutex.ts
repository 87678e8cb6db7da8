/** Runs one piece of work at a time, in the order of the calls; a failure does not stop those behind it. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve()

  /** The result of `work`, once all work asked for earlier has ended. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
