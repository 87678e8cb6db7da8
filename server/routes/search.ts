import { Hono } from 'hono'
import { searchLimitParameter, searchTextParameter } from '#contract/parameters.ts'
import { search } from '../queries/search.ts'
import type { Services } from '../services.ts'
import { parseQuery, queryOf } from './parseQuery.ts'

export const searchParameters = { q: searchTextParameter, limit: searchLimitParameter }

/** Regions, enterprises, hazards and road segments by name or number. */
export function searchRoutes({ database }: Services) {
  return new Hono().get('/search', async (c) => {
    const { q, limit } = parseQuery(queryOf(c), { parameters: searchParameters }).parameters
    return c.json({ query: q, hits: await search(database, q, limit) })
  })
}
