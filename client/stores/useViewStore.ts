import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Bbox } from '#model/bbox.ts'
import { type PageId, type TaskId, type UrlCamera, urlParameters } from '../urlState.ts'

/** A place that the map shall go to; a higher sequence is a new wish, even for the same place. */
interface CameraTarget {
  readonly sequence: number
  readonly bbox?: Bbox
  readonly center?: readonly [lng: number, lat: number]
  readonly zoom?: number
}

export type DrawingMode = 'polygon' | 'rectangle' | 'circle'

/** What the page looks at: camera, side task, page, whether numbers follow the map, what is being drawn. */
export const useViewStore = defineStore('view', () => {
  const camera = shallowRef<UrlCamera>(urlParameters.camera.default)
  /** The part of the world on the screen; null until the map has drawn once. */
  const bbox = shallowRef<Bbox | null>(null)
  /** True once the first map stands with all that belongs to it. */
  const mapShown = ref(false)
  const target = shallowRef<CameraTarget | null>(null)
  const task = ref<TaskId>(urlParameters.task.default)
  const page = ref<PageId>(urlParameters.page.default)
  const follow = ref(false)
  const drawing = ref<DrawingMode | null>(null)

  function moved(next: UrlCamera & { readonly bbox: Bbox }): void {
    camera.value = { zoom: next.zoom, lat: next.lat, lng: next.lng }
    bbox.value = next.bbox
  }

  function goTo(place: Omit<CameraTarget, 'sequence'>): void {
    target.value = { ...place, sequence: (target.value?.sequence ?? 0) + 1 }
  }

  return { camera, bbox, mapShown, target, task, page, follow, drawing, moved, goTo }
})
