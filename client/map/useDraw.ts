import type { MultiPolygon, Polygon } from 'geojson'
import {
  TerraDraw,
  TerraDrawCircleMode,
  TerraDrawPolygonMode,
  TerraDrawRectangleMode,
  TerraDrawSelectMode,
} from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'
import { onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import { areaOfShapes, coordinateDigits, shapesOfArea } from './drawnArea.ts'
import type { DrawMode } from './drawMode.ts'
import { isEditable } from './editableArea.ts'
import { useMapContext } from './mapKey.ts'
import { palettes } from './style/palette.ts'

const circleSegments = 64
const editable = {
  feature: { draggable: true, coordinates: { midpoints: true, draggable: true, deletable: true } },
}

function modesIn(accent: `#${string}`, paper: `#${string}`) {
  const styles = {
    fillColor: accent,
    fillOpacity: 0.12,
    outlineColor: accent,
    outlineWidth: 2.2,
    closingPointColor: accent,
    closingPointOutlineColor: paper,
  }
  const selected = {
    selectedPolygonColor: accent,
    selectedPolygonFillOpacity: 0.14,
    selectedPolygonOutlineColor: accent,
    selectedPolygonOutlineWidth: 2.4,
    selectionPointColor: paper,
    selectionPointOutlineColor: accent,
    selectionPointOutlineWidth: 2.2,
    midPointColor: accent,
    midPointOutlineColor: paper,
    midPointOutlineWidth: 1,
  }
  return [
    new TerraDrawPolygonMode({ styles }),
    new TerraDrawRectangleMode({ styles, drawInteraction: 'click-move-or-drag' }),
    new TerraDrawCircleMode({ styles, segments: circleSegments, drawInteraction: 'click-move-or-drag' }),
    new TerraDrawSelectMode({
      styles: selected,
      flags: {
        polygon: editable,
        rectangle: editable,
        circle: { feature: { draggable: true, coordinates: { resizable: 'center-fixed' } } },
      },
    }),
  ]
}

/**
 * Draws and edits polygons on the map; what is drawn is one area, several shapes make it a MultiPolygon. `changed` is
 * called when a shape is finished, moved or deleted, not while the pointer is down. What was drawn last can be changed
 * at once.
 */
export function useDraw(
  initial: Polygon | MultiPolygon | null,
  mode: () => DrawMode,
  changed: (area: Polygon | MultiPolygon | null) => void,
) {
  const { map, theme } = useMapContext()
  const area = shallowRef(initial)
  let draw: TerraDraw | undefined

  const read = () =>
    areaOfShapes(
      draw?.getSnapshot().flatMap(({ geometry, properties }) => (isShape(properties) ? [geometry] : [])) ?? [],
    )
  const settle = () => {
    area.value = read()
    changed(area.value)
  }

  onMounted(() => {
    if (!map.value) return
    const { accent, paper } = palettes[theme.value]
    draw = new TerraDraw({
      adapter: new TerraDrawMapLibreGLAdapter({ map: map.value, coordinatePrecision: coordinateDigits }),
      modes: modesIn(accent as `#${string}`, paper as `#${string}`),
    })
    draw.start()
    if (initial && isEditable(initial)) draw.addFeatures(shapesOfArea(initial))
    draw.setMode(mode())
    draw.on('change', () => (area.value = read()))
    draw.on('finish', (id, { action }) => {
      settle()
      if (action === 'draw') draw?.selectFeature(id)
    })
  })
  watch(mode, (next) => {
    if (draw && draw.getMode() !== next) draw.setMode(next)
  })
  onBeforeUnmount(() => draw?.stop())

  return {
    area,
    /** True while a shape is begun but not finished: Escape then belongs to it. */
    isBusy: () => draw?.getModeState() === 'drawing',
    clear: () => {
      draw?.clear()
      settle()
    },
  }
}

/** Terra-draw keeps its own handles beside the shapes. */
function isShape(properties: Readonly<Record<string, unknown>>): boolean {
  return (
    ['polygon', 'rectangle', 'circle'].includes(String(properties.mode)) && !('selectionPointFeatureId' in properties)
  )
}
