import { formatDistance } from '../../format.ts'
import { scaleBar } from '../scaleBar.ts'
import { iconShape } from '../style/iconShape.ts'
import type { LegendItem, LegendSection } from '../style/legend.ts'
import { palettes, type Theme } from '../style/palette.ts'
import { footLineHeight, legendLines, pictureSize } from './pictureLayout.ts'

export interface Picture {
  readonly map: CanvasImageSource & { readonly width: number; readonly height: number }
  /** Device pixels per pixel of the page. */
  readonly ratio: number
  readonly title: string
  readonly subtitle: string
  readonly legend: readonly LegendSection[]
  /** Where the data come from, as of when, and what they were filtered by. */
  readonly foot: readonly string[]
  /** Given when the data are sample data. */
  readonly mark: string | null
  readonly camera: { readonly lat: number; readonly zoom: number; readonly bearing: number; readonly pitch: number }
  readonly theme: Theme
}

const font = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
const margin = 16
const scalePixels = 140

type Context = CanvasRenderingContext2D

function write(context: Context, text: string, x: number, y: number, style: string, color: string): void {
  context.font = `${style} ${font}`
  context.fillStyle = color
  context.fillText(text, x, y)
}

function drawPaths(context: Context, icon: string, x: number, y: number): void {
  const shape = iconShape(icon)
  if (!shape) return
  context.save()
  context.translate(x, y)
  context.scale(16 / shape.size, 16 / shape.size)
  context.lineCap = context.lineJoin = 'round'
  for (const { path, fill, stroke, strokeWidth = 1 } of shape.paths) {
    const outline = new Path2D(path)
    context.fillStyle = fill ?? 'transparent'
    context.strokeStyle = stroke ?? 'transparent'
    context.lineWidth = strokeWidth
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array.
    context.fill(outline)
    context.stroke(outline)
  }
  context.restore()
}

function drawItem(context: Context, item: LegendItem, x: number, y: number, text: string): void {
  if (item.kind === 'ramp') {
    const width = 26
    item.colors.forEach((color, index) => {
      context.fillStyle = color
      context.fillRect(x + index * width, y + 2, width, 12)
    })
    item.limits.forEach((limit, index) => write(context, limit, x + index * width, y + 26, '10px', text))
    return
  }
  const ground = item.kind === 'icon' ? item.ground : item.color
  context.fillStyle = ground ?? 'transparent'
  context.fillRect(x, y + 1, 18, 14)
  if (item.kind === 'icon') drawPaths(context, item.icon, x + 1, y)
  if (item.kind === 'area' || item.kind === 'hatch') {
    context.strokeStyle = item.kind === 'area' ? item.line : item.color
    context.stroke(new Path2D(`M${x} ${y + 11}l10 -10M${x + 6} ${y + 15}l12 -12`))
  }
  write(context, item.label, x + 26, y + 13, '12px', text)
}

function drawLegend(context: Context, { legend, theme }: Picture, bottom: number): void {
  const { paper, ink, labelMuted } = palettes[theme]
  const { lines, height } = legendLines(legend)
  if (lines.length === 0) return
  const top = bottom - height - margin * 2
  context.globalAlpha = 0.92
  context.fillStyle = paper
  context.fillRect(margin, top, 250, height + margin)
  context.globalAlpha = 1
  for (const { kind, text, item, y } of lines) {
    if (kind === 'title') write(context, text, margin * 2 - 6, top + y + 20, '600 12px', ink)
    else if (item) drawItem(context, item, margin * 2 - 6, top + y + 6, labelMuted)
  }
}

function drawScaleAndNorth(context: Context, { camera, theme }: Picture, right: number, bottom: number): void {
  const { ink, paper } = palettes[theme]
  context.strokeStyle = ink
  context.lineWidth = 2
  if (camera.pitch < 1) {
    const { meters, pixels } = scaleBar(camera.lat, camera.zoom, scalePixels)
    const left = right - margin - pixels
    context.stroke(new Path2D(`M${left} ${bottom - 26}v8h${pixels}v-8`))
    write(context, formatDistance(meters), left, bottom - 32, '11px', ink)
  }
  context.save()
  context.translate(right - 34, bottom - 92)
  context.rotate((-camera.bearing * Math.PI) / 180)
  context.fillStyle = ink
  context.strokeStyle = paper
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas is no array.
  context.fill(new Path2D('M0 -22L9 12L0 5L-9 12z'))
  write(context, 'N', -4, -26, '600 12px', ink)
  context.restore()
}

/** The lines of a text that is too wide: broken between words, and between any two Chinese characters. */
function wrapped(context: Context, text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const part of text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+|\s+/g) ?? []) {
    if (line !== '' && context.measureText(line + part).width > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? part.trimStart() : part
  }
  return line === '' ? lines : [...lines, line]
}

/** A picture to send out: the map with title, legend, scale, north, and what it rests on; a PNG. */
export function composePicture(picture: Picture): Promise<Blob> {
  const { map, ratio, title, subtitle, mark, theme } = picture
  const { paper, ink, labelMuted } = palettes[theme]
  const shown = { width: map.width / ratio, height: map.height / ratio }
  const canvas = document.createElement('canvas')
  const measuring = canvas.getContext('2d')
  if (!measuring) return Promise.reject(new Error('this browser has no 2D canvas'))
  measuring.font = `11px ${font}`
  const foot = picture.foot.flatMap((line) => wrapped(measuring, line, shown.width - 2 * margin))
  const { width, height, mapTop, footTop } = pictureSize(shown, foot.length)
  canvas.width = width * ratio
  canvas.height = height * ratio
  const context = canvas.getContext('2d')
  if (!context) return Promise.reject(new Error('this browser has no 2D canvas'))
  context.scale(ratio, ratio)
  context.fillStyle = paper
  context.fillRect(0, 0, width, height)
  context.drawImage(map, 0, mapTop, shown.width, shown.height)
  write(context, title, margin, 28, '600 18px', ink)
  write(context, subtitle, margin, 50, '13px', labelMuted)
  drawLegend(context, picture, mapTop + shown.height)
  drawScaleAndNorth(context, picture, width, mapTop + shown.height)
  foot.forEach((line, index) => write(context, line, margin, footTop + (index + 1) * footLineHeight - 4, '11px', labelMuted)) // prettier-ignore
  if (mark) {
    context.font = `600 16px ${font}`
    write(context, mark, width - margin - context.measureText(mark).width, 28, '600 16px', palettes[theme].accent)
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be drawn')))),
  )
}
