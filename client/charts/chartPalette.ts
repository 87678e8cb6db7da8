/** Colours of the charts; a canvas cannot read the page's custom properties, so they repeat styles/tokens.css. */
export interface ChartPalette {
  readonly text: string
  readonly muted: string
  readonly faint: string
  readonly line: string
  readonly track: string
  readonly surface: string
  readonly bar: string
  readonly barStrong: string
  readonly barFaded: string
  readonly series: readonly string[]
}

const chartPalettes: Readonly<Record<'light' | 'dark', ChartPalette>> = {
  light: {
    text: '#14202c',
    muted: '#566778',
    faint: '#7d8c9a',
    line: '#dce4ea',
    track: '#eef2f5',
    surface: '#ffffff',
    bar: '#4aa39b',
    barStrong: '#0a756f',
    barFaded: '#b9d8d5',
    series: ['#a3195b', '#0a756f', '#8b98a5', '#7b3fa0'],
  },
  dark: {
    text: '#e7eef5',
    muted: '#98a9bb',
    faint: '#74869a',
    line: '#223145',
    track: '#18232f',
    surface: '#162131',
    bar: '#2a9f94',
    barStrong: '#35c9ba',
    barFaded: '#1d4f50',
    series: ['#ff7ab2', '#35c9ba', '#74869a', '#c594ee'],
  },
}

/** The page's own families: canvas text falls back to a serif face otherwise. */
export const chartFont = "'Inter', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', system-ui, sans-serif"

/** The palette of a theme. */
export const chartPalette = (dark: boolean): ChartPalette => chartPalettes[dark ? 'dark' : 'light']
