/**
 * The inset of the South China Sea Islands as maps of the nation show it: coast, Hainan and the dashed line, in a box of
 * 64 x 93.1 units. The drawing is the one that Apache ECharts (Apache-2.0, coord/geo/fix/nanhai) carries.
 */
export const southChinaSeaBox = { width: 64, height: 93.1 } as const

/** SVG path data, one closed shape each; the frame around the box is left to the page. */
export const southChinaSeaPaths: readonly string[] = [
  'M0 3.5L7 11.2L15 11.9L30 7L42 .7L52 .7L56 7.7L59 .7L64 .7L64 0L5 0z',
  'M13 16.1L19 14.7L16 21.7L11 23.1z',
  'M12 32.2L14 38.5L15 38.5L13 32.2z',
  'M16 47.6L12 53.2L13 53.2L18 47.6z',
  'M6 64.4L8 70L9 70L8 64.4z',
  'M23 82.6L29 79.8L30 79.8L25 82.6z',
  'M37 70.7L43 62.3L44 62.3L39 70.7z',
  'M48 51.1L51 45.5L53 45.5L50 51.1z',
  'M51 35L51 28.7L53 28.7L53 35z',
  'M52 22.4L55 17.5L56 17.5L53 22.4z',
  'M58 12.6L62 7L63 7L60 12.6z',
]
