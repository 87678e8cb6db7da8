import type { Context } from 'hono'
import type { Link } from '#contract/ogc.ts'

/** Where the API lives for this request, without a trailing slash: `https://maps.example.org/api`. */
export function apiUrl(c: Context, publicUrl: string | null): string {
  return `${publicUrl ?? new URL(c.req.url).origin}/api`
}

/** The address of the request as the public sees it, with some parameters replaced (null: removed). */
export function selfUrl(
  c: Context,
  publicUrl: string | null,
  replace: Readonly<Record<string, string | number | null>> = {},
): string {
  const url = new URL(c.req.url)
  for (const [name, value] of Object.entries(replace)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, String(value))
  }
  return `${publicUrl ?? url.origin}${url.pathname}${url.search}`
}

export function link(href: string, rel: string, type: string, title: string): Link {
  return { href, rel, type, title }
}

/** Links of one page: self, the same records in other forms, and the pages before and after. `last` is its last key. */
export function pageLinks(
  c: Context,
  publicUrl: string | null,
  page: { limit: number; offset: number; numberMatched: number; last?: string | undefined },
): Link[] {
  const geoJson = 'application/geo+json'
  const { limit, offset, numberMatched, last } = page
  const whole = { limit: null, offset: null, after: null, sortby: null }
  const links = [
    link(selfUrl(c, publicUrl), 'self', geoJson, 'this page'),
    link(selfUrl(c, publicUrl, { ...whole, f: 'csv' }), 'alternate', 'text/csv', 'all matching records as CSV'),
    link(selfUrl(c, publicUrl, { ...whole, f: 'xlsx' }), 'alternate', xlsxType, 'all matching records as a workbook'),
  ]
  if (offset + limit < numberMatched) {
    links.push(
      link(selfUrl(c, publicUrl, { offset: offset + limit, limit, after: last ?? null }), 'next', geoJson, 'next page'),
    )
  }
  if (offset > 0) {
    const before = { offset: Math.max(0, offset - limit), limit: Math.min(limit, offset), after: null }
    links.push(link(selfUrl(c, publicUrl, before), 'prev', geoJson, 'page before'))
  }
  return links
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
