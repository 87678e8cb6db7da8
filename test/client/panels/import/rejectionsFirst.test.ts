import { expect, it } from 'vitest'
import { rejectionsFirst } from '../../../../client/panels/import/rejectionsFirst.ts'

const problem = (line: number, severity: 'warning' | 'error') => ({
  line,
  severity,
  field: null,
  value: null,
  reason: '',
})

it('puts refused rows first and keeps the order of the file', () => {
  const problems = [problem(2, 'warning'), problem(9, 'error'), problem(3, 'error'), problem(1, 'warning')]
  expect(rejectionsFirst(problems).map(({ line }) => line)).toEqual([3, 9, 1, 2])
  expect(problems[0]?.line).toBe(2)
})
