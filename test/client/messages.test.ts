import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filterNames } from '#model/filter.ts'
import { en } from '../../client/i18n/en.ts'
import { zhCN } from '../../client/i18n/zh-CN.ts'
import { mapMessages } from '../../client/map/messages.ts'
import { hotSpotMessages } from '../../client/panels/hotspots/messages.ts'

type Tree = { readonly [key: string]: string | Tree }

function entries(tree: Tree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : entries(value, `${prefix}${key}.`),
  )
}

const placeholders = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort()
const chinese = new Map(entries({ ...zhCN, hotSpots: hotSpotMessages['zh-CN'], map: mapMessages['zh-CN'] }))
const english = new Map(entries({ ...en, hotSpots: hotSpotMessages.en, map: mapMessages.en }))

describe('the words of the shell', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('name the same values in both languages', () => {
    for (const [key, text] of chinese)
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)])
  })

  it('are written in their language', () => {
    const switches = ['top.language', 'top.languageShort', 'app.otherName']
    for (const [key, text] of english) {
      if (!switches.includes(key)) expect([key, /[\u4e00-\u9fff]/.test(text)]).toEqual([key, false])
    }
  })

  it('name every filter', () => {
    for (const name of filterNames) expect(zhCN.filter.names[name]).toMatch(/\S/)
  })

  it('hold every key that a panel asks for by name', () => {
    const panels = readdirSync('client/panels', { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const files = ['client/App.vue', ...panels.map(({ parentPath, name }) => join(parentPath, name))]
    const asked = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => [file, match[1] ?? ''] as const),
    )
    expect(asked.length).toBeGreaterThan(100)
    expect(asked.filter(([, key]) => !chinese.has(key))).toEqual([])
  })
})
