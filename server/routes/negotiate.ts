import type { Context } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { ProblemError } from '../errors.ts'

/**
 * The form of the answer: `f` when given, else the first of the offers that the Accept header likes best.
 * Throws 406 when it likes none.
 */
export function negotiate<const Form extends string>(
  c: Context,
  f: Form | undefined,
  offers: readonly (readonly [type: string, form: Form])[],
): Form {
  const first = offers[0]?.[1] as Form
  if (f !== undefined) return f
  const header = c.req.header('Accept')
  if (header === undefined || header.trim() === '') return first
  const accepted = parseAccept(header).sort((a, b) => b.q - a.q)
  for (const { type, q } of accepted) {
    if (q === 0) continue
    const offer = offers.find(([offered]) => covers(type, offered))
    if (offer) return offer[1]
  }
  const types = offers.map(([type]) => type).join(', ')
  throw new ProblemError(406, `none of "${header.slice(0, 200)}" can be served; this resource comes as ${types}`)
}

function covers(range: string, type: string): boolean {
  const plain = range.split(';')[0]?.trim().toLowerCase() ?? ''
  if (plain === '*/*' || plain === type) return true
  return plain.endsWith('/*') && type.startsWith(plain.slice(0, -1))
}
