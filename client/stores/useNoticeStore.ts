import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { ApiError } from '../api/http.ts'
import { noticeMs } from '../config.ts'

type NoticeKind = 'info' | 'success' | 'warning' | 'error'

/** A sentence for the user: a key of the messages under `notice` and the values it names. */
interface Notice {
  readonly id: number
  readonly kind: NoticeKind
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

/** What happened, for the corner of the page and for screen readers. Errors stay until they are closed. */
export const useNoticeStore = defineStore('notices', () => {
  const notices = shallowRef<readonly Notice[]>([])
  let lastId = 0

  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id)
  }

  function add(kind: NoticeKind, key: string, values: Notice['values'] = {}): void {
    const isShown = notices.value.some(
      (notice) => notice.key === key && JSON.stringify(notice.values) === JSON.stringify(values),
    )
    if (isShown) return
    const id = ++lastId
    notices.value = [...notices.value, { id, kind, key, values }]
    if (kind === 'info' || kind === 'success') setTimeout(() => dismiss(id), noticeMs)
  }

  /** Tells of a failure: each parameter at fault by name, or else the server's own sentence. */
  function addError(error: unknown): void {
    if (!(error instanceof ApiError)) {
      add('error', 'unexpected', { detail: error instanceof Error ? error.message : String(error) })
      return
    }
    for (const { name, value, allowed } of error.parameters) add('error', 'parameter', { name, value, allowed })
    if (error.parameters.length > 0) return
    if (error.status === 0) add('error', error.title === 'timeout' ? 'timeout' : 'offline')
    else add('error', 'failed', { title: error.title, detail: error.detail })
  }

  return { notices, add, addError, dismiss }
})
