const earthCircumferenceMeters = 40_075_016.686
/** MapLibre's world is 512 px wide at zoom 0. */
const worldPixels = 512

/** Ground metres of one pixel in Web Mercator at a latitude (degrees) and a MapLibre zoom. */
export function metersPerPixel(lat: number, zoom: number): number {
  return (earthCircumferenceMeters * Math.cos((lat * Math.PI) / 180)) / (worldPixels * 2 ** zoom)
}

/** A round distance (1, 2, 3, 5 x 10^n metres) that is at most `maxPixels` long on the screen, and its length there. */
export function scaleBar(lat: number, zoom: number, maxPixels: number): { meters: number; pixels: number } {
  const perPixel = metersPerPixel(lat, zoom)
  const longest = perPixel * maxPixels
  const decade = 10 ** Math.floor(Math.log10(longest))
  const meters = decade * ([5, 3, 2].find((step) => step * decade <= longest) ?? 1)
  return { meters, pixels: meters / perPixel }
}
