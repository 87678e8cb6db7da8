import { actionTypes, penaltySubjects, sectors } from './codes.ts'
import type { Field, RecordOf } from './field.ts'

export const supervisionActionFields = [
  { name: 'actionNo', type: 'text', zh: '行动编号', en: 'Action number', required: true, synonyms: ['编号', '文书号'] },
  {
    name: 'actionType',
    type: 'code',
    zh: '行动类型',
    en: 'Type',
    codes: actionTypes,
    required: true,
    synonyms: ['类型'],
  },
  { name: 'actedAt', type: 'date', zh: '日期', en: 'Date', required: true, synonyms: ['时间', '检查日期', '处罚日期'] },
  { name: 'count', type: 'integer', zh: '家次', en: 'Times', min: 1, max: 10_000_000, synonyms: ['次数', '数量'] },
  { name: 'unitName', type: 'text', zh: '实施单位', en: 'Acting unit', synonyms: ['检查单位', '处罚机关'] },
  { name: 'enterpriseId', type: 'text', zh: '企业编号', en: 'Enterprise id' },
  { name: 'hazardNo', type: 'text', zh: '隐患编号', en: 'Hazard number' },
  { name: 'sector', type: 'code', zh: '行业领域', en: 'Sector', codes: sectors },
  { name: 'penaltySubject', type: 'code', zh: '处罚对象', en: 'Penalty subject', codes: penaltySubjects },
  {
    name: 'amountCny',
    type: 'number',
    zh: '金额',
    en: 'Amount',
    unit: '元',
    min: 0,
    max: 1e12,
    synonyms: ['罚款', '处罚金额'],
  },
  { name: 'result', type: 'text', zh: '结果', en: 'Result', synonyms: ['检查结果'] },
  { name: 'description', type: 'text', zh: '说明', en: 'Description', synonyms: ['内容'] },
  { name: 'regionCode', type: 'text', zh: '行政区划代码', en: 'Region code', synonyms: ['区划代码'] },
  { name: 'reportingUnit', type: 'text', zh: '填报单位', en: 'Reporting unit' },
] as const satisfies readonly Field[]

/** What an authority did: one row may stand for many visits of a day (`count`, unit 家次: visits, not distinct firms). */
export type SupervisionAction = RecordOf<typeof supervisionActionFields>
