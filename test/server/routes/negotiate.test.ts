import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../../server/errors.ts'
import { negotiate } from '../../../server/routes/negotiate.ts'

const offers = [
  ['application/geo+json', 'json'],
  ['text/csv', 'csv'],
] as const

const app = new Hono()
  .get('/', (c) => c.text(negotiate(c, c.req.query('f') as 'json' | 'csv' | undefined, offers)))
  .onError((error, c) => c.text(error.message, error instanceof ProblemError && error.status === 406 ? 406 : 500))

async function form(accept: string | undefined, query = ''): Promise<string> {
  return (await app.request(`/${query}`, accept === undefined ? {} : { headers: { Accept: accept } })).text()
}

describe('negotiate', () => {
  it('takes f before the Accept header', async () => {
    expect(await form('application/geo+json', '?f=csv')).toBe('csv')
  })

  it('serves what is liked best', async () => {
    expect(await form('text/csv')).toBe('csv')
    expect(await form('text/csv;q=0.5, application/geo+json')).toBe('json')
    expect(await form('text/*')).toBe('csv')
  })

  it('serves the first form to browsers and to who does not care', async () => {
    expect(await form('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe('json')
    expect(await form('*/*')).toBe('json')
    expect(await form(undefined)).toBe('json')
  })

  it('answers 406 and names what there is', async () => {
    const response = await app.request('/', { headers: { Accept: 'image/png' } })
    expect(response.status).toBe(406)
    expect(await response.text()).toContain('application/geo+json, text/csv')
  })
})
