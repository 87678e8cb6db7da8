import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What a folder may import of ours; the longest prefix that fits a file decides. Folders not named may import freely. */
const importRules: Readonly<Record<string, readonly string[]>> = {
  'data/model': ['data/model'],
  'data/regions': ['data/model', 'data/regions', 'data/import/place/datum.ts'],
  'data/import': [
    'data/model',
    'data/regions',
    'data/import',
    'server/database',
    'server/queries',
    'server/contract',
    'server/threads',
    'server/analysis/ringCrossing.ts',
    'server/config.ts',
    'server/serverFile.ts',
  ],
  'data/sample': [
    'data/model',
    'data/regions',
    'data/sample',
    'data/import',
    'server/database',
    'server/queries',
    'server/threads',
    'server/config.ts',
  ],
  'server/contract': ['data/model', 'server/contract'],
  'server/analysis': ['data/model', 'server/analysis'],
  'server/database': ['server/database', 'server/config.ts'],
  'server/queries': ['data/model', 'data/regions', 'server/contract', 'server/database', 'server/queries'],
  'server/tiles': [
    'data/model',
    'data/regions',
    'server/contract',
    'server/queries',
    'server/tiles',
    'server/database/database.ts',
    'server/database/requestSignal.ts',
  ],
  'server/middleware': [
    'server/contract',
    'server/middleware',
    'server/errors.ts',
    'server/config.ts',
    'server/database/requestSignal.ts',
  ],
  'server/threads': ['server/threads'],
  'server/hotspots': [
    'data/model',
    'server/contract',
    'server/analysis',
    'server/queries',
    'server/database',
    'server/threads',
    'server/tiles',
    'server/hotspots',
    'server/errors.ts',
  ],
  'server/imports': [
    'data/import',
    'server/contract',
    'server/imports',
    'server/database/database.ts',
    'server/queries',
  ],
  'server/events': [
    'server/events',
    'server/imports',
    'server/queries',
    'server/database/database.ts',
    'server/config.ts',
  ],
  'server/routes': [
    'data/import/columns/mapping.ts',
    'data/model',
    'server/contract',
    'server/queries',
    'server/tiles',
    'server/hotspots',
    'server/events',
    'server/imports',
    'server/threads',
    'server/routes',
    'server/analysis/ringCrossing.ts',
    'server/database/database.ts',
    'server/database/requestSignal.ts',
    'server/config.ts',
    'server/errors.ts',
    'server/regionStore.ts',
    'server/services.ts',
  ],
  client: ['data/model', 'server/contract', 'client'],
  'client/map': [
    'data/model',
    'server/contract',
    'client/map',
    'client/components',
    'client/styles',
    'client/format.ts',
    'client/config.ts',
    'client/i18n',
  ],
  'client/charts': [
    'data/model',
    'server/contract',
    'client/charts',
    'client/components',
    'client/styles',
    'client/format.ts',
    'client/config.ts',
    'client/i18n',
  ],
  'client/components': ['data/model', 'client/components', 'client/styles', 'client/format.ts', 'client/i18n'],
  'client/api': ['data/model', 'server/contract', 'client/api', 'client/config.ts', 'client/hotSpotLink.ts'],
  'client/stores': [
    'data/model',
    'server/contract',
    'client/api',
    'client/stores',
    'client/config.ts',
    'client/urlState.ts',
    'client/hotSpotLink.ts',
  ],
  'client/panels': [
    'data/model',
    'server/contract',
    'client/panels',
    'client/stores',
    'client/components',
    'client/charts',
    'client/map',
    'client/i18n',
    'client/format.ts',
    'client/config.ts',
    'client/urlState.ts',
    'client/hotSpotLink.ts',
    'client/styles',
  ],
}

/** Where a driver of a database may be named, and where SQL may be written. */
const drivers = /from '(@duckdb\/node-api|pg|pg-copy-streams|@electric-sql\/pglite)'/
const sqlText = /`\s*(select\s[^`]*\bfrom\s|insert into\s|update\s+\w+\s+set\s|delete from\s|with\s+\w+\s+as\s)/i

/** Files that may be over 400 lines, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {}

const rootNames = [
  'client',
  'server',
  'data',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
  'README.md',
  'LICENSE',
]

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(path))
const sources = tracked.filter((path) => /^(client|server|data|test)\/.*\.(m?ts|mjs|vue)$/.test(path))
const read = (path: string) => readFileSync(path, 'utf8')

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('#model/')) return `data/model/${specifier.slice(7)}`
  if (specifier.startsWith('#contract/')) return `server/contract/${specifier.slice(10)}`
  return specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : null
}

const statement =
  /(import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"](\.[^'"]+\.(?:m?ts|mjs))['"]/g
const imports: Import[] = sources.flatMap((from) =>
  [...read(from).matchAll(statement)].flatMap((match) => {
    const to = resolveImport(from, match[3] ?? match[4] ?? match[5] ?? '')
    return to ? [{ from, to, typeOnly: match[2] !== undefined }] : []
  }),
)

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)
const ruleOf = (path: string) =>
  Object.keys(importRules)
    .filter((folder) => within(path, folder))
    .sort((a, b) => b.length - a.length)[0]

function findCycle(): string[] {
  const edges = new Map<string, string[]>()
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly && !within(from, 'test')) edges.set(from, [...(edges.get(from) ?? []), to])
  }
  const state = new Map<string, 'open' | 'done'>()
  const visit = (path: string, trail: string[]): string[] => {
    if (state.get(path) === 'open') return [...trail.slice(trail.indexOf(path)), path]
    if (state.get(path) === 'done') return []
    state.set(path, 'open')
    for (const to of edges.get(path) ?? []) {
      const cycle = visit(to, [...trail, path])
      if (cycle.length > 0) return cycle
    }
    state.set(path, 'done')
    return []
  }
  return sources.map((path) => visit(path, [])).find((cycle) => cycle.length > 0) ?? []
}

describe('imports', () => {
  it('go only where the rules let them', () => {
    const broken = imports.filter(({ from, to, typeOnly }) => {
      const rule = ruleOf(from)
      if (rule === undefined) return false
      if (typeOnly && rule.startsWith('client') && to === 'server/app.ts') return false
      return !(importRules[rule] ?? []).some((allowed) => within(to, allowed))
    })
    expect(broken.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  it('lead to files that exist', () => {
    expect(
      imports.filter(({ to }) => !existsSync(to.split('?')[0] ?? '')).map(({ from, to }) => `${from} -> ${to}`),
    ).toEqual([])
  })

  it('form no cycle', () => {
    expect(findCycle()).toEqual([])
  })

  it('of test code stay in test', () => {
    expect(
      imports.filter(({ from, to }) => !within(from, 'test') && within(to, 'test') && from !== 'vite.config.ts'),
    ).toEqual([])
  })

  it('name drivers in server/database alone, and SQL is written in server/queries and server/database alone', () => {
    const product = sources.filter((path) => !within(path, 'test'))
    expect(product.filter((path) => drivers.test(read(path)) && !within(path, 'server/database'))).toEqual([])
    const mayHoldSql = (path: string) => within(path, 'server/database') || within(path, 'server/queries')
    expect(product.filter((path) => sqlText.test(read(path)) && !mayHoldSql(path))).toEqual([])
  })
})

describe('files', () => {
  it('at the root are the agreed ones', () => {
    const names = new Set(tracked.map((path) => path.split('/')[0] ?? ''))
    expect([...names].filter((name) => !name.startsWith('.') && !rootNames.includes(name))).toEqual([])
  })

  it('are at most 400 lines, or listed with a reason', () => {
    const long = sources.filter((path) => !within(path, 'test') && read(path).split('\n').length > 400)
    expect(long.filter((path) => longFiles[path] === undefined)).toEqual([])
  })

  it('are named camelCase.ts, PascalCase.vue, and for their subject', () => {
    const named =
      /(^|\/)([a-z][A-Za-z0-9]*(\.(test|browser\.test|config|worker|d))?\.(m?ts|mjs)|[A-Z][A-Za-z0-9]*\.vue|zh-CN\.ts)$/
    expect(sources.filter((path) => !named.test(path))).toEqual([])
    const vague = /(^|\/)(utils?|helpers?|common|misc|types)(\.ts|\/)/
    expect(sources.filter((path) => !within(path, 'test') && vague.test(path))).toEqual([])
  })

  it('hold no note to self, no debugger, no disabled test', () => {
    // In pieces, so that this file does not hold what it looks for.
    const notes = [
      ['TO', 'DO'],
      ['FIX', 'ME'],
      ['X', 'XX'],
      ['debug', 'ger;'],
      ['\\.on', 'ly\\('],
    ].map((pieces) => pieces.join(''))
    const marks = new RegExp(notes.join('|'))
    expect(sources.filter((path) => marks.test(read(path)))).toEqual([])
  })

  it('name no machine path and no registry host', () => {
    const text = tracked.filter(
      (path) =>
        /\.(ts|vue|md|json|yml|css|html|sql)$|^\.[a-z]+rc$|\.ci\/run/.test(path) && path !== 'test/tidy.test.ts',
    )
    const foreign = /\/work\/(main|shared)|\/tmp\/atlas|registry\.npmjs|"resolved":/
    expect(text.filter((path) => foreign.test(read(path)))).toEqual([])
  })
})

describe('README', () => {
  const documents = tracked.filter((path) => path.endsWith('README.md'))

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const builtIn = ['ci', 'start', 'test', 'install', 'run', 'i']
    const named = documents.flatMap((path) =>
      [...read(path).matchAll(/npm (?:run )?([a-z:]+)/gi)].map((match) => match[1] ?? ''),
    )
    expect(named.filter((name) => !builtIn.includes(name) && scripts[name] === undefined)).toEqual([])
  })

  it('links to files that exist', () => {
    const broken = documents.flatMap((path) =>
      [...read(path).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)]
        .map((match) => normalize(join(dirname(path), match[1] ?? '')))
        .filter((target) => !existsSync(target)),
    )
    expect(broken).toEqual([])
  })
})
