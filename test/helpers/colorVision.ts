type Rgb = readonly [number, number, number]

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)

/** A hex colour as linear-light RGB, 0..1. */
function linearRgb(hex: string): Rgb {
  const channel = (start: number) => linear(Number.parseInt(hex.slice(start, start + 2), 16) / 255)
  return [channel(1), channel(3), channel(5)]
}

/** Full dichromacy: G. Machado, M. Oliveira, L. Fernandes, "A Physiologically-based Model for Simulation of CVD" (2009). */
const matrices = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const

export type Vision = keyof typeof matrices

/** What an eye of that kind makes of a hex colour, linear-light RGB. */
export function seenBy(vision: Vision, hex: string): Rgb {
  const rgb = linearRgb(hex)
  const row = (weights: readonly number[]) =>
    Math.min(
      1,
      Math.max(
        0,
        weights.reduce((sum, weight, index) => sum + weight * (rgb[index] ?? 0), 0),
      ),
    )
  const [red, green, blue] = matrices[vision]
  return [row(red), row(green), row(blue)]
}

/** Relative luminance of WCAG 2 from linear-light RGB. */
export const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** Contrast ratio of WCAG 2 of two hex colours, 1..21. */
export function contrast(first: string, second: string): number {
  const [low = 0, high = 0] = [first, second].map((hex) => luminance(linearRgb(hex))).sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}
