import type { SampleCounty, Town } from '../land/places.ts'
import type { Random } from '../draw/random.ts'
import type { Industry, Premises } from '../words/industries.ts'
import { brandFirst, brandSecond, surnames } from '../words/placeWords.ts'

/** Legal forms by premises, the commoner first. */
const forms: Readonly<Record<Premises, readonly string[]>> = {
  factory: ['有限公司', '有限公司', '有限公司', '厂', '科技有限公司', '制造有限公司', '股份有限公司'],
  warehouse: ['有限公司', '有限公司', '服务有限公司'],
  shop: ['有限公司', '店', '有限责任公司', '经营部'],
  venue: ['有限公司', '', '有限责任公司', '管理有限公司'],
  office: ['有限公司', '有限公司', '有限责任公司'],
  mine: ['有限公司', '有限责任公司', '有限公司'],
  builder: ['有限公司', '有限公司', '集团有限公司'],
  carrier: ['有限公司', '有限公司', '集团有限公司', '车队'],
  station: ['', '有限公司', '经营站'],
  vessel: ['有限公司', '专业合作社', '有限公司'],
  school: [''],
  hospital: [''],
  public: ['有限公司', '有限公司', ''],
}

const ordinals = '一二三四五六七八九'

/** 佛山市 -> 佛山 */
function withoutSuffix(name: string): string {
  return name.length > 2 ? name.replace(/(特别行政区|自治区|自治州|自治县|自治旗|地区|[省市县区盟旗])$/, '') : name
}

function brandOf(random: Random): string {
  const brand = `${random.pick(brandFirst)}${random.pick(brandSecond)}`
  return random.chance(0.22) ? `${brand}${random.pick(brandSecond)}` : brand
}

/** 佛山市顺德区, 顺德, 佛山 ...: how firms of a county begin their names. */
function placePrefix(county: SampleCounty, random: Random): string {
  const city = county.cityName ?? county.provinceName
  const style = random.below(10)
  if (style < 5 && city !== county.name) return `${city}${county.name}`
  if (style < 7) return withoutSuffix(county.name)
  return style < 9 ? city : withoutSuffix(city)
}

/** Name of a firm: place, brand, trade and legal form; schools and hospitals are named after their place. */
export function enterpriseName(county: SampleCounty, town: Town, industry: Industry, random: Random): string {
  const word = random.pick(industry.words)
  const form = random.pick(forms[industry.premises])
  if (industry.premises === 'school') {
    const townName = town.name.replace(/(街道|地区|[镇乡])$/, '')
    const which = random.chance(0.5) ? `第${ordinals[random.below(9)]}` : brandOf(random)
    return `${county.name}${townName}${which}${word}`
  }
  if (industry.premises === 'hospital') {
    return random.chance(0.4)
      ? `${county.name}第${ordinals[random.below(9)]}${word}`
      : `${county.name}${brandOf(random)}${word}`
  }
  const twice = form.startsWith('制造') && /[造工收]$|科技$/.test(word)
  return `${placePrefix(county, random)}${brandOf(random)}${word}${twice ? '有限公司' : form}`
}

/** A property company that lets what others work in. */
export function lessorCompanyName(county: SampleCounty, random: Random): string {
  return `${placePrefix(county, random)}${brandOf(random)}${random.pick(['置业有限公司', '物业租赁有限公司', '实业有限公司', '资产管理有限公司', '股份经济合作社'])}`
}

/** A person, masked as in published cases. */
export function maskedPerson(random: Random): string {
  return `${random.pick(surnames)}某某`
}
