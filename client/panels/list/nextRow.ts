/**
 * The row that a key leads to from row `from` of `total`, counted from 0; `page` rows make a page. Null for keys that
 * lead nowhere.
 */
export function nextRow(key: string, from: number, total: number, page: number): number | null {
  const target = {
    ArrowDown: from + 1,
    ArrowUp: from - 1,
    PageDown: from + page,
    PageUp: from - page,
    Home: 0,
    End: total - 1,
  }[key]
  return target === undefined || total === 0 ? null : Math.min(Math.max(target, 0), total - 1)
}
