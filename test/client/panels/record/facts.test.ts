import { describe, expect, it } from 'vitest'
import { collections } from '#model/collections.ts'
import { factsOf, titleOf } from '../../../../client/panels/record/facts.ts'
import { positionOn } from '../../../../client/panels/record/positionOn.ts'

const zh = { language: 'zh-CN', yes: '是', no: '否' } as const
const en = { language: 'en', yes: 'Yes', no: 'No' } as const

describe('factsOf()', () => {
  it('names fields and codes in the language of the page', () => {
    const properties = { sector: 'gas', fundingCny: 1234.5, productionHalted: false, foundAt: '2023-08-05' }
    expect(factsOf(collections.hazards.fields, properties, zh).map(({ label, text }) => [label, text])).toEqual([
      ['行业领域', '燃气'],
      ['发现时间', '2023年8月5日'],
      ['整改资金', '1,234.5 元'],
      ['停产停业', '否'],
    ])
    expect(factsOf(collections.hazards.fields, properties, en)[0]).toMatchObject({ label: 'Sector', text: 'Gas' })
  })

  it('leaves out what is not given and keeps false and 0', () => {
    const properties = { title: '', sector: null, productionHalted: false, fundingCny: 0 }
    expect(factsOf(collections.hazards.fields, properties, zh).map(({ name }) => name)).toEqual([
      'fundingCny',
      'productionHalted',
    ])
  })

  it('lists several codes, and shows a code that is in no table as it is', () => {
    const properties = { riskFeatures: ['sharpBend', 'waterside'], grade: 'E' }
    expect(factsOf(collections['road-segments'].fields, properties, zh).map(({ text }) => text)).toEqual([
      'E',
      '急弯、临水',
    ])
  })
})

describe('titleOf()', () => {
  it('takes the first title field that is given', () => {
    expect(titleOf(['title', 'description', 'hazardNo'], { title: '', description: '出口锁闭', hazardNo: 'H1' })).toBe(
      '出口锁闭',
    )
    expect(titleOf(['title'], {})).toBeNull()
  })
})

describe('positionOn()', () => {
  it('finds a position on points, lines and polygons', () => {
    expect(positionOn([113, 23])).toEqual([113, 23])
    expect(
      positionOn([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ).toEqual([3, 4])
    expect(
      positionOn([
        [
          [1, 2],
          [3, 4],
          [5, 6],
          [1, 2],
        ],
      ]),
    ).toEqual([5, 6])
  })

  it('finds none on nothing', () => {
    expect(positionOn(undefined)).toBeNull()
    expect(positionOn([])).toBeNull()
  })
})
