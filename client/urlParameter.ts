export type Parsed<Value> = { value: Value } | { allowed: string }

/** How one member of the page's state is written in a link. */
export interface UrlParameter<Value> {
  /** Name in the query string. */
  readonly name: string
  readonly default: Value
  parse(text: string): Parsed<Value>
  print(value: Value): string
  /** True when a change of it alone makes no step of the browser's history. */
  readonly quiet?: boolean
  /** True when a link without it leaves it as it is (kept by the browser), and does not reset it. */
  readonly kept?: boolean
}

/** Reads one of a few ids. */
export function oneOf<Id extends string>(ids: readonly Id[]): (text: string) => Parsed<Id> {
  return (text) =>
    (ids as readonly string[]).includes(text)
      ? { value: text as Id }
      : { allowed: `${ids.slice(0, -1).join(', ')} or ${ids.at(-1)}` }
}

/** Reads an integer of a range, both ends included. */
export function integerFrom(min: number, max: number): (text: string) => Parsed<number> {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN
    return value >= min && value <= max ? { value } : { allowed: `an integer from ${min} to ${max}` }
  }
}
