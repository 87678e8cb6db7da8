import { describe, expect, it } from 'vitest'
import { hazardDatesOf, lifeCycleSteps } from '../../../../client/panels/record/lifeCycleSteps.ts'

const hazard = {
  foundAt: '2023-05-01',
  confirmedAt: '2023-05-01',
  rectificationStartedAt: '2023-05-04',
  rectifiedAt: null,
  dueAt: '2023-06-01',
  listedAt: '2023-05-02',
}

describe('lifeCycleSteps()', () => {
  it('orders what happened by day, then by the order of the life cycle, and counts the days', () => {
    const steps = lifeCycleSteps(hazard, '2023-05-20', false)
    expect(steps.map(({ field, sinceFound }) => [field, sinceFound])).toEqual([
      ['foundAt', 0],
      ['confirmedAt', 0],
      ['listedAt', 1],
      ['rectificationStartedAt', 3],
      ['dueAt', 31],
    ])
  })

  it('marks the deadline as missed when the hazard is overdue', () => {
    expect(lifeCycleSteps(hazard, '2023-06-05', true).at(-1)).toMatchObject({ field: 'dueAt', kind: 'missed' })
    expect(lifeCycleSteps(hazard, '2023-05-20', false).at(-1)).toMatchObject({ field: 'dueAt', kind: 'deadline' })
  })

  it('shows the extended deadline in place of the first', () => {
    const steps = lifeCycleSteps({ ...hazard, extendedDueAt: '2023-07-01' }, '2023-05-20', false)
    expect(steps.filter(({ kind }) => kind === 'deadline').map(({ field }) => field)).toEqual(['extendedDueAt'])
  })

  it('marks what lies after the day that is looked at', () => {
    const steps = lifeCycleSteps({ ...hazard, rectifiedAt: '2023-06-10' }, '2023-05-20', false)
    expect(steps.find(({ field }) => field === 'rectifiedAt')?.kind).toBe('future')
  })

  it('says nothing about records that are no hazards or hold no days', () => {
    expect(lifeCycleSteps({ name: 'a firm' }, '2023-05-20', false)).toEqual([])
    expect(hazardDatesOf({ foundAt: 'yesterday' })).toBeNull()
  })
})
