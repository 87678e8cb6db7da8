import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** The page as vite has built and packed it: names under /assets carry a hash of their content and never change. */
export function clientRoutes(directory: string | null) {
  const app = new Hono()
  if (directory === null) return app
  const serve = serveStatic({ root: directory, precompressed: true })
  return app.use('*', async (c, next) => {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
    if (!reading || /^\/api(\/|$)/.test(c.req.path)) return next()
    const answer = await serve(c, next)
    if (!(answer instanceof Response)) return
    const hashed = c.req.path.startsWith('/assets/')
    answer.headers.set('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    return answer
  })
}
