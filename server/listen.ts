import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'

/** How long a client may take to send its headers, and an idle connection stays open, milliseconds. */
const headersTimeoutMs = 15_000
const keepAliveTimeoutMs = 10_000
/** Connections that have finished their answer are let go this often while stopping, milliseconds. */
const sweepMs = 50

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(`port ${port} on ${host} is taken by another program: stop it or set PORT to another number`)
  }
  if (error.code === 'EACCES') return new Error(`port ${port} needs rights this user has not: set PORT above 1023`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Error(`HOST ${host} is no address of this machine`)
  }
  return error
}

/** Serves on the address; resolves with its URL when it listens. Throws a sentence when the port cannot be had. */
export async function listen(fetch: Fetch, host: string, port: number): Promise<{ server: Server; url: string }> {
  const server = createAdaptorServer({ fetch }) as Server
  server.headersTimeout = headersTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.requestTimeout = 0
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, host, port)))
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return { server, url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}` }
}

/** Stops accepting, waits for what runs; connections still busy after the grace are cut. */
export async function stopListening(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMs)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
