import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../../server/errors.ts'
import { hostCheck, isLoopback } from '../../../server/middleware/hostCheck.ts'
import { originCheck } from '../../../server/middleware/originCheck.ts'
import { securityHeaders } from '../../../server/middleware/securityHeaders.ts'

function guarded(...middleware: Parameters<Hono['use']>[1][]) {
  const app = new Hono()
  for (const guard of middleware) app.use('*', guard)
  app.all('/', (c) => c.text('in'))
  app.onError((error) => new Response(error.message, { status: error instanceof ProblemError ? error.status : 500 }))
  return app
}

describe('hostCheck', () => {
  const local = guarded(hostCheck('127.0.0.1', 'https://atlas.example.org'))

  it.each(['http://localhost:8787/', 'http://127.0.0.1/', 'http://[::1]:80/', 'https://atlas.example.org/'])(
    'lets %s in',
    async (url) => {
      expect((await local.request(url)).status).toBe(200)
    },
  )

  it('refuses a foreign name that leads to this machine', async () => {
    const response = await local.request('http://rebound.example.com/')
    expect(response.status).toBe(421)
    expect(await response.text()).toContain('rebound.example.com')
  })

  it('does not check a server that is open to others', async () => {
    expect((await guarded(hostCheck('0.0.0.0', null)).request('http://any.example.com/')).status).toBe(200)
  })

  it('knows loopback', () => {
    expect(['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '127.0.0.1.example.com', '10.0.0.1'].some(isLoopback)).toBe(false)
  })
})

describe('originCheck', () => {
  const app = guarded(originCheck('https://atlas.example.org'))
  const post = (headers: Record<string, string>) => app.request('http://localhost/', { method: 'POST', headers })

  it('lets programs, our own page and the public address write', async () => {
    expect((await post({})).status).toBe(200)
    expect((await post({ Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' })).status).toBe(200)
    expect((await post({ Origin: 'https://atlas.example.org' })).status).toBe(200)
  })

  it('refuses the pages of others', async () => {
    expect((await post({ Origin: 'https://evil.example.com' })).status).toBe(403)
    expect((await post({ Origin: 'null' })).status).toBe(403)
    expect((await post({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  })

  it('lets anyone read', async () => {
    const response = await app.request('http://localhost/', { headers: { Origin: 'https://evil.example.com' } })
    expect(response.status).toBe(200)
  })
})

describe('securityHeaders', () => {
  const basemap = { id: 'a', zh: 'a', en: 'a' }

  it('keeps the page to itself and lets the map have its worker and styles', async () => {
    const { headers } = await guarded(securityHeaders({ basemaps: [], shared: false })).request('/')
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("script-src 'self'")
    expect(policy).not.toContain('unsafe-eval')
    expect(policy).toContain("worker-src 'self' blob:")
    expect(policy).toContain("style-src 'self' 'unsafe-inline'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("object-src 'none'")
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
  })

  it('names the hosts of basemaps, and any host when a style may name more', async () => {
    const raster = { ...basemap, url: 'https://tiles.example.org/{z}/{x}/{y}.png', kind: 'raster' } as const
    const style = { ...basemap, url: 'https://maps.example.org/style.json', kind: 'style' } as const
    const policyOf = async (basemaps: (typeof raster | typeof style)[]) => {
      const response = await guarded(securityHeaders({ basemaps, shared: true })).request('/')
      return response.headers.get('Content-Security-Policy') ?? ''
    }
    expect(await policyOf([raster])).toMatch(/img-src 'self' data: blob: https:\/\/tiles\.example\.org;/)
    expect(await policyOf([style])).toMatch(/connect-src 'self' data: blob: https:\/\/maps\.example\.org https:;/)
  })
})
