/** URL template of the tiles of an analysis; the data version makes changed data a new address. */
export function hotSpotTileUrl(query: string, form: 'cells' | 'points', dataVersion: string): string {
  const whole = new URLSearchParams(query)
  if (form === 'points') whole.set('form', form)
  whole.set('v', dataVersion)
  return `/api/hotspots/tiles/WebMercatorQuad/{z}/{y}/{x}?${whole}`
}
