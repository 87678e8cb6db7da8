const firstEntries = 1 << 12
const slotsPerEntry = 2
/** Of one key: its hash, its line, the number of its text, and where in that text it starts. */
const fields = 4

/** FNV-1a over the characters, its bits mixed as MurmurHash3 does at its end. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/**
 * Finds the line of a key among millions. Keys stay in the long texts in which they came, and the index over them is
 * numbers alone: 24 to 48 bytes a key beside its text, and no work for the collector.
 */
export class KeyIndex {
  readonly #texts: string[] = []
  readonly #separator: string
  #entries = new Uint32Array(firstEntries * fields)
  #slots = new Int32Array(firstEntries * slotsPerEntry).fill(-1)
  #count = 0

  /** `separator`: the character that no key holds and that stands between the keys of a text. */
  constructor(separator: string) {
    this.#separator = separator
  }

  /** Takes a text of keys; its number. */
  addText(text: string): number {
    return this.#texts.push(text) - 1
  }

  /** Adds the key between `start` and `end` of a text; the line of the same key when one was added before. */
  add(textId: number, start: number, end: number, line: number): number | undefined {
    const text = this.#texts[textId] ?? ''
    const hash = hashOf(text, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let entry = this.#slots[slot]!; entry !== -1; entry = this.#slots[slot]!) {
      if (this.#entries[entry * fields] === hash && this.#isAt(entry, text.slice(start, end))) {
        return this.#entries[entry * fields + 1]
      }
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.#count
    const at = this.#count * fields
    this.#entries[at] = hash
    this.#entries[at + 1] = line
    this.#entries[at + 2] = textId
    this.#entries[at + 3] = start
    if (++this.#count * fields === this.#entries.length) this.#grow()
    return undefined
  }

  /** True when the entry is of this key. */
  #isAt(entry: number, key: string): boolean {
    const text = this.#texts[this.#entries[entry * fields + 2]!] ?? ''
    const start = this.#entries[entry * fields + 3]!
    const end = start + key.length
    return text.startsWith(key, start) && (end === text.length || text[end] === this.#separator)
  }

  #grow(): void {
    const entries = new Uint32Array(this.#entries.length * 2)
    entries.set(this.#entries)
    this.#entries = entries
    this.#slots = new Int32Array((entries.length / fields) * slotsPerEntry).fill(-1)
    const mask = this.#slots.length - 1
    for (let entry = 0; entry < this.#count; entry++) {
      let slot = entries[entry * fields]! & mask
      while (this.#slots[slot] !== -1) slot = (slot + 1) & mask
      this.#slots[slot] = entry
    }
  }
}
