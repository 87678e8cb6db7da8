import { datums, siteKinds } from './codes.ts'
import type { Field, RecordOf } from './field.ts'

export const siteFields = [
  {
    name: 'siteId',
    type: 'text',
    zh: '场所编号',
    en: 'Site id',
    required: true,
    synonyms: ['编号', '园区编号', '宗地编号'],
  },
  { name: 'name', type: 'text', zh: '场所名称', en: 'Name', synonyms: ['名称', '园区名称'] },
  {
    name: 'kind',
    type: 'code',
    zh: '场所类型',
    en: 'Kind',
    codes: siteKinds,
    required: true,
    synonyms: ['类型', '用途'],
  },
  { name: 'parentSiteId', type: 'text', zh: '上级场所编号', en: 'Parent site id', synonyms: ['所属园区编号'] },
  { name: 'managerUscc', type: 'text', zh: '管理单位信用代码', en: 'Manager credit code' },
  { name: 'managerName', type: 'text', zh: '管理单位', en: 'Manager', synonyms: ['运营单位', '物业单位'] },
  { name: 'storeys', type: 'integer', zh: '层数', en: 'Storeys', min: 0, max: 200 },
  { name: 'areaSqm', type: 'number', zh: '占地面积', en: 'Area', unit: 'm²', min: 0, max: 1e10 },
  { name: 'address', type: 'text', zh: '地址', en: 'Address', synonyms: ['位置'] },
  { name: 'regionCode', type: 'text', zh: '行政区划代码', en: 'Region code', synonyms: ['区划代码'] },
  { name: 'datum', type: 'code', zh: '坐标系', en: 'Datum', codes: datums },
] as const satisfies readonly Field[]

/** A piece of ground or a building with a use: park, plant, building, office, market ... ; its geometry is a polygon. */
export type Site = RecordOf<typeof siteFields>
