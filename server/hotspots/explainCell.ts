import { cellToLatLng, gridDisk } from 'h3-js'
import type { CellExplanation, Sentence } from '#contract/hotspots.ts'
import type { CellVerdict } from '#model/hotSpot.ts'
import { parentName } from '../analysis/h3Parents.ts'
import { cellName } from '../analysis/h3Rings.ts'
import { bitCount } from '../analysis/hotSpots.ts'
import { firstFrom } from '../queries/place/firstFrom.ts'
import type { Analysis } from './analyses.ts'
import { hotSpotCell } from './cellAnswers.ts'
import { reportOf } from './report.ts'
import type { StudyOutput } from './runStudy.ts'
import { plainNumber, plainP } from './sentences.ts'

/** Index of a named cell in the study; -1 when it is not part of it. */
function indexOfCell({ cells }: StudyOutput, name: string): number {
  const wanted = BigInt(`0x${name}`)
  const index = firstFrom(cells, wanted)
  return cells[index] === wanted ? index : -1
}

function verdictOf({ spots }: StudyOutput, index: number, alpha: number): CellVerdict {
  if (index < 0) return 'outsideStudyArea'
  if (spots.facts.tooFew !== null) return 'tooFew'
  const level = spots.class[index] as number
  if (level !== 0) return level > 0 ? 'hot' : 'cold'
  if ((spots.localSum[index] as number) <= (spots.expected[index] as number)) return 'belowExpected'
  return (spots.p[index] as number) > alpha ? 'chance' : 'manyTests'
}

interface Words {
  readonly sum: string
  readonly cells: number
  readonly expected: string
  readonly p: string
  readonly critical: string | null
  readonly needed: string | null
  readonly tests: number
  /** The cell itself holds nothing. */
  readonly empty: boolean
}

/** What each verdict says. */
const sentences: Readonly<Record<CellVerdict, (words: Words) => Sentence>> = {
  hot: ({ sum, cells, expected, p, empty }) => ({
    zh: `是热点：周围 ${cells} 个格网共 ${sum}，随机应为 ${expected}，p ${p}，校正后仍显著。${empty ? '本格自身没有，因紧邻集中而在其中。' : ''}`,
    en: `A hot spot: ${sum} in ${cells} cells around it where chance gives ${expected}; p ${p}, significant after correction.${empty ? ' The cell itself holds none: it lies within a concentration.' : ''}`,
  }),
  cold: ({ sum, cells, expected, p }) => ({
    zh: `是冷点：周围 ${cells} 个格网共 ${sum}，随机应为 ${expected}，p ${p}，校正后仍显著。`,
    en: `A cold spot: ${sum} in ${cells} cells around it where chance gives ${expected}; p ${p}, significant after correction.`,
  }),
  outsideStudyArea: () => ({
    zh: '不在比较范围内：这里从未有过企业、隐患或事故，或不在所选区域。',
    en: 'Not compared: nothing was ever registered here, or it lies outside the chosen area.',
  }),
  belowExpected: ({ sum, cells, expected }) => ({
    zh: `不是热点：周围 ${cells} 个格网共 ${sum}，不多于随机应有的 ${expected}。`,
    en: `Not hot: ${sum} in ${cells} cells around it, no more than the ${expected} of chance.`,
  }),
  chance: ({ sum, cells, expected, p, needed }) => ({
    zh: `不是热点：周围 ${cells} 个格网共 ${sum}，高于应有的 ${expected}，但随机也常如此（p ${p}）${needed ? `；至少 ${needed} 才算` : ''}。`,
    en: `Not hot: ${sum} in ${cells} cells around it is over the ${expected} expected, but chance alone often gives as much (p ${p})${needed ? `; ${needed} would be needed` : ''}.`,
  }),
  manyTests: ({ sum, cells, p, critical, needed, tests }) => ({
    zh: `不是热点：单看这里 p ${p}（周围 ${cells} 个格网共 ${sum}），但同时检验了 ${tests} 处，总会有一些碰巧偏高${critical ? `，p 要小于 ${critical} 才算` : ''}${needed ? `，即至少 ${needed}` : ''}。`,
    en: `Not hot: on its own p ${p} (${sum} in ${cells} cells around it), but ${tests} places were tested and some are high by luck${critical ? `; p below ${critical} counts` : ''}${needed ? `, that is ${needed} or more` : ''}.`,
  }),
  tooFew: () => ({
    zh: '样本不足，这次分析不能判断任何格网。',
    en: 'Too few records: this analysis cannot judge any cell.',
  }),
}

function wordsOf({ counts, spots }: StudyOutput, index: number, neededSum: number | null): Words {
  const { criticalP, tests } = spots.facts
  return {
    sum: plainNumber(spots.localSum[index] ?? 0),
    cells: spots.neighbors[index] ?? 0,
    expected: plainNumber(spots.expected[index] ?? 0),
    p: plainP(spots.p[index] ?? 1),
    critical: Number.isNaN(criticalP) ? null : criticalP.toPrecision(2),
    needed: neededSum === null ? null : plainNumber(neededSum),
    tests,
    empty: counts[index] === 0,
  }
}

/** Why a cell is hot, or is not; any cell that has a parent or itself at the resolution of the analysis may be asked. */
export function explainCell(analysis: Analysis, asked: string): CellExplanation {
  const { study } = analysis
  const name = parentName(asked, study.resolution) ?? asked
  const index = indexOfCell(study, name)
  const { facts, neighbors } = study.spots
  const needed = index < 0 ? undefined : facts.neededSum[neighbors[index] as number]
  const neededSum = needed === undefined || Number.isNaN(needed) ? null : needed
  const verdict = verdictOf(study, index, facts.alpha)
  const around = gridDisk(name, 1).map((cell) => ({ cell, at: indexOfCell(study, cell) }))
  return {
    report: reportOf(analysis),
    cell: index < 0 ? null : hotSpotCell(study, index),
    verdict,
    sentence: sentences[verdict](wordsOf(study, index, neededSum)),
    neededSum,
    criticalP: Number.isNaN(facts.criticalP) ? null : facts.criticalP,
    neighbours: around
      .filter(({ at }) => at >= 0)
      .map(({ at }) => ({ cell: cellName(study.cells[at] as bigint), value: study.values[at] as number })),
    byResolution: study.scales.map(({ resolution, rings, held, p }) => {
      const own = p[index]
      return {
        resolution,
        rings,
        held: bitCount(held[index] ?? 0),
        p: own === undefined || Number.isNaN(own) ? null : own,
      }
    }),
  }
}

/** The middle of a cell, `[lng, lat]`. */
export function cellCenter(cell: string): [number, number] {
  const [lat, lng] = cellToLatLng(cell)
  return [lng, lat]
}
