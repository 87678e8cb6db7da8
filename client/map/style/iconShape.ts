import { type HazardStatus, hazardStatuses, type RiskLevel } from '#model/codes.ts'
import { type MapPalette, palettes, type Theme } from './palette.ts'

/** One stroke or fill of an icon; `path` is SVG path data in the icon's own units. */
export interface IconPath {
  readonly path: string
  readonly fill?: string
  readonly stroke?: string
  readonly strokeWidth?: number
}

/** An icon as data: drawn on a canvas for the map, as SVG for the legend. `size` is its width and height. */
export interface IconShape {
  readonly size: number
  readonly paths: readonly IconPath[]
}

const center = 14
const size = 28

const circle = (x: number, y: number, radius: number) =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${radius * 2} 0a${radius} ${radius} 0 1 0 ${-radius * 2} 0z`

const square = (half: number, corner: number) => {
  const start = center - half
  const side = 2 * (half - corner)
  const arc = (x: number, y: number) => `a${corner} ${corner} 0 0 1 ${x} ${y}`
  return `M${start + corner} ${start}h${side}${arc(corner, corner)}v${side}${arc(-corner, corner)}h${-side}${arc(-corner, -corner)}v${-side}${arc(corner, -corner)}z`
}

const polygon = (points: readonly (readonly [number, number])[]) =>
  `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}z`

const round = (value: number) => Math.round(value * 100) / 100

/** A star with `spikes` points between two radii; with equal radii a regular polygon of twice as many corners. */
function star(spikes: number, outer: number, inner: number): string {
  const corners = Array.from({ length: spikes * 2 }, (_, index) => {
    const angle = (Math.PI * index) / spikes - Math.PI / 2
    const radius = index % 2 === 0 ? outer : inner
    return [center + radius * Math.cos(angle), center + radius * Math.sin(angle)] as const
  })
  return polygon(corners)
}

const triangle = polygon([
  [14, 6],
  [22, 20.5],
  [6, 20.5],
])
const diamond = polygon([
  [14, 5.5],
  [22.5, 14],
  [14, 22.5],
  [5.5, 14],
])
const tick = 'M10.3 14.2l2.6 2.7l4.9-5.6'
const cross = 'M10 10l8 8m0-8l-8 8'

/** Each status has a shape of its own, so that colour is never the only difference. */
function statusPaths(status: HazardStatus, palette: MapPalette): IconPath[] {
  const color = palette.status[status]
  const outline = { stroke: palette.paper, strokeWidth: 1.6 }
  const paths: Record<HazardStatus, IconPath[]> = {
    reported: [{ path: triangle, fill: palette.paper, stroke: color, strokeWidth: 2.4 }],
    confirmed: [{ path: triangle, fill: color, ...outline }],
    rectifying: [{ path: diamond, fill: color, ...outline }],
    pendingReview: [{ path: square(7, 2), fill: color, ...outline }],
    closed: [
      { path: circle(center, center, 7), fill: palette.paper, stroke: color, strokeWidth: 1.8 },
      { path: tick, stroke: color, strokeWidth: 2 },
    ],
    dismissed: [{ path: cross, stroke: color, strokeWidth: 2.4 }],
  }
  return paths[status]
}

const overdueMark = (palette: MapPalette): IconPath[] => [
  { path: circle(21.5, 6.5, 5), fill: palette.overdue, stroke: palette.paper, strokeWidth: 1.4 },
  { path: 'M21.5 3.8v2.9l1.9 1.4', stroke: palette.paper, strokeWidth: 1.4 },
]

const listedRing = (palette: MapPalette): IconPath => ({
  path: circle(center, center, 12.4),
  stroke: palette.ink,
  strokeWidth: 1.2,
})

function hazardPaths(variant: string, flags: readonly string[], palette: MapPalette): IconPath[] {
  const known = hazardStatuses.find((status) => status.id === variant)
  return [
    ...(flags.includes('listed') ? [listedRing(palette)] : []),
    ...statusPaths(known?.id ?? 'reported', palette),
    ...(flags.includes('overdue') ? overdueMark(palette) : []),
  ]
}

const riskBars: Readonly<Record<RiskLevel | 'unknown', number>> = {
  major: 4,
  larger: 3,
  general: 2,
  low: 1,
  unknown: 0,
}

/** A building block with one bar for a low risk up to four for a major one; hollow when out of business. */
function enterprisePaths(variant: string, flags: readonly string[], palette: MapPalette): IconPath[] {
  const risk = variant in riskBars ? (variant as RiskLevel | 'unknown') : 'unknown'
  const color = palette.risk[risk]
  const hollow = flags.includes('inactive')
  const bars = Array.from({ length: riskBars[risk] }, (_, index) => `M10 ${17.6 - index * 2.4}h8`).join('')
  return [
    {
      path: square(7, 2),
      fill: hollow ? palette.paper : color,
      stroke: hollow ? color : palette.paper,
      strokeWidth: 1.5,
    },
    ...(bars === '' ? [] : [{ path: bars, stroke: hollow ? color : '#14202c', strokeWidth: 1.3 }]),
  ]
}

function accidentPaths(variant: string, palette: MapPalette): IconPath[] {
  const severity = variant in palette.severity ? (variant as keyof MapPalette['severity']) : 'unknown'
  const color = palette.severity[severity]
  const outline = { fill: color, stroke: palette.paper, strokeWidth: 1.3 }
  if (severity === 'extraMajor') {
    return [
      { path: circle(center, center, 13), stroke: color, strokeWidth: 1.4 },
      { path: star(8, 11, 6), ...outline },
    ]
  }
  if (severity === 'major') return [{ path: star(8, 10.5, 5.5), ...outline }]
  if (severity === 'larger') return [{ path: star(4, 9.5, 3.6), ...outline }]
  return [{ path: 'M10.5 10.5l7 7m0-7l-7 7', stroke: color, strokeWidth: 2.6 }]
}

const bubbles: Readonly<Record<string, string>> = {
  enterprises: square(10, 2),
  accidents: star(4, 13.5, 6.5),
  'road-segments': circle(center, center, 11),
  sites: square(10, 0),
}

type IconBuilder = (variant: string, flags: readonly string[], palette: MapPalette) => IconPath[]
const lateKinds = new Map<string, IconBuilder>()

/** Teaches the map and its legend a kind of icon that comes with a part of the page loaded later. */
export function addIconKind(kind: string, build: IconBuilder): void {
  lateKinds.set(kind, build)
}

/** The icons of the map by name: `kind:variant:flags:theme`, flags joined by `+`. Undefined for an unknown kind. */
export function iconShape(name: string): IconShape | undefined {
  const [kind = '', variant = '', flagText = '', theme = 'light'] = name.split(':')
  const flags = flagText.split('+')
  const palette = palettes[theme as Theme] ?? palettes.light
  const paths: Readonly<Record<string, () => IconPath[]>> = {
    hazard: () => hazardPaths(variant, flags, palette),
    enterprise: () => enterprisePaths(variant, flags, palette),
    accident: () => accidentPaths(variant, palette),
    hexagon: () => [{ path: star(3, 13.4, 13.4), fill: variant, stroke: palette.paper, strokeWidth: 1.6 }],
    dot: () => [{ path: circle(center, center, 4.5), fill: palette.overdue, stroke: palette.paper, strokeWidth: 2 }],
    bubble: () => [
      {
        path: bubbles[variant] ?? circle(center, center, 10),
        fill: variant === 'accidents' ? palette.severity.larger : palette.bubble,
        stroke: palette.paper,
        strokeWidth: 2,
      },
    ],
    badge: () => [{ path: circle(center, center, 8), fill: palette.ink, stroke: palette.paper, strokeWidth: 1.4 }],
    arrow: () => [{ path: 'M10 8.5l8 5.5l-8 5.5z', fill: palette.ink, stroke: palette.paper, strokeWidth: 1.2 }],
  }
  const late = lateKinds.get(kind)
  const build = late ? () => late(variant, flags, palette) : paths[kind]
  return build && { size, paths: build() }
}

/** Lines at 45 degrees that meet at the edges of an 8 px tile: 不适用. */
export function hatchShape(color: string): IconShape {
  return { size: 8, paths: [{ path: 'M-2 2l4-4M0 8l8-8M6 10l4-4', stroke: color, strokeWidth: 1.3 }] }
}
