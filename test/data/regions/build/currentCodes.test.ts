import { describe, expect, it } from 'vitest'
import type { CodeChange } from '../../../../data/regions/build/currentCodes.ts'
import { bringCodesUpToDate } from '../../../../data/regions/build/currentCodes.ts'

const change = (code2018: string, code2021: string, shareOf2018: number, shareOf2021: number): CodeChange => {
  return { code2018, name2018: '', code2021, name2021: '', shareOf2018, shareOf2021 }
}

function run(codes2018: string[], changes: CodeChange[], later: [string, string][] = [], codes2023: string[] = []) {
  const laterChanges = later.map(([code2021, code2023]) => ({ code2021, code2023 }))
  const { codeOf2018, resolutions } = bringCodesUpToDate(new Set(codes2018), changes, laterChanges, new Set(codes2023))
  const standIns = Object.fromEntries(
    resolutions.map(({ code, ...rest }) => [code, `${rest.relation} ${rest.standsFor}`]),
  )
  return { codes: Object.fromEntries(codeOf2018), standIns }
}

describe('bringing codes up to date', () => {
  it('recodes a county that is the same ground under a new code', () => {
    const { codes, standIns } = run(['130223'], [change('130223', '130284', 0.99, 0.99)])
    expect(codes).toEqual({ 130223: '130284' })
    expect(standIns).toEqual({ 130223: 'successor 130284' })
  })

  it('follows a later recoding as well', () => {
    const { codes, standIns } = run(['130223'], [change('130223', '130284', 0.99, 0.99)], [['130284', '130285']])
    expect(codes).toEqual({ 130223: '130285' })
    expect(standIns).toEqual({ 130223: 'successor 130285', 130284: 'successor 130285' })
  })

  it('merges whole counties that make up a new one', () => {
    const parts = [change('230707', '230724', 0.99, 0.34), change('230710', '230724', 0.99, 0.65)]
    expect(run(['230707', '230710'], parts).codes).toEqual({ 230707: '230724', 230710: '230724' })
  })

  it('merges a county into one that keeps its code, which the table need not list', () => {
    const { codes } = run(['330103', '330105'], [change('330103', '330105', 0.98, 0.29)])
    expect(codes).toEqual({ 330103: '330105', 330105: '330105' })
  })

  it('leaves a county alone that was cut through the middle', () => {
    const cut = [change('140211', '140213', 0.2, 0.8), change('140211', '140214', 0.7, 0.9)]
    const { codes, standIns } = run(['140211'], cut)
    expect(codes).toEqual({ 140211: '140211' })
    expect(standIns).toEqual({ 140213: 'predecessor 140211', 140214: 'predecessor 140211' })
  })

  it('does not merge a county into one made mostly of parts of others', () => {
    const changes = [change('140202', '140213', 1, 0.19), change('140211', '140213', 0.2, 0.81)]
    expect(run(['140202', '140211'], changes).codes).toEqual({ 140202: '140202', 140211: '140211' })
  })

  it('passes a code on when another county takes it over', () => {
    const swap = [change('232701', '232718', 0.99, 0.99), change('232723', '232701', 0.99, 0.99)]
    const { codes, standIns } = run(['232701', '232723'], swap)
    expect(codes).toEqual({ 232701: '232718', 232723: '232701' })
    expect(standIns).toEqual({ 232723: 'successor 232701' })
  })

  it('keeps the code of a city whose counties went elsewhere as an alias', () => {
    expect(run(['371202'], [change('371202', '370116', 0.99, 0.99)]).standIns).toMatchObject({
      371200: 'successor 370100',
    })
  })

  it('puts reporting areas without borders into their city', () => {
    expect(run(['130102'], [], [], ['130102', '130171']).standIns).toMatchObject({ 130171: 'within 130100' })
  })
})
