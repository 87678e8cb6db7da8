const factors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  元: { 元: 1, 人民币: 1, cny: 1, rmb: 1, 万元: 1e4, 万: 1e4, 亿元: 1e8 },
  'm²': {
    'm²': 1,
    m2: 1,
    '㎡': 1,
    平方米: 1,
    平米: 1,
    亩: 2000 / 3,
    公顷: 1e4,
    ha: 1e4,
    万平方米: 1e4,
    km2: 1e6,
    平方公里: 1e6,
  },
  m: { m: 1, 米: 1, km: 1000, 公里: 1000, 千米: 1000 },
}

/**
 * What numbers in the unit that a header names in brackets, `占地面积（亩）`, are multiplied with to be in the unit of the
 * field; null for a unit that is not known, so that the column is not taken for what it is not.
 */
export function unitFactor(unit: string, bracket: string): number | null {
  const name = bracket
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^单位:?/, '')
    .trim()
  const known = factors[unit] ?? {}
  return known[name] ?? known[bracket.trim()] ?? null
}
