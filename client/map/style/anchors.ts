import type { BackgroundLayerSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'

/** Invisible layers of every basemap, from bottom to top: an overlay goes just beneath the anchor of its group. */
export const anchors = ['regions', 'grounds', 'cells', 'lines', 'labels', 'points', 'selection'] as const
export type Anchor = (typeof anchors)[number]

export const anchorId = (anchor: Anchor): string => `anchor-${anchor}`

/** The invisible layer that marks a place in the stack. */
export function anchorLayer(anchor: Anchor): BackgroundLayerSpecification {
  return { id: anchorId(anchor), type: 'background', layout: { visibility: 'none' } }
}

/** Overlays say so in their metadata: a change of the basemap must carry them over. */
export const overlayMetadata = { overlay: true } as const

/** True for a layer that an overlay or the drawing tool (terra-draw's `td-` layers) added, false for the basemap's. */
function isOverlay(layer: LayerSpecification): boolean {
  return layer.id.startsWith('td-') || (layer.metadata as { overlay?: boolean } | undefined)?.overlay === true
}

/**
 * The next basemap with the overlays of the previous style in their places: each run of overlays stays beneath the same
 * anchor. Sources of the overlays come along; sources of the old basemap do not.
 */
export function carryOverlays(previous: StyleSpecification | undefined, next: StyleSpecification): StyleSpecification {
  if (!previous) return next
  const waiting = new Map<string, LayerSpecification[]>()
  let run: LayerSpecification[] = []
  for (const layer of previous.layers) {
    if (isOverlay(layer)) run.push(layer)
    else if (layer.id.startsWith('anchor-')) {
      waiting.set(layer.id, run)
      run = []
    }
  }
  const overlays = [...waiting.values(), run].flat()
  const names = new Set(overlays.flatMap((layer) => ('source' in layer ? [layer.source] : [])))
  const sources = Object.entries(previous.sources).filter(([id]) => names.has(id) && !(id in next.sources))
  return {
    ...next,
    sources: { ...next.sources, ...Object.fromEntries(sources) },
    layers: [...next.layers.flatMap((layer) => [...(waiting.get(layer.id) ?? []), layer]), ...run],
  }
}
