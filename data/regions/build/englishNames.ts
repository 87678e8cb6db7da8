import { pinyin } from 'pinyin-pro'
import { ethnicGroups, irregularNames, irregularPinyin } from './englishNameTables.ts'

const suffixes: readonly (readonly [zh: string, en: string])[] = [
  ['特别行政区', 'Special Administrative Region'],
  ['自治区', 'Autonomous Region'],
  ['自治州', 'Autonomous Prefecture'],
  ['自治县', 'Autonomous County'],
  ['自治旗', 'Autonomous Banner'],
  ['直辖', 'Direct Territory'],
  ['地区', 'Prefecture'],
  ['林区', 'Forestry District'],
  ['特区', 'Special District'],
  ['堂区', 'Parish'],
  ['矿区', 'Mining District'],
  ['新区', 'New Area'],
  ['盟', 'League'],
  ['区', 'District'],
  ['县', 'County'],
  ['旗', 'Banner'],
  ['市', ''],
]

/**
 * English name of a region: "Foshan", "Chancheng District", "Yanbian Korean Autonomous Prefecture".
 * Provinces, special regions and names of Mongolian, Tibetan or Uyghur origin come from a table; the rest is pinyin.
 */
export function englishName(code: string, name: string): string {
  const irregular = irregularNames.get(code) ?? irregularNames.get(name)
  if (irregular !== undefined) return irregular
  const [zh, en] = suffixes.find(([suffix]) => name.endsWith(suffix) && name.length > suffix.length) ?? ['', '']
  const stem = name.slice(0, name.length - zh.length)
  const { place, groups } = splitEthnicGroups(stem, zh)
  return [romanise(place), listOf(groups), en].filter((word) => word !== '').join(' ')
}

function listOf(groups: readonly string[]): string {
  const [last, ...others] = groups.toReversed()
  return others.length === 0 ? (last ?? '') : `${others.toReversed().join(', ')} and ${last}`
}

/** Separates 延边朝鲜族 into 延边 and Korean; autonomous units and some city districts name their groups. */
function splitEthnicGroups(stem: string, suffix: string): { place: string; groups: string[] } {
  const groups: string[] = []
  if (!suffix.startsWith('自治') && suffix !== '区') return { place: stem, groups }
  let place = stem
  for (;;) {
    const match = ethnicGroups.find(([zh]) => place.endsWith(zh) && place.length > zh.length)
    if (match === undefined) return { place, groups }
    groups.unshift(match[1])
    place = place.slice(0, -match[0].length)
  }
}

function romanise(place: string): string {
  const known = irregularNames.get(place) ?? irregularPinyin.get(place)
  if (known !== undefined) return known
  const readings = pinyin(place, { toneType: 'none', type: 'array', v: true })
  const syllables = readings.map((reading, index) => readingsInPlaceNames.get(place.charAt(index)) ?? reading)
  const word = syllables.map((syllable, index) => (index > 0 && /^[aeo]/.test(syllable) ? `'${syllable}` : syllable))
  const joined = word.join('').replaceAll('v', 'ü')
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

/** Characters whose reading in place names is not their usual one. */
const readingsInPlaceNames: ReadonlyMap<string, string> = new Map([
  ['都', 'du'],
  ['什', 'shi'],
])
