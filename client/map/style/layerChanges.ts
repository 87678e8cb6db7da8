import type { LayerSpecification } from 'maplibre-gl'

export type LayerChange =
  | { readonly kind: 'paint'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'layout'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'filter'; readonly value: unknown }
  | { readonly kind: 'zoomRange'; readonly min: number; readonly max: number }

type Properties = Readonly<Record<string, unknown>>

const same = (first: unknown, second: unknown) => JSON.stringify(first) === JSON.stringify(second)

function propertyChanges(kind: 'paint' | 'layout', previous: Properties, next: Properties): LayerChange[] {
  const names = new Set([...Object.keys(previous), ...Object.keys(next)])
  return [...names]
    .filter((name) => !same(previous[name], next[name]))
    .map((name) => ({ kind, name, value: next[name] }))
}

/** What must be set on a layer of the map so that it follows a new specification; id, type and source stay. */
export function layerChanges(previous: LayerSpecification, next: LayerSpecification): LayerChange[] {
  const changes = [
    ...propertyChanges('layout', previous.layout ?? {}, next.layout ?? {}),
    ...propertyChanges('paint', previous.paint ?? {}, next.paint ?? {}),
  ]
  const filters = [previous, next].map((layer) => ('filter' in layer ? layer.filter : undefined))
  if (!same(filters[0], filters[1])) changes.push({ kind: 'filter', value: filters[1] })
  if (previous.minzoom !== next.minzoom || previous.maxzoom !== next.maxzoom) {
    changes.push({ kind: 'zoomRange', min: next.minzoom ?? 0, max: next.maxzoom ?? 24 })
  }
  return changes
}
