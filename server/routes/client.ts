import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { notFound } from '../errors.ts'

/** The page as vite has built it: names under /assets carry a hash of their content and never change. */
export function clientRoutes(directory: string | null) {
  const app = new Hono()
  if (directory === null) return app
  return app.get(
    '*',
    async (c, next) => {
      if (c.req.path === '/api' || c.req.path.startsWith('/api/')) throw notFound(`there is no ${c.req.path}`)
      await next()
      const hashed = c.req.path.startsWith('/assets/')
      if (c.res.ok) c.header('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
    serveStatic({ root: directory }),
  )
}
