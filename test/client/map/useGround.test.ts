import type { ErrorEvent, Map as MapLibreMap } from 'maplibre-gl'
import { describe, expect, it } from 'vitest'
import type { Ground } from '../../../client/map/style/ground.ts'
import { useGround } from '../../../client/map/useGround.ts'

type Style = Exclude<Ground['style'], string>
type Transform = (previous: undefined, next: Style) => Style

const empty: Style = { version: 8, sources: {}, layers: [] }
const own: Ground = { style: { ...empty, name: 'own' }, dress: (style) => style }
const raster: Style = { ...empty, sources: { raster: { type: 'raster', tiles: ['/{z}/{x}/{y}'] } } }

/** A map that notes the styles it is given; those given as objects load at once. */
function fakeMap() {
  const styles: unknown[] = []
  const listeners = new Map<string, (event: object) => void>()
  const map = {
    on: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    setStyle(style: Style | string | null, options?: { transformStyle: Transform }) {
      if (style === null) return
      styles.push(style)
      if (typeof style !== 'string') options?.transformStyle(undefined, style)
    },
  }
  return {
    map: map as unknown as MapLibreMap,
    styles,
    fire: (type: string, event = {}) => listeners.get(type)?.(event),
  }
}

const errorOf = (sourceId?: string) =>
  ({ error: new Error('gone'), ...(sourceId === undefined ? {} : { sourceId }) }) as unknown as ErrorEvent

function standOn(style: Ground['style']) {
  const { map, styles, fire } = fakeMap()
  const ground = useGround({ ground: () => ({ style, dress: own.dress }), fallback: () => own })
  ground.attach(map)
  return { ground, styles, fire }
}

describe('useGround', () => {
  it('shows our own boundaries when a style does not come, and asks for it again on request', () => {
    const { ground, styles } = standOn('https://maps.example.org/style.json')
    expect(ground.recover(errorOf())).toBe(true)
    expect(ground.failure.value).toBe('gone')
    expect(styles.at(-1)).toBe(own.style)
    ground.reload()
    expect(ground.failure.value).toBeNull()
    expect(styles.at(-1)).toBe('https://maps.example.org/style.json')
  })

  it('shows them when the first tile of a basemap fails', () => {
    const { ground, styles, fire } = standOn(raster)
    fire('style.load')
    expect(ground.recover(errorOf('raster'))).toBe(true)
    expect(styles.at(-1)).toBe(own.style)
  })

  it('keeps a basemap that has given a tile, and leaves errors of other sources alone', () => {
    const { ground, styles, fire } = standOn(raster)
    fire('style.load')
    expect(ground.recover(errorOf('hazards'))).toBe(false)
    expect(ground.recover(errorOf())).toBe(false)
    fire('sourcedata', { sourceId: 'raster', tile: {} })
    expect(ground.recover(errorOf('raster'))).toBe(false)
    expect(styles).toEqual([raster])
  })
})
