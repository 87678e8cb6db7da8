import type { LayerSpecification } from 'maplibre-gl'
import { palettes, type Theme } from './palette.ts'

export const selectionSource = 'selection'
export const areaSource = 'area'

/** A halo around the selected place, stretch or ground. */
export function selectionLayers(theme: Theme): LayerSpecification[] {
  const { accent, paper } = palettes[theme]
  const source = selectionSource
  return [
    {
      id: 'selection-fill',
      type: 'fill',
      source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': accent, 'fill-opacity': 0.16 },
    },
    {
      id: 'selection-line',
      type: 'line',
      source,
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': accent,
        'line-width': ['case', ['==', ['geometry-type'], 'Polygon'], 2.4, 12],
        'line-opacity': ['case', ['==', ['geometry-type'], 'Polygon'], 1, 0.42],
      },
    },
    {
      id: 'selection-point',
      type: 'circle',
      source,
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['case', ['boolean', ['get', 'hovered'], false], 12, 16],
        'circle-color': accent,
        'circle-opacity': 0.14,
        'circle-stroke-color': ['case', ['boolean', ['get', 'hovered'], false], paper, accent],
        'circle-stroke-width': ['case', ['boolean', ['get', 'hovered'], false], 1.5, 2.6],
      },
    },
  ]
}

/** The drawn area: a thin tint and a broken edge, so that what lies in it stays readable. */
export function areaLayers(theme: Theme): LayerSpecification[] {
  const { accent, paper } = palettes[theme]
  return [
    { id: 'area-fill', type: 'fill', source: areaSource, paint: { 'fill-color': accent, 'fill-opacity': 0.09 } },
    {
      id: 'area-casing',
      type: 'line',
      source: areaSource,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': paper, 'line-width': 4, 'line-opacity': 0.7 },
    },
    {
      id: 'area-line',
      type: 'line',
      source: areaSource,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': accent, 'line-width': 2, 'line-dasharray': [3, 1.5] },
    },
  ]
}
