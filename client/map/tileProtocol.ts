import { addProtocol } from 'maplibre-gl'

let reader: Promise<import('pmtiles').Protocol> | undefined

/** Lets sources read `pmtiles://` archives; the reader is fetched with the first tile, not with the page. */
export function supportArchives(): void {
  addProtocol('pmtiles', async (parameters, controller) => {
    reader ??= import('pmtiles').then(({ Protocol }) => new Protocol())
    const protocol = await reader
    return protocol.tile(parameters, controller)
  })
}
