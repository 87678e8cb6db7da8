import { describe, expect, it } from 'vitest'
import { accidentSeverities, hazardStatuses, riskLevels } from '../../../../data/model/codes.ts'
import { hatchShape, iconShape } from '../../../../client/map/style/iconShape.ts'
import { recordIcon } from '../../../../client/map/style/recordIcon.ts'

const outline = (name: string) =>
  iconShape(name)
    ?.paths.map(({ path }) => path)
    .join('|')

describe('iconShape', () => {
  it('gives every status, severity and risk level an outline of its own: colour is never the only difference', () => {
    const names = [
      ...hazardStatuses.map(({ id }) => `hazard:${id}::light`),
      ...accidentSeverities.map(({ id }) => `accident:${id}::light`),
      ...riskLevels.map(({ id }) => `enterprise:${id}::light`),
    ].filter((name) => name !== 'hazard:confirmed::light')
    expect(new Set(names.map(outline)).size).toBe(names.length)
  })

  it('tells reported from confirmed by an empty and a full triangle', () => {
    const fill = (status: string) => iconShape(`hazard:${status}::light`)?.paths[0]?.fill
    expect(fill('reported')).not.toBe(fill('confirmed'))
  })

  it('adds a clock when overdue and a ring when listed', () => {
    const plain = iconShape('hazard:rectifying::light')?.paths.length ?? 0
    expect(iconShape('hazard:rectifying:overdue:light')?.paths).toHaveLength(plain + 2)
    expect(iconShape('hazard:rectifying:listed:light')?.paths).toHaveLength(plain + 1)
    expect(iconShape('hazard:rectifying:overdue+listed:light')?.paths).toHaveLength(plain + 3)
  })

  it('counts the risk in bars', () => {
    const bars = (risk: string) => iconShape(`enterprise:${risk}::light`)?.paths[1]?.path.split('M').length ?? 1
    expect(['low', 'general', 'larger', 'major'].map((risk) => bars(risk) - 1)).toEqual([1, 2, 3, 4])
    expect(iconShape('enterprise:unknown::light')?.paths).toHaveLength(1)
  })

  it('draws unknown values as unknown, and nothing for an unknown kind', () => {
    expect(outline('accident:somethingNew::light')).toBe(outline('accident:unknown::light'))
    expect(iconShape('nonsense:a:b:light')).toBeUndefined()
  })

  it('differs between the themes', () => {
    expect(iconShape('dot:::light')?.paths[0]?.fill).not.toBe(iconShape('dot:::dark')?.paths[0]?.fill)
  })
})

describe('hatchShape', () => {
  it('fills a square tile with strokes of the colour given', () => {
    expect(hatchShape('#123456')).toMatchObject({ size: 8, paths: [{ stroke: '#123456' }] })
  })
})

describe('recordIcon', () => {
  const hit = { id: '1', lng: 113, lat: 23 }

  it('is the icon that the map draws for the record', () => {
    const hazard = {
      ...hit,
      collection: 'hazards',
      properties: { status: 'rectifying', overdue: true, listed: false },
    } as const
    const firm = { ...hit, collection: 'enterprises', properties: { risk: 'low', status: 'closed' } } as const
    const accident = { ...hit, collection: 'accidents', properties: { severity: 'major' } } as const
    expect(recordIcon(hazard, 'light')).toBe('hazard:rectifying:overdue:light')
    expect(recordIcon(firm, 'dark')).toBe('enterprise:low:inactive:dark')
    expect(recordIcon(accident, 'dark')).toBe('accident:major::dark')
    expect(recordIcon({ ...hit, collection: 'sites', properties: {} }, 'light')).toBe('bubble:sites::light')
  })
})
