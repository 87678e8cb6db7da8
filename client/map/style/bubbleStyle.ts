import type { ExpressionSpecification, SymbolLayerSpecification } from 'maplibre-gl'
import type { MapCollection } from '../hit.ts'
import type { LegendItem } from './legend.ts'
import type { Theme } from './palette.ts'
import { visibility } from './recordLayers.ts'

interface BubbleOptions {
  readonly collection: MapCollection
  readonly theme: Theme
  readonly visible: boolean
}

const count: ExpressionSpecification = ['to-number', ['get', 'count'], 0]
const smallest = 0.24
const perDecade = 0.11

/** Size of the sign of a hexagon by its count, in icon sizes: it grows with the order of magnitude. */
export function bubbleSize(records: number): number {
  return smallest + perDecade * Math.log10(Math.max(records, 1))
}

/** Side by side where several collections share a hexagon, in pixels of the icon. */
const offsets: Readonly<Record<MapCollection, [number, number]>> = {
  hazards: [0, 0],
  enterprises: [-9, 8],
  accidents: [9, 8],
  'road-segments': [9, -8],
  sites: [-9, -8],
}

/** A sign for each hexagon, sized by its count; its shape says which collection, so several may be on at once. */
export function bubbleLayer({ collection, theme, visible }: BubbleOptions): SymbolLayerSpecification {
  return {
    id: `${collection}-cells`,
    type: 'symbol',
    source: collection,
    'source-layer': `${collection}-cells`,
    layout: {
      ...visibility(visible),
      'icon-image': `bubble:${collection}::${theme}`,
      'icon-size': ['+', smallest, ['*', perDecade, ['log10', ['max', count, 1]]]],
      'icon-offset': offsets[collection],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': count,
    },
  }
}

const legendCounts = [1, 100, 10_000]

/** Three sizes with their counts. */
export function bubbleLegend(collection: MapCollection, theme: Theme, format: (value: number) => string): LegendItem[] {
  return legendCounts.map((records) => ({
    kind: 'icon',
    icon: `bubble:${collection}::${theme}`,
    label: format(records),
    scale: bubbleSize(records),
  }))
}
