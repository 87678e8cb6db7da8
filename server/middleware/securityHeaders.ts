import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Basemap } from '../config.ts'

/** Where the page may fetch basemaps from: the named hosts, and any https host when a foreign style may name more. */
function basemapSources(basemaps: readonly Basemap[]): string[] {
  const foreign = basemaps.filter(({ url }) => /^https?:/.test(url))
  const origins = foreign.map(({ url }) => new URL(url.replaceAll(/[{}]/g, '')).origin)
  return [...new Set([...origins, ...(foreign.some(({ kind }) => kind === 'style') ? ['https:'] : [])])]
}

/**
 * Headers that keep a page to itself. MapLibre runs its worker from a blob: URL and both it and the charts set inline
 * styles; scripts come from our own origin alone. `shared` lets pages of other origins read (CORS_ORIGIN).
 */
export function securityHeaders(options: { basemaps: readonly Basemap[]; shared: boolean }): MiddlewareHandler {
  const elsewhere = basemapSources(options.basemaps)
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      childSrc: ["'self'", 'blob:'],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:', ...elsewhere],
      connectSrc: ["'self'", 'data:', 'blob:', ...elsewhere],
      fontSrc: ["'self'", 'data:', ...elsewhere],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: options.shared ? 'cross-origin' : 'same-origin',
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    strictTransportSecurity: false,
    permissionsPolicy: { camera: [], microphone: [], payment: [], usb: [], geolocation: ['self'] },
  })
}
