import type { Sector } from '#model/codes.ts'
import type { Random } from './random.ts'
import type { Register } from './register.ts'
import { type HazardTemplate, hazardTemplates, roadTemplates } from './words/hazardTemplates.ts'
import type { Premises } from './words/industries.ts'

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

/** Finds of one industry that may not turn up in another. */
const industryOnly: readonly (readonly [clause: string, codes: RegExp])[] = [
  ['第四条第', /^C31|^C3391/],
  ['第五条第', /^C32/],
  ['第六条第', /^C30/],
  ['第七条第', /^C3[349]/],
  ['第八条第', /^C2[14]|^C3[368]/],
  ['第十一条第', /^C(20|21|13|33|34|36|29|24)/],
  ['第十二条第', /^C13|^G5930/],
  ['烟花爆竹', /^C2672/],
]

function fits(template: HazardTemplate, industryCode: string): boolean {
  if (template.sector !== 'industryTrade' && template.sector !== 'fireworks') return true
  const rule = industryOnly.find(([clause]) => template.clause.startsWith(clause))
  return !rule || rule[1].test(industryCode)
}

/** Number, in `allTemplates`, of a finding at that firm; at a road segment when `firm` is -1. */
export function drawTemplate(register: Register, firm: number, random: Random): number {
  if (firm < 0) return hazardTemplates.length + random.below(roadTemplates.length)
  const industry = register.industry(firm)
  const slot = register.slot(firm)
  if (slot && (slot.part === 'tenant' || slot.part === 'lessor') && random.chance(0.4)) return random.pick(sharedPlant)
  const sector = drawSector(industry.sector ?? 'fireSafety', industry.premises, random)
  const candidates = bySector.get(sector) as number[]
  for (let attempt = 0; attempt < 8; attempt++) {
    const candidate = random.pick(candidates)
    if (fits(allTemplates[candidate] as HazardTemplate, industry.code)) return candidate
  }
  return candidates[0] as number
}

function drawSector(own: Sector, premises: Premises, random: Random): Sector {
  if (random.chance(fireShare[premises] ?? 0)) return 'fireSafety'
  const hasBoilers = premises === 'factory' || premises === 'venue' || premises === 'hospital'
  return hasBoilers && random.chance(0.025) ? 'specialEquipment' : own
}
