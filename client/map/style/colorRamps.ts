/** Colours from low to high on a light ground, and their order on a dark one (bright = high). */
export interface ColorRamp {
  readonly light: readonly string[]
  readonly dark: readonly string[]
}

/** After "mako" (M. Waskom, seaborn): even steps in lightness, told apart with any kind of colour vision. */
export const regionRamp: ColorRamp = {
  light: ['#d3ede1', '#a5dac6', '#6cc0b5', '#43a0ab', '#38769c', '#384d86', '#2f2c57'],
  dark: ['#1b3549', '#1f4661', '#235a78', '#27738a', '#2f8f95', '#47ab9e', '#74c8ab'],
}

/** ColorBrewer "RdPu" (C. Brewer), colour-blind safe; far in hue from the regions beneath. */
export const hexagonRamp: ColorRamp = {
  light: ['#fde4e1', '#fcc5c6', '#fa9fb5', '#ee5f9e', '#c9238c', '#930a7d', '#57045f'],
  dark: ['#3a1440', '#5b1458', '#86166c', '#b52180', '#de4c98', '#f58cb4', '#fdd0da'],
}

/** ColorBrewer "PRGn", colour-blind safe: purple below, green above; the middle is the ground's neutral. */
export const differenceRamp: ColorRamp = {
  light: ['#762a83', '#9f6cae', '#c9a9d3', '#f1f0f2', '#a8d8a0', '#5aae61', '#1b7837'],
  dark: ['#d7a5e6', '#a66fbb', '#6f3f82', '#243041', '#2f6a3c', '#56a45f', '#a6e09d'],
}

const channels = (hex: string) => [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16))

/** The colour a share `t` (0..1) of the way from one hex colour to another, mixed in sRGB. */
export function mixColors(from: string, to: string, t: number): string {
  const target = channels(to)
  const mixed = channels(from).map((value, index) => Math.round(value + ((target[index] ?? 0) - value) * t))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** `count` colours evenly spaced along a ramp, its ends included; one class takes the middle. */
export function rampColors(ramp: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const position = (count === 1 ? 0.5 : index / (count - 1)) * (ramp.length - 1)
    const from = Math.min(Math.floor(position), ramp.length - 2)
    return mixColors(ramp[from] ?? '#000000', ramp[from + 1] ?? '#000000', position - from)
  })
}
