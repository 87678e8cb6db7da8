import type { HazardLife } from './hazardLife.ts'
import type { HazardPlan } from './hazardPlan.ts'
import { Random, streamSeed } from '../draw/random.ts'

const chanceOfReturn = 0.4

/**
 * Makes some hazards the return of an earlier one of the same firm that was closed before: same finding, same clause.
 * Changes `template` and `recurrenceOf` of the plan, which is in the order of days within each county.
 */
export function plantRecurrences(
  plan: HazardPlan,
  firms: number,
  lifeOf: (hazard: number) => HazardLife,
  seed: number,
): void {
  const random = new Random(streamSeed(seed, 'recurrences'))
  const lastOfFirm = new Int32Array(firms).fill(-1)
  for (let hazard = 0; hazard < plan.count; hazard++) {
    const firm = plan.firm[hazard] as number
    if (firm < 0) continue
    const earlier = lastOfFirm[firm] as number
    lastOfFirm[firm] = hazard
    if (earlier < 0 || !random.chance(chanceOfReturn)) continue
    const { closed } = lifeOf(earlier)
    if (closed === null || closed >= lifeOf(hazard).found) continue
    plan.recurrenceOf[hazard] = earlier
    plan.template[hazard] = plan.template[earlier] as number
  }
}
