import type { ImportProblem } from '#contract/imports.ts'

/** Rows that were refused before those that were only doubted; within each the order of the file. */
export const rejectionsFirst = (problems: readonly ImportProblem[]): ImportProblem[] =>
  problems.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || a.line - b.line)
