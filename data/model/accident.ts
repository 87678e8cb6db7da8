import { type AccidentSeverity, accidentSeverities, accidentTypes, datums, sectors } from './codes.ts'
import type { Field, RecordOf } from './field.ts'

export const accidentFields = [
  {
    name: 'accidentNo',
    type: 'text',
    zh: '事故编号',
    en: 'Accident number',
    required: true,
    synonyms: ['编号', '序号'],
  },
  { name: 'title', type: 'text', zh: '事故名称', en: 'Title', synonyms: ['名称'] },
  {
    name: 'occurredAt',
    type: 'date',
    zh: '事故日期',
    en: 'Occurred on',
    required: true,
    synonyms: ['发生时间', '事故时间', '发生日期'],
  },
  { name: 'hour', type: 'integer', zh: '时', en: 'Hour', min: 0, max: 23, synonyms: ['小时'] },
  { name: 'sector', type: 'code', zh: '行业领域', en: 'Sector', codes: sectors, synonyms: ['行业'] },
  {
    name: 'accidentType',
    type: 'code',
    zh: '事故类型',
    en: 'Type',
    codes: accidentTypes,
    synonyms: ['事故类别', '类型'],
  },
  { name: 'severity', type: 'code', zh: '事故等级', en: 'Severity', codes: accidentSeverities, synonyms: ['等级'] },
  { name: 'deaths', type: 'integer', zh: '死亡人数', en: 'Deaths', min: 0, max: 100_000 },
  { name: 'seriousInjuries', type: 'integer', zh: '重伤人数', en: 'Serious injuries', min: 0, max: 100_000 },
  { name: 'minorInjuries', type: 'integer', zh: '轻伤人数', en: 'Minor injuries', min: 0, max: 100_000 },
  { name: 'vehicles', type: 'integer', zh: '涉及车辆', en: 'Vehicles', min: 0, max: 10_000 },
  { name: 'enterpriseId', type: 'text', zh: '企业编号', en: 'Enterprise id' },
  { name: 'roadSegmentId', type: 'text', zh: '路段编号', en: 'Road segment id' },
  { name: 'address', type: 'text', zh: '地点', en: 'Address', synonyms: ['事故地点', '位置', '地址'] },
  { name: 'description', type: 'text', zh: '事故描述', en: 'Description', synonyms: ['简要经过', '描述'] },
  { name: 'regionCode', type: 'text', zh: '行政区划代码', en: 'Region code', synonyms: ['区划代码'] },
  { name: 'reportingUnit', type: 'text', zh: '填报单位', en: 'Reporting unit' },
  { name: 'datum', type: 'code', zh: '坐标系', en: 'Datum', codes: datums },
] as const satisfies readonly Field[]

export type Accident = RecordOf<typeof accidentFields>

/** The severity that a number of deaths means: 30, 10 and 3 are the thresholds (Order 493). */
export function severityOf(deaths: number): AccidentSeverity {
  if (deaths >= 30) return 'extraMajor'
  if (deaths >= 10) return 'major'
  return deaths >= 3 ? 'larger' : 'general'
}
