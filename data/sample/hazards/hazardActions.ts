import { dayText } from '../draw/calendar.ts'
import { lastDay } from '../calibration.ts'
import { sources } from './hazardPlan.ts'
import type { HazardBook } from './hazards.ts'
import { Random, streamSeed } from '../draw/random.ts'
import { reportingUnitOf } from '../firms/register.ts'
import { type ActionValues, noAction } from '../actions/actionValues.ts'

const penaltyShare = 0.13
/** Of the penalised cases, those where a person is fined beside the enterprise (一案双罚). */
const dualShare = 0.36
const exposureShare = 0.02

/** Penalties, exposures and tip-offs, hazard by hazard. Nobody who reported is named. */
export function* penaltiesAndReports(book: HazardBook): Generator<ActionValues> {
  const { plan } = book
  const stream = streamSeed(book.register.places.seed, 'hazardActions')
  const random = new Random(stream)
  for (let hazard = 0; hazard < plan.count; hazard++) {
    random.restart(stream, hazard)
    const source = sources[plan.source[hazard] as number]
    if (source === 'publicReport') yield tipOff(book, hazard, random)
    if (source === 'selfInspection' || (plan.firm[hazard] as number) < 0) continue
    if (random.chance(penaltyShare)) yield* penalty(book, hazard, random)
    if (random.chance(exposureShare)) yield* exposure(book, hazard, random)
  }
}

function subjectValues(book: HazardBook, hazard: number) {
  const firm = book.plan.firm[hazard] as number
  const { code } = book.county(hazard)
  return {
    ...noAction,
    hazardNo: book.hazardNo(hazard),
    enterpriseId: firm < 0 ? null : book.register.id(firm),
    sector: book.template(hazard).sector,
    regionCode: code,
    reportingUnit: reportingUnitOf(code),
  }
}

/** The firm, and in some cases its principal, for about a fifth of the firm's fine. */
function* penalty(book: HazardBook, hazard: number, random: Random): Generator<ActionValues> {
  const day = book.lifeOf(hazard).found + random.between(5, 40)
  const amount = Math.round(random.logNormal(14_000, 0.9) / 50) * 50
  const dual = random.chance(dualShare)
  if (day > lastDay) return
  const number = book.hazardNo(hazard).slice(3)
  const { clause, title } = book.template(hazard)
  const common = {
    ...subjectValues(book, hazard),
    actionType: 'penalty',
    actedAt: dayText(day),
    unitName: `${book.county(hazard).name}应急管理局`,
  }
  const description = `${title}（${clause}）`
  yield {
    ...common,
    actionNo: `CF-${number}-1`,
    penaltySubject: 'enterprise',
    amountCny: amount,
    result: '罚款',
    description,
  }
  if (!dual) return
  const share = Math.round((amount * random.within(0.15, 0.25)) / 50) * 50
  const words = `对主要负责人处罚：${description}`
  yield {
    ...common,
    actionNo: `CF-${number}-2`,
    penaltySubject: 'person',
    amountCny: share,
    result: '罚款',
    description: words,
  }
}

function* exposure(book: HazardBook, hazard: number, random: Random): Generator<ActionValues> {
  const day = book.lifeOf(hazard).found + random.between(6, 30)
  if (day > lastDay) return
  yield {
    ...subjectValues(book, hazard),
    actionNo: `BG-${book.hazardNo(hazard).slice(3)}`,
    actionType: 'exposure',
    actedAt: dayText(day),
    unitName: `${book.county(hazard).cityName ?? book.county(hazard).provinceName}应急管理局`,
    description: `公开曝光：${book.template(hazard).title}`,
  }
}

function tipOff(book: HazardBook, hazard: number, random: Random): ActionValues {
  return {
    ...subjectValues(book, hazard),
    actionNo: `JB-${book.hazardNo(hazard).slice(3)}`,
    actionType: 'tipOff',
    actedAt: dayText(book.lifeOf(hazard).found),
    unitName: '12350举报投诉中心',
    amountCny: random.chance(0.3) ? random.pick([500, 1000, 2000, 5000, 10_000]) : null,
    result: random.pick(['属实', '属实', '部分属实']),
    description: `群众举报：${book.template(hazard).title}`,
  }
}
