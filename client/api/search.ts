import { type SearchHit, searchResultSchema } from '#contract/search.ts'
import { requestJson } from './http.ts'

/** Regions, enterprises, hazards and road segments whose name, number or address fits the words; best first. */
export async function search(words: string, limit: number, signal?: AbortSignal): Promise<SearchHit[]> {
  const query = new URLSearchParams({ q: words, limit: String(limit) })
  return (await requestJson('/search', searchResultSchema, { query, signal })).hits
}
