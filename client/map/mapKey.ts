import type { Map as MapLibreMap } from 'maplibre-gl'
import { inject, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import type { MapCollection } from './hit.ts'
import type { Pick } from './pick.ts'
import type { LegendSection } from './style/legend.ts'
import type { Locale } from './style/basemapStyle.ts'
import type { Theme } from './style/palette.ts'
import type { Hovered } from './usePicking.ts'

/** What MapView shares with the layers and controls inside it. */
export interface MapContext {
  /** Undefined until the style is ready and after the map is gone. */
  readonly map: ShallowRef<MapLibreMap | undefined>
  /** Grows with every style that was loaded from scratch: sources and layers must be added again. */
  readonly styleEpoch: Readonly<Ref<number>>
  readonly theme: Readonly<Ref<Theme>>
  readonly locale: Readonly<Ref<Locale>>
  /** Code of the region under the pointer. */
  readonly hoveredRegion: Ref<string | null>
  /** Legend sections of the visible layers by layer component. */
  readonly legend: Map<symbol, LegendSection>
  /** Layers that answer to the pointer. */
  readonly pickable: Map<string, Pickable>
  /** A task that answers the pointer before the page does. */
  readonly pointerOwner: ShallowRef<PointerOwner | null>
}

/** Each says whether it has answered: what it leaves is the page's. */
export interface PointerOwner {
  pick(pick: Pick, place: { readonly lng: number; readonly lat: number }): boolean
  hover(hovered: Hovered | null): boolean
}

/** What a style layer shows, for whoever asks what lies under the pointer. */
export type Pickable =
  | { readonly kind: 'record'; readonly collection: MapCollection }
  | { readonly kind: 'cell'; readonly collection: MapCollection }
  | { readonly kind: 'hotSpot' }
  | { readonly kind: 'region' }

export const mapKey: InjectionKey<MapContext> = Symbol('map')

/** The map around a component; throws outside MapView. */
export function useMapContext(): MapContext {
  const context = inject(mapKey)
  if (!context) throw new Error('a map layer or control must be placed inside MapView')
  return context
}
