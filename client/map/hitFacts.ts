import {
  accidentSeverities,
  accidentTypes,
  type CodeTable,
  findCode,
  hazardLevels,
  hazardStatuses,
  riskLevels,
  roadGrades,
  roadSegmentKinds,
  sectors,
  siteKinds,
} from '#model/codes.ts'
import type { Hit, HitFacts, MapCollection } from './hit.ts'

interface Words {
  readonly locale: 'zh-CN' | 'en'
  readonly overdue: string
  readonly listed: string
  readonly deaths: (count: number) => string
  readonly storeys: (count: number) => string
}

type Properties = Hit['properties']

const facts: Readonly<Record<MapCollection, (properties: Properties, words: Words) => (string | null)[]>> = {
  hazards: (properties, words) => [
    nameOf(hazardLevels, properties.level, words),
    nameOf(sectors, properties.sector, words),
    nameOf(hazardStatuses, properties.status, words),
    properties.overdue ? words.overdue : null,
    properties.listed ? words.listed : null,
  ],
  enterprises: (properties, words) => [
    nameOf(riskLevels, properties.risk, words),
    nameOf(sectors, properties.sector, words),
  ],
  'road-segments': (properties, words) => [
    nameOf(roadGrades, properties.grade, words),
    nameOf(roadSegmentKinds, properties.kind, words),
  ],
  accidents: (properties, words) => [
    nameOf(accidentSeverities, properties.severity, words),
    nameOf(accidentTypes, properties.type, words),
    typeof properties.deaths === 'number' ? words.deaths(properties.deaths) : null,
  ],
  sites: (properties, words) => [
    nameOf(siteKinds, properties.kind, words),
    typeof properties.storeys === 'number' ? words.storeys(properties.storeys) : null,
  ],
}

function nameOf(table: CodeTable, id: unknown, { locale }: Words): string | null {
  const code = typeof id === 'string' ? findCode(table, id) : undefined
  if (!code) return null
  return locale === 'en' ? code.en : code.zh
}

/** What a tile's own properties tell of a record: its name (else its number) and what is known of two or three facts. */
export function hitFacts(hit: Hit, words: Words): HitFacts {
  const { name } = hit.properties
  return {
    title: typeof name === 'string' && name !== '' ? name : hit.id,
    facts: facts[hit.collection](hit.properties, words).filter((fact) => fact !== null),
  }
}
