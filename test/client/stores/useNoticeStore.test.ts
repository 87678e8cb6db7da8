import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../../client/api/http.ts'
import { noticeMs } from '../../../client/config.ts'
import { nextWindow } from '../../../client/stores/usePlayStore.ts'
import { useNoticeStore } from '../../../client/stores/useNoticeStore.ts'
import { useSettingsStore } from '../../../client/stores/useSettingsStore.ts'
import { withStores } from '../../helpers/withStores.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())

describe('useNoticeStore()', () => {
  it('lets good news go by themselves and keeps bad news until they are closed', () => {
    const store = withStores(() => useNoticeStore())
    store.add('info', 'dataChanged')
    store.add('error', 'offline')
    vi.advanceTimersByTime(noticeMs + 1)
    expect(store.notices.map(({ key }) => key)).toEqual(['offline'])
    store.dismiss(store.notices[0]?.id ?? 0)
    expect(store.notices).toEqual([])
  })

  it('says the same thing once', () => {
    const store = withStores(() => useNoticeStore())
    store.add('error', 'failed', { title: 'a', detail: 'b' })
    store.add('error', 'failed', { title: 'a', detail: 'b' })
    store.add('error', 'failed', { title: 'a', detail: 'c' })
    expect(store.notices).toHaveLength(2)
  })

  it('names every parameter at fault, or else the sentence of the server', () => {
    const store = withStores(() => useNoticeStore())
    store.addError(new ApiError(400, 'Bad', 'x', [{ name: 'bbox', value: '1', allowed: 'four numbers' }]))
    store.addError(new ApiError(503, 'Busy', 'later'))
    store.addError(new ApiError(0, 'offline', ''))
    store.addError(new ApiError(0, 'timeout', ''))
    store.addError(new TypeError('oops'))
    expect(store.notices.map(({ key }) => key)).toEqual(['parameter', 'failed', 'offline', 'timeout', 'unexpected'])
    expect(store.notices[0]?.values).toEqual({ name: 'bbox', value: '1', allowed: 'four numbers' })
  })
})

describe('useSettingsStore()', () => {
  it('folds and unfolds panels and falls back on known choices', () => {
    const settings = withStores(() => useSettingsStore())
    settings.fold('layers', true)
    settings.fold('layers', true)
    expect(settings.folded).toEqual(['layers'])
    settings.fold('layers', false)
    expect(settings.isFolded('layers')).toBe(false)
    expect(settings).toMatchObject({ theme: 'system', language: 'zh-CN', dark: false })
  })
})

describe('nextWindow()', () => {
  const days = { from: '2023-04-27', to: '2023-08-05' }

  it('begins with four weeks at the start of the data', () => {
    expect(nextWindow(undefined, days)).toEqual({ from: '2023-04-27', to: '2023-05-24' })
    expect(nextWindow({ from: '2023-05-01', to: null }, days)).toEqual({ from: '2023-04-27', to: '2023-05-24' })
  })

  it('moves on by as many days as are chosen, and starts again at the end', () => {
    expect(nextWindow({ from: '2023-05-01', to: '2023-05-07' }, days)).toEqual({ from: '2023-05-08', to: '2023-05-14' })
    expect(nextWindow({ from: '2023-08-01', to: '2023-08-05' }, days)).toEqual({ from: '2023-04-27', to: '2023-05-01' })
  })
})
