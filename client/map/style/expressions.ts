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

/** The color of the class that a number falls in; `starts` are the lower bounds of the second class and up. */
export function byClass(
  value: ExpressionSpecification,
  colors: readonly string[],
  starts: readonly number[],
): ExpressionSpecification | string {
  const [first = '#000000', ...rest] = colors
  if (rest.length === 0) return first
  return [
    'step',
    value,
    first,
    ...rest.flatMap((color, index) => [starts[index] ?? 0, color]),
  ] as ExpressionSpecification
}
