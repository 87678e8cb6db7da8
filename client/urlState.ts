import { isFilterName, type Filter, type FilterProblem, parseFilter, printFilter } from '#model/filter.ts'
import { indicators } from '#model/indicator.ts'
import { initialCamera } from './config.ts'
import { type HotSpotChoices, hotSpotLink } from './hotSpotLink.ts'
import { oneOf, type Parsed, type UrlParameter } from './urlParameter.ts'

/** Where the map looks, as links carry it. */
export interface UrlCamera {
  readonly zoom: number
  readonly lat: number
  readonly lng: number
}

export interface Selection {
  readonly collection: string
  readonly id: string
}

export const layerIds = ['regions', 'hazards', 'enterprises', 'road-segments', 'accidents', 'sites'] as const
export type LayerId = (typeof layerIds)[number]
export const taskIds = ['overview', 'hotspots', 'ranking', 'list'] as const
export type TaskId = (typeof taskIds)[number]
export const pageIds = ['map', 'import'] as const
export type PageId = (typeof pageIds)[number]
export const themeIds = ['system', 'light', 'dark'] as const
export type ThemeChoice = (typeof themeIds)[number]
export const languageIds = ['zh-CN', 'en'] as const
export type Language = (typeof languageIds)[number]

/** Everything that a link to the page says. */
export interface PageState extends HotSpotChoices {
  readonly filter: Filter
  readonly camera: UrlCamera
  readonly layers: readonly LayerId[]
  readonly indicator: string
  readonly task: TaskId
  readonly page: PageId
  readonly selection: Selection | null
  readonly follow: boolean
  readonly basemap: string
  readonly theme: ThemeChoice
  readonly language: Language
}

/** Every member of the page's state but the filter, which has its own parser and printer. */
export type ParameterField = Exclude<keyof PageState, 'filter'>

function parseCamera(text: string): Parsed<UrlCamera> {
  const parts = text.split('/')
  const [zoom = NaN, lat = NaN, lng = NaN] = parts.map((part) => (part.trim() === '' ? NaN : Number(part)))
  const valid = parts.length === 3 && zoom >= 0 && zoom <= 22 && Math.abs(lat) <= 90 && Math.abs(lng) <= 180
  return valid
    ? { value: { zoom, lat, lng } }
    : { allowed: 'zoom/lat/lng with zoom 0 to 22, lat -90 to 90, lng -180 to 180' }
}

/** Four decimals of a degree are 11 m, one pixel at zoom 14; closer in, five. */
function printCamera({ zoom, lat, lng }: UrlCamera): string {
  const digits = zoom > 14 ? 5 : 4
  return [Number(zoom.toFixed(2)), Number(lat.toFixed(digits)), Number(lng.toFixed(digits))].join('/')
}

function parseLayers(text: string): Parsed<readonly LayerId[]> {
  if (text === 'none') return { value: [] }
  const ids = text.split(',')
  return ids.every((id) => (layerIds as readonly string[]).includes(id))
    ? { value: layerIds.filter((id) => ids.includes(id)) }
    : { allowed: `none, or some of ${layerIds.join(', ')}` }
}

function parseSelection(text: string): Parsed<Selection | null> {
  const match = /^([a-z][a-z-]*)\/(.+)$/s.exec(text)
  return match?.[1] && match[2] ? { value: { collection: match[1], id: match[2] } } : { allowed: 'collection/id' }
}

/** The declarative list: one entry a parameter, in the order of the printed link. */
export const urlParameters: { readonly [Field in ParameterField]: UrlParameter<PageState[Field]> } = {
  camera: { name: 'map', default: initialCamera, parse: parseCamera, print: printCamera, quiet: true },
  layers: {
    name: 'layers',
    default: ['regions', 'hazards'],
    parse: parseLayers,
    print: (ids) => layerIds.filter((id) => ids.includes(id)).join(',') || 'none',
  },
  indicator: {
    name: 'indicator',
    default: 'hazardsFound',
    parse: oneOf(indicators.map((indicator) => indicator.id as string)),
    print: String,
  },
  task: { name: 'task', default: 'overview', parse: oneOf(taskIds), print: String },
  ...hotSpotLink,
  page: { name: 'page', default: 'map', parse: oneOf(pageIds), print: String },
  selection: {
    name: 'select',
    default: null,
    parse: parseSelection,
    print: (selection) => (selection ? `${selection.collection}/${selection.id}` : ''),
  },
  follow: {
    name: 'follow',
    default: false,
    parse: (text) => (text === 'true' || text === 'false' ? { value: text === 'true' } : { allowed: 'true or false' }),
    print: String,
  },
  basemap: {
    name: 'basemap',
    default: 'own',
    parse: (text) =>
      /^[A-Za-z][\w-]{0,63}$/.test(text) ? { value: text } : { allowed: 'own, none or the id of a configured basemap' },
    print: String,
  },
  theme: { name: 'theme', default: 'system', parse: oneOf(themeIds), print: String, quiet: true, kept: true },
  language: { name: 'lang', default: 'zh-CN', parse: oneOf(languageIds), print: String, quiet: true, kept: true },
}

const fields = Object.keys(urlParameters) as readonly ParameterField[]
const fieldOf = new Map(fields.map((field) => [urlParameters[field].name, field]))

/** What a link says: the state, all that is wrong with it, and the parameters that are not ours. */
export interface ParsedLink {
  /** Members that the link does not set hold their defaults, those that browsers keep are absent. */
  readonly state: Omit<PageState, 'theme' | 'language'> & Partial<Pick<PageState, 'theme' | 'language'>>
  readonly problems: readonly FilterProblem[]
  readonly unknown: URLSearchParams
}

/** Reads a link. A bad value is reported and replaced by its default; everything else is kept. */
export function parseLink(query: URLSearchParams): ParsedLink {
  const { filter, problems } = parseFilter(query)
  const state: Record<string, unknown> = { filter }
  for (const field of fields) {
    const parameter: UrlParameter<unknown> = urlParameters[field]
    const text = query.get(parameter.name)
    const parsed = text ? parameter.parse(text) : null
    if (parsed && 'value' in parsed) state[field] = parsed.value
    else if (!parameter.kept) state[field] = parameter.default
    if (text && parsed && 'allowed' in parsed) {
      problems.push({ parameter: parameter.name, value: text, allowed: parsed.allowed })
    }
  }
  const unknown = new URLSearchParams([...query].filter(([name]) => !isFilterName(name) && !fieldOf.has(name)))
  return { state: state as unknown as ParsedLink['state'], problems, unknown }
}

/** Slashes, commas and colons are allowed in a query and make the link readable. */
function readable(query: URLSearchParams): string {
  return query.toString().replaceAll('%2F', '/').replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/** The query string of a state: filter first, then what differs from its default, then the foreign parameters. */
export function printLink(state: PageState, unknown: URLSearchParams): string {
  const query = printFilter(state.filter)
  for (const field of fields) {
    const parameter = urlParameters[field] as UrlParameter<PageState[ParameterField]>
    const text = parameter.print(state[field])
    if (text !== parameter.print(parameter.default)) query.set(parameter.name, text)
  }
  for (const [name, value] of unknown) query.append(name, value)
  return readable(query)
}

function withoutQuiet(text: string): string {
  const query = new URLSearchParams(text)
  for (const field of fields) if (urlParameters[field].quiet) query.delete(urlParameters[field].name)
  return query.toString()
}

/** True when going from one query string to another deserves a step of the browser's history. */
export function isStep(from: string, to: string): boolean {
  return withoutQuiet(from) !== withoutQuiet(to)
}
