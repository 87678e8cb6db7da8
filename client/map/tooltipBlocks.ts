import { collections } from '#model/collections.ts'
import { formatExact } from '../format.ts'
import type { RegionChoropleth } from './choropleth.ts'
import type { CellHit, HitFacts, RegionHit } from './hit.ts'
import type { Pick } from './pick.ts'

/** A heading and the facts beneath it. */
export interface TooltipBlock {
  readonly title: string
  readonly facts: readonly string[]
}

interface TooltipContext {
  readonly locale: 'zh-CN' | 'en'
  readonly choropleth: RegionChoropleth | null
  /** Name and facts of the record, when one is pointed at. */
  readonly record: HitFacts | undefined
  readonly words: {
    readonly open: string
    readonly overdue: string
    readonly listed: string
    readonly notApplicable: string
    readonly inHexagon: string
    readonly stack: (count: number) => string
  }
}

/** What is said beside the pointer: a record, how many lie here, or the hexagon and the region it is in. */
export function tooltipBlocks(pick: Pick, context: TooltipContext): TooltipBlock[] {
  switch (pick.kind) {
    case 'record':
      return [context.record ?? { title: pick.hit.id, facts: [] }]
    case 'stack':
      return [{ title: context.words.stack(pick.hits.length), facts: [] }]
    case 'cell':
      return [...(pick.region ? [regionBlock(pick.region, context)] : []), cellBlock(pick.hit, context)]
    case 'region':
      return [regionBlock(pick.hit, context)]
    default:
      return []
  }
}

const named = ({ zh, en }: { zh: string; en: string }, locale: 'zh-CN' | 'en') => (locale === 'en' ? en : zh)

function cellBlock({ collection, properties }: CellHit, { words, locale }: TooltipContext): TooltipBlock {
  const parts = [
    [words.open, properties.open],
    [words.overdue, properties.overdue],
    [words.listed, properties.listed],
  ] as const
  const facts = parts.flatMap(([word, count]) => (Number(count) > 0 ? [`${word} ${formatExact(Number(count))}`] : []))
  return {
    title: `${words.inHexagon}${named(collections[collection], locale)} ${formatExact(Number(properties.count))}`,
    facts,
  }
}

function regionBlock(region: RegionHit, { choropleth, locale, words }: TooltipContext): TooltipBlock {
  const title = locale === 'en' ? region.nameEn || region.name : region.name
  const value = choropleth?.values.find(({ code }) => code === region.code)
  if (!choropleth || (region.inStatistics && !value)) return { title, facts: [] }
  const reading = region.inStatistics ? value?.text : words.notApplicable
  return { title, facts: [`${named(choropleth.indicator, locale)} ${reading ?? ''}`] }
}
