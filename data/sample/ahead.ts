import { setImmediate as nextTurn } from 'node:timers/promises'

/** A stock of chunks of one source: what was made and not yet taken. */
interface Shelf {
  readonly chunks: string[]
  finished: boolean
}

/** Characters that may wait to be taken. */
const mostCharacters = 64 << 20

/**
 * Makes the chunks of several sources one after the other, ahead of whoever takes them: while a taker waits for the
 * database, the next source is already under way. Sources have to be taken in order, each once. An error of a source
 * reaches the taker that waits for its chunks. `stop` ends the making; nothing is left running after it resolves.
 */
export class Ahead {
  private readonly shelves: Shelf[]
  private characters = 0
  private failure: { readonly error: unknown } | null = null
  private stopped = false
  private readonly making: Promise<void>

  constructor(sources: readonly (() => Iterable<string>)[]) {
    this.shelves = sources.map(() => ({ chunks: [], finished: false }))
    this.making = this.make(sources)
  }

  /** The chunks of the source with that position. */
  async *take(position: number): AsyncGenerator<string> {
    const shelf = this.shelves[position]
    if (!shelf) throw new Error(`there is no source ${position}`)
    for (;;) {
      const chunk = shelf.chunks.shift()
      if (chunk !== undefined) {
        this.characters -= chunk.length
        yield chunk
      } else if (shelf.finished) return
      else if (this.failure) throw this.failure.error
      else await nextTurn()
    }
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.making
  }

  private async make(sources: readonly (() => Iterable<string>)[]): Promise<void> {
    try {
      for (const [position, source] of sources.entries()) await this.fill(this.shelves[position] as Shelf, source)
    } catch (error) {
      this.failure = { error }
    }
  }

  private async fill(shelf: Shelf, source: () => Iterable<string>): Promise<void> {
    // A turn of the event loop lets the taker go on between chunks.
    await nextTurn()
    for (const chunk of source()) {
      shelf.chunks.push(chunk)
      this.characters += chunk.length
      do await nextTurn()
      while (this.characters > mostCharacters && !this.stopped)
      if (this.stopped) return
    }
    shelf.finished = true
  }
}
