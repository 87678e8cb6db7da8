/** Milliseconds after which a request is given up. */
export const requestTimeoutMs = 30_000
/** Uploads of large files may take long; the server reports progress on its own. */
export const uploadTimeoutMs = 30 * 60_000
/** Pause after the last key stroke before the search is sent. */
export const searchDebounceMs = 180
/** Pause after the last camera move before charts that follow the map are asked anew. */
export const followDebounceMs = 150
/** Records of the list that are fetched at a time. */
export const listPageSize = 50
/** How long a notice stays that asks for nothing. */
export const noticeMs = 6000
/** Narrower pages show one bottom sheet in place of the floating panels. */
export const phoneWidthPx = 720
/** Narrower pages begin with the legend folded. */
export const narrowWidthPx = 1280
/** The camera over the mainland and the islands when a link names none: zoom, lat, lng. */
export const initialCamera = { zoom: 3.6, lat: 35.5, lng: 104.5 } as const
/** The mainland, Taiwan, Hainan and the Xisha Islands: `[west, south, east, north]`; the map's inset shows the islands. */
export const nationBbox = [73.2, 15.5, 135.3, 53.8] as const
export const nearDistancesMeters = [200, 500, 1000, 3000, 10_000] as const
/** Pause between two steps when the time strip plays. */
export const playStepMs = 1200
/** Charts and calendars are fetched after the first map, or when it takes longer than this. */
export const patienceForMapMs = 12_000
/** The pictures that one analysis of hot spots can be seen as. */
export const hotSpotViews = ['significance', 'hexagon', 'prism', 'heat', 'emerging', 'change'] as const
export type HotSpotView = (typeof hotSpotViews)[number]
