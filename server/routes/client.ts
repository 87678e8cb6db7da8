import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The page as vite has built it: names under /assets carry a hash of their content and never change. */
export function clientRoutes(directory: string | null) {
  const app = new Hono()
  if (directory === null) return app
  const serve = serveStatic({ root: directory })
  return app.use('*', async (c, next) => {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reading || /^\/api(\/|$)/.test(c.req.path)) return next()
    const response = await serve(c, next)
    const hashed = c.req.path.startsWith('/assets/')
    response?.headers.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    return response
  })
}
