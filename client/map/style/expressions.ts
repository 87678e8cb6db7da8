import type { ExpressionSpecification } from 'maplibre-gl'

/** Linear between `zoom, value` pairs. */
export const byZoom = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification

/** `cases[value]` of a property, `otherwise` for any other value. */
export function byProperty(
  name: string,
  cases: Readonly<Record<string, string | number>>,
  otherwise: string | number,
): ExpressionSpecification {
  return ['match', ['get', name], ...Object.entries(cases).flat(), otherwise] as unknown as ExpressionSpecification
}

/** The value of the class that a number falls in; `starts` are the lower bounds of the second class and up. */
export function byClass<Value extends string | number>(
  number: ExpressionSpecification,
  values: readonly Value[],
  starts: readonly number[],
): ExpressionSpecification | Value {
  const [first, ...rest] = values
  if (first === undefined) throw new Error('byClass needs at least one class')
  if (rest.length === 0) return first
  const steps = rest.flatMap((value, index) => [starts[index] ?? 0, value])
  return ['step', number, first, ...steps] as unknown as ExpressionSpecification
}
