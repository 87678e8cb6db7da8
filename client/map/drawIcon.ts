import type { Map as MapLibreMap } from 'maplibre-gl'
import { hatchShape, type IconShape, iconShape } from './style/iconShape.ts'
import { palettes, type Theme } from './style/palette.ts'

/** Device pixels per unit of an icon: crisp on double-density screens. */
const pixelRatio = 2

/** Draws an icon; null where the browser gives no 2D canvas. */
function drawIcon({ size, paths }: IconShape): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * pixelRatio
  // Kept in memory: reading from a canvas on the graphics card waits for all that is being drawn there.
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.scale(pixelRatio, pixelRatio)
  context.lineJoin = context.lineCap = 'round'
  for (const { path, fill, stroke, strokeWidth = 1 } of paths) {
    const shape = new Path2D(path)
    if (fill) {
      context.fillStyle = fill
      // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array.
      context.fill(shape)
    }
    if (stroke) {
      context.strokeStyle = stroke
      context.lineWidth = strokeWidth
      context.stroke(shape)
    }
  }
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

function shapeOf(name: string): IconShape | undefined {
  const [kind, theme] = name.split(':')
  return kind === 'hatch' ? hatchShape(palettes[theme as Theme].hatch) : iconShape(name)
}

/** Draws the icons of our styles when the map first needs them: there is no sprite to fetch, and no style loses them. */
export function supplyIcons(map: MapLibreMap): void {
  map.setMissingStyleImageResolver((name) => {
    const shape = shapeOf(name)
    const image = shape && drawIcon(shape)
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio })
  })
}
