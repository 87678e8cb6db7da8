import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { openTestStore, testApp } from '../../helpers/atlasApp.ts'

let database: Database
beforeAll(async () => {
  database = await openTestStore()
})
afterAll(() => database.close())

/** Reads a stream of events until it has seen `count` of them or the stream ends. */
async function readEvents(response: Response, count: number): Promise<{ event: string; data: unknown }[]> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let text = ''
  const found = () => [...text.matchAll(/event: (\w+)\ndata: (.+)\n/g)]
  while (found().length < count) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value)
  }
  await reader.cancel()
  return found().map(([, event = '', data = '']) => ({ event, data: JSON.parse(data) as unknown }))
}

describe('events', () => {
  it('begin with the data version and bring what is announced, in order', async () => {
    const { app, services } = testApp(database)
    const response = await app.request('/api/events', { headers: { 'Accept-Encoding': 'gzip, br' } })
    expect(response.headers.get('Content-Type')).toMatch(/^text\/event-stream/)
    expect(response.headers.has('Content-Encoding')).toBe(false)
    const reading = readEvents(response, 3)
    await expect.poll(() => services.events.listeners).toBe(1)
    services.events.announce({ event: 'dataVersion', data: '{"dataVersion":"8"}' })
    services.events.announce({ event: 'import', data: '{"id":"a"}' })
    const events = await reading
    expect(events[0]).toMatchObject({ event: 'dataVersion', data: { dataVersion: expect.stringMatching(/^\d+$/) } })
    expect(events.slice(1)).toEqual([
      { event: 'dataVersion', data: { dataVersion: '8' } },
      { event: 'import', data: { id: 'a' } },
    ])
  })

  it('forget who has left', async () => {
    const { app, services } = testApp(database)
    const response = await app.request('/api/events')
    await readEvents(response, 1)
    await expect.poll(() => services.events.listeners).toBe(0)
  })

  it('end when the server stops', async () => {
    const { app, services, close } = testApp(database)
    const response = await app.request('/api/events')
    const reading = readEvents(response, 99)
    await expect.poll(() => services.events.listeners).toBe(1)
    await close()
    expect(await reading).toHaveLength(1)
    const late = await app.request('/api/events')
    expect(await readEvents(late, 99)).toEqual([])
  })
})
