const capacity = 10_000

/** The same function with a memory: columns of a register repeat few days, codes and words. */
export function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const hit = known.get(text)
    if (hit !== undefined) return hit
    const value = parse(text)
    if (known.size >= capacity) known.clear()
    known.set(text, value)
    return value
  }
}
