import type { Filter } from './filter.ts'

/** A preset of the map: the filter and the layers that show one of the campaign's focus themes (domain notes 1.4). */
export interface Theme {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly filter: Filter
  /** Collections shown as layers. */
  readonly layers: readonly string[]
}

export const themes: readonly Theme[] = [
  {
    id: 'openPitSlopes',
    zh: '露天矿边坡',
    en: 'Open-pit slopes',
    filter: { sector: ['coalMine', 'nonCoalMine'], text: '边坡' },
    layers: ['hazards'],
  },
  {
    id: 'ageingChemicalEquipment',
    zh: '危化品设备带病作业',
    en: 'Ageing chemical equipment',
    filter: { sector: ['hazardousChemicals'], category: ['equipment'] },
    layers: ['hazards', 'enterprises'],
  },
  {
    id: 'roadSegments',
    zh: '公路突出点段',
    en: 'Dangerous road segments',
    filter: {},
    layers: ['road-segments', 'accidents'],
  },
  {
    id: 'factoryInFactory',
    zh: '厂中厂园中园',
    en: 'Factory within factory',
    filter: { sector: ['industryTrade', 'fireSafety'], text: '厂中厂' },
    layers: ['hazards', 'enterprises', 'sites'],
  },
  {
    id: 'hospitals',
    zh: '医院重点部位',
    en: 'Hospitals',
    filter: { sector: ['medical', 'fireSafety'], text: '医院' },
    layers: ['hazards', 'sites'],
  },
]
