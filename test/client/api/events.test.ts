import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { listenToEvents } from '../../../client/api/events.ts'
import { importReport } from '../../helpers/answers.ts'

/** Stands for the browser's source of events; the test plays the server. */
class FakeSource extends EventTarget {
  static last: FakeSource | null = null
  readonly address: string
  readonly close = vi.fn()

  constructor(address: string) {
    super()
    this.address = address
    FakeSource.last = this
  }

  send(name: string, data: unknown): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
}

function listen() {
  const handlers = {
    onAnalysis: vi.fn(),
    onOpen: vi.fn(),
    onDataVersion: vi.fn(),
    onImport: vi.fn(),
    onPreparation: vi.fn(),
    onResync: vi.fn(),
  }
  const stop = listenToEvents(handlers)
  const source = FakeSource.last
  if (!source) throw new Error('nobody listens')
  return { ...handlers, stop, source }
}

beforeEach(() => vi.stubGlobal('EventSource', FakeSource))
afterEach(() => vi.unstubAllGlobals())

describe('listenToEvents()', () => {
  it('tells each time the stream opens, after a break too', () => {
    const { source, onOpen } = listen()
    source.dispatchEvent(new Event('open'))
    source.dispatchEvent(new Event('error'))
    source.dispatchEvent(new Event('open'))
    expect(onOpen).toHaveBeenCalledTimes(2)
  })

  it('hands on what fits the contract and nothing else', () => {
    const { source, onDataVersion, onImport } = listen()
    source.send('dataVersion', { dataVersion: '7' })
    source.send('import', importReport({ rowsRead: 5 }))
    source.send('import', { id: 'i1' })
    expect(onDataVersion.mock.calls).toEqual([['7']])
    expect(onImport.mock.calls).toEqual([[importReport({ rowsRead: 5 })]])
  })

  it('tells how far an analysis is', () => {
    const { source, onAnalysis } = listen()
    source.send('analysis', { key: 'measure=open', stage: 'testing', share: 0.5 })
    source.send('analysis', { key: 'measure=open', stage: 'dreaming', share: 0.5 })
    expect(onAnalysis.mock.calls).toEqual([[{ key: 'measure=open', stage: 'testing', share: 0.5 }]])
  })

  it('tells how far the first data are, their end, and that events were missed', () => {
    const { source, onPreparation, onResync } = listen()
    source.send('preparation', { preparing: { stage: 'sample', progress: 0.57 } })
    source.send('preparation', { preparing: { stage: 'sample', progress: 7 } })
    source.send('preparation', { preparing: null })
    source.send('resync', {})
    expect(onPreparation.mock.calls).toEqual([[{ stage: 'sample', progress: 0.57 }], [null]])
    expect(onResync).toHaveBeenCalledOnce()
  })

  it('closes the stream when told to stop', () => {
    const { source, stop } = listen()
    expect(source.address).toBe('/api/events')
    stop()
    expect(source.close).toHaveBeenCalledOnce()
  })
})
