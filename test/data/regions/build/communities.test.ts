import { describe, expect, it } from 'vitest'
import { countCommunities, townNames } from '../../../../data/regions/build/communities.ts'

const town = (code: string, name: string, areaCode: string) => ({ code, name, areaCode })
const divisions = {
  names: new Map<string, string>(),
  countyCodes: new Set<string>(),
  towns: [
    town('440604001', '祖庙街道', '440604'),
    town('440604002', '石湾镇街道', '440604'),
    town('330114001', '下沙街道', '330114'),
    town('130171001', '宋营镇', '130171'),
    ...Array.from({ length: 20 }, (_, index) => town(`4406050${index + 10}`, `镇${index}`, '440605')),
  ],
  villages: [town('440604001001', '文昌社区', '440604'), town('330114001001', '高沙社区', '330114')],
}
const leafOf = (code: string) => ({ 440604: '440604', 440605: '440605', 330114: '330109' })[code] ?? null

describe('counting communities', () => {
  it('counts towns and villages per leaf, those of a newer county at its predecessor', () => {
    expect(countCommunities(divisions, leafOf)).toEqual([
      { code: '330109', towns: 1, communities: 1 },
      { code: '440604', towns: 2, communities: 1 },
      { code: '440605', towns: 20, communities: 0 },
    ])
  })

  it('names up to twelve towns and leaves out what lies in no leaf', () => {
    const names = townNames(divisions, leafOf)
    expect(names['440604']).toEqual(['祖庙街道', '石湾镇街道'])
    expect(names['440605']).toHaveLength(12)
    expect(Object.keys(names)).toEqual(['330109', '440604', '440605'])
  })
})
