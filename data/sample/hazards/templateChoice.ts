import type { Sector } from '#model/codes.ts'
import type { Random } from '../draw/random.ts'
import type { Register } from '../firms/register.ts'
import { type HazardTemplate, hazardTemplates, roadTemplates } from '../words/hazardTemplates.ts'
import type { Premises } from '../words/industries.ts'

/** Templates of firms first, those of roads behind them. */
export const allTemplates: readonly HazardTemplate[] = [...hazardTemplates, ...roadTemplates]

/** Templates by number, of a sector; the 厂中厂 ones apart, as they fit shared plants alone. */
const bySector = new Map<Sector, number[]>()
const sharedPlant: number[] = []
for (const [index, template] of hazardTemplates.entries()) {
  if (template.title.startsWith('厂中厂')) sharedPlant.push(index)
  else bySector.set(template.sector, [...(bySector.get(template.sector) ?? []), index])
}

/** Share of a firm's hazards that are about fire rather than its trade. */
const fireShare: Readonly<Partial<Record<Premises, number>>> = {
  factory: 0.15,
  warehouse: 0.3,
  office: 0.7,
  public: 0.12,
  school: 0.15,
  hospital: 0.25,
  shop: 0.15,
}

/** Findings, by title or by sector and clause, that only certain industries can have. */
const industryOnly: readonly (readonly [finding: RegExp, codes: RegExp])[] = [
  [/^industryTrade 第四条/, /^C31|^C3391/],
  [/^industryTrade 第五条/, /^C32/],
  [/^industryTrade 第六条/, /^C30/],
  [/^industryTrade 第七条/, /^C3[349]/],
  [/^industryTrade 第八条第（一）/, /^C2[14]|^C3[368]/],
  [/^industryTrade 第十一条/, /^C(20|21|13|33|34|36|29|24)/],
  [/^industryTrade 第十二条/, /^C13|^G5930/],
  [/自动化控制|控制室面向|老旧装置/, /^C2/],
  [/罐区紧急切断|安全防护距离/, /^C2|^G5942/],
  [/客运站/, /^G5421/],
  [/危货车辆/, /^G5435/],
  [/挂靠车辆|超限超载/, /^G5431/],
  [/隧道施工|有毒有害气体未检测/, /^E4813/],
  [/深基坑|模板支架|起重机械未验收|脚手架/, /^E4[78]/],
  [/入户安检|违规占压/, /^D4511/],
  [/违规充装|储罐安全附件/, /^D4512|^F5266/],
  [/密室|蹦床/, /^R9019/],
  [/储能/, /^D4419/],
  [/玻璃|游乐设施|超最大承载量/, /^R9020|^N7861/],
]

function fits({ sector, clause, title }: HazardTemplate, industryCode: string): boolean {
  const rule = industryOnly.find(([finding]) => finding.test(title) || finding.test(`${sector} ${clause}`))
  return !rule || rule[1].test(industryCode)
}

/** Number, in `allTemplates`, of a finding at that firm; at a road segment when `firm` is -1. */
export function drawTemplate(register: Register, firm: number, random: Random): number {
  if (firm < 0) return hazardTemplates.length + random.below(roadTemplates.length)
  const industry = register.industry(firm)
  const slot = register.slot(firm)
  if (slot && (slot.part === 'tenant' || slot.part === 'lessor') && random.chance(0.4)) return random.pick(sharedPlant)
  const sector = drawSector(industry.sector ?? 'fireSafety', industry.premises, random)
  return random.pick(candidatesOf(sector, industry.code))
}

const known = new Map<string, readonly number[]>()

/** Numbers of the findings of a sector that the industry can have; all of the sector when there is none. */
function candidatesOf(sector: Sector, industryCode: string): readonly number[] {
  const key = `${sector} ${industryCode}`
  const kept = known.get(key)
  if (kept) return kept
  const all = bySector.get(sector) ?? []
  const fitting = all.filter((index) => fits(allTemplates[index] as HazardTemplate, industryCode))
  const candidates = fitting.length > 0 ? fitting : all
  known.set(key, candidates)
  return candidates
}

function drawSector(own: Sector, premises: Premises, random: Random): Sector {
  if (random.chance(fireShare[premises] ?? 0)) return 'fireSafety'
  const hasBoilers = premises === 'factory' || premises === 'venue' || premises === 'hospital'
  return hasBoilers && random.chance(0.025) ? 'specialEquipment' : own
}
