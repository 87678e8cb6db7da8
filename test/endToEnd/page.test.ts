import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { formatChange, formatCount, formatExact, formatPercent } from '../../client/format.ts'
import { headlinesOf } from '../../client/panels/figures/headlines.ts'
import { findCode, sectors } from '../../data/model/codes.ts'
import type { Facets, RegionStatistics, Summary } from '../../server/contract/statistics.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { type CitySite, startCitySite } from '../helpers/citySite.ts'

const foshan = '440600'
let site: CitySite
let browser: Browser
let page: Page
let complaints: string[] = []

beforeAll(async () => {
  site = await startCitySite()
  browser = await launchBrowser()
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})
afterEach(async () => {
  await page?.context().close()
  complaints = []
})

interface Visit {
  readonly width?: number
  readonly height?: number
  readonly firstVisit?: boolean
  /** Waits until the map has come to rest, not for the numbers alone. */
  readonly map?: boolean
}

/** Opens the page and waits until it can be used; what the browser complains about is collected. */
async function open(
  query = '',
  { width = 1440, height = 900, firstVisit = false, map = false }: Visit = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', colorScheme: 'light' })
  if (!firstVisit) await context.addInitScript(() => localStorage.setItem('atlas.tourSeen', 'true'))
  page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${site.url}/${query}`)
  if (map) await page.waitForSelector('[data-map-idle=true]', { timeout: 60_000 })
  else await page.waitForSelector('[data-headline=found], [role=tablist], input[type=file]', { state: 'attached' })
  return page
}

const api = async <Answer>(path: string): Promise<Answer> =>
  (await (await fetch(`${site.url}/api${path}`)).json()) as Answer
const parameter = (name: string): string | null => new URL(page.url()).searchParams.get(name)
const headline = (id: string): Locator => page.locator(`[data-headline=${id}]`)
const found = async (): Promise<number> => Number(await headline('found').getAttribute('data-value'))
const until = (what: () => Promise<unknown>, expected: unknown) =>
  expect.poll(what, { timeout: 45_000, interval: 100 }).toEqual(expected)

/** Clicks a place of something that may still be drawing itself, until the click has done what it should. */
async function clickUntil(target: Locator, position: { x: number; y: number }, done: () => Promise<boolean>) {
  for (let attempt = 0; attempt < 5 && !(await done()); attempt++) {
    await target.click({ position, force: true })
    await expect
      .poll(done, { timeout: 6000, interval: 100 })
      .toBe(true)
      .catch(() => {})
  }
  expect(await done()).toBe(true)
}

describe('the page', () => {
  it('opens without a complaint and shows the numbers of the API, marked as sample data', async () => {
    await open('', { map: true })
    const summary = await api<Summary>('/statistics/summary')
    await until(found, summary.hazards.found)
    for (const { id, reading } of headlinesOf(summary)) {
      expect([id, await headline(id).getAttribute('data-value')]).toEqual([id, String(reading.value ?? '')])
    }
    expect(await headline('found').textContent()).toContain(formatCount(summary.hazards.found, 'zh-CN'))
    expect(await headline('rectificationRate').textContent()).toContain(
      formatPercent(summary.hazards.rectified / summary.hazards.found),
    )
    expect(await headline('accidents').textContent()).toContain(
      formatChange(summary.accidents.accidents / summary.accidents.previousAccidents - 1),
    )
    expect(await page.locator('header').getByText('示例数据', { exact: true }).isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })

  it('tells where a number comes from', async () => {
    await open('?sector=industryTrade')
    const { hazards } = await api<Summary>('/statistics/summary?sector=industryTrade')
    await until(found, hazards.found)
    await headline('rectificationRate').click()
    const trace = page.getByRole('region', { name: /整改率/ })
    const text = (await trace.textContent()) ?? ''
    for (const part of [formatExact(hazards.rectified), formatExact(hazards.found), '2023年8月5日', '工贸']) {
      expect(text).toContain(part)
    }
    await page.keyboard.press('Escape')
    await trace.waitFor({ state: 'hidden' })
  })

  it('filters by a bar that is clicked, tells it by a chip, and takes it back with the button of the browser', async () => {
    await open()
    const { facets } = await api<Facets>('/statistics/facets?collection=hazards')
    const [leading = '', count = 0] = Object.entries(facets.sector ?? {}).sort((a, b) => b[1] - a[1])[0] ?? []
    const all = await found()
    const card = page.locator('section', { hasText: '按行业领域' }).last()
    const canvas = card.locator('canvas').first()
    await card.locator('ul.picks button').first().waitFor({ state: 'attached' })
    await clickUntil(canvas, { x: 120, y: 12 }, async () => parameter('sector') === leading)
    await until(found, count)
    const chip = page.getByRole('list', { name: '当前筛选条件' })
    expect(await chip.textContent()).toContain(findCode(sectors, leading)?.zh)
    await page.goBack()
    await until(async () => parameter('sector'), null)
    await until(found, all)
  })

  it('drills down by the ranking, tells the path and goes back up by it', async () => {
    await open('?task=ranking')
    const { rows } = await api<RegionStatistics>('/statistics/regions?parent=100000')
    const leading = rows.toSorted((a, b) => (b.hazards?.found ?? 0) - (a.hazards?.found ?? 0))[0]
    await page.locator('ul.picks button').first().focus()
    await page.keyboard.press('Enter')
    await until(async () => parameter('region'), leading?.code)
    const path = page.getByRole('navigation', { name: '当前地区' })
    await until(() => path.getByText(leading?.name ?? '').count(), 1)
    await until(found, leading?.hazards?.found)
    await path.getByRole('button', { name: '全国' }).click()
    await until(async () => parameter('region'), null)
  })

  it('drills down by a click on the map', async () => {
    await open(`?region=${foshan}&layers=regions`, { map: true })
    const box = await page.locator('[data-map-idle]').first().boundingBox()
    await page.mouse.click(272 + (1440 - 272 - 376) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2 - 20)
    await until(async () => parameter('region')?.startsWith('4406') && parameter('region') !== foshan, true)
    const path = page.getByRole('navigation', { name: '当前地区' })
    await until(() => path.locator('li').count(), 4)
  })

  it('finds a firm, opens its drawer and links to it', async () => {
    await open()
    const { features } = await api<{ features: { id: string; properties: { name: string } }[] }>(
      '/collections/enterprises/items?limit=1',
    )
    const [firm] = features
    await page.keyboard.press('/')
    await page.keyboard.type(firm?.properties.name ?? '')
    await page.getByRole('option', { name: firm?.properties.name }).first().waitFor()
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('complementary', { name: '企业' })
    await drawer.getByRole('heading', { name: firm?.properties.name }).waitFor()
    expect(parameter('select')).toBe(`enterprises/${firm?.id}`)
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    expect(parameter('select')).toBeNull()
    expect(complaints).toEqual([])
  })

  it('shows the life cycle of a hazard and everything around it', async () => {
    const { features } = await api<{ features: { id: string; geometry: object | null }[] }>(
      '/collections/hazards/items?limit=20&listed=true',
    )
    const id = features.find(({ geometry }) => geometry !== null)?.id ?? ''
    await open(`?select=hazards/${id}`)
    const drawer = page.getByRole('complementary', { name: '隐患' })
    await drawer.getByText('整改过程').waitFor()
    expect(await drawer.locator('ol time').count()).toBeGreaterThan(1)
    await drawer.getByRole('button', { name: '1 km' }).click()
    await until(async () => parameter('near'), `hazards/${id},1000`)
    const { hazards } = await api<Summary>(`/statistics/summary?near=${encodeURIComponent(`hazards/${id},1000`)}`)
    await until(found, hazards.found)
  })

  it('counts what a rectangle drawn on the map holds', async () => {
    await open(`?region=${foshan}&layers=hazards`, { map: true })
    const all = await found()
    await page.keyboard.press('r')
    await page.getByRole('toolbar').waitFor()
    await page.mouse.click(560, 300)
    await page.mouse.move(700, 420, { steps: 5 })
    await page.mouse.click(760, 480)
    await until(async () => /^[0-9a-f]{16}$/.test(parameter('area') ?? ''), true)
    const { hazards } = await api<Summary>(`/statistics/summary?region=${foshan}&area=${parameter('area')}`)
    await until(found, hazards.found)
    expect(hazards.found).toBeLessThan(all)
    expect(hazards.found).toBeGreaterThan(0)
  })

  it('counts what the map shows when the numbers follow it', async () => {
    await open('?map=13/23.03/113.12', { map: true })
    const all = await found()
    await page.getByRole('switch', { name: '视野联动' }).click()
    await until(async () => parameter('follow'), 'true')
    await until(async () => (await found()) < all, true)
  })

  it('speaks English and turns dark, and remembers both', async () => {
    await open()
    await page.getByRole('button', { name: 'Switch to English' }).click()
    await page.getByRole('heading', { name: 'Hazard Atlas' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('button', { name: 'Switch to dark' }).click()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.goto(site.url)
    await until(() => page.locator('html').getAttribute('data-theme'), 'dark')
    await until(async () => (await headline('rectificationRate').textContent())?.includes('Rectification rate'), true)
    expect(complaints).toEqual([])
  })

  it('keeps parameters that are not its own and names those it cannot read', async () => {
    await open('?from=bulletin&sector=gaz&listed=true')
    const notice = page.getByText(/参数 sector 的值“gaz”不可用/)
    await notice.waitFor()
    expect(parameter('from')).toBe('bulletin')
    expect(parameter('listed')).toBe('true')
    await page.getByRole('button', { name: '全部清除' }).first().click()
    await until(async () => parameter('listed'), null)
    expect(parameter('from')).toBe('bulletin')
  })

  it('lists the records under the filter and offers them as files', async () => {
    await open('?task=list&overdue=true')
    const { hazards } = await api<Summary>('/statistics/summary?overdue=true')
    await page.getByText(`共 ${formatExact(hazards.found)} 条`).waitFor()
    const link = await page.getByRole('link', { name: 'CSV' }).getAttribute('href')
    const csv = await (await fetch(`${site.url}${link}`)).text()
    expect(csv.trimEnd().split('\n').length).toBeGreaterThan(hazards.found)
    const rows = page.getByRole('button', { name: /^查看“/ })
    await rows.first().focus()
    await page.keyboard.press('End')
    await page.locator(`[aria-posinset="${hazards.found}"] button:focus`).waitFor()
    expect(await rows.count()).toBeLessThan(60)
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: '隐患' }).waitFor()
  })

  it('fits a phone: one sheet with tabs in place of the panels', async () => {
    await open('', { width: 390, height: 844 })
    expect(await page.getByRole('complementary', { name: '图层与筛选' }).count()).toBe(0)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBe(0)
    await page.getByRole('tab', { name: '数字' }).click()
    await headline('found').waitFor()
    await page.getByRole('tab', { name: '筛选' }).click()
    await page.getByRole('checkbox', { name: /消防/ }).first().check()
    await until(async () => parameter('sector'), 'fireSafety')
    expect(complaints).toEqual([])
  })

  it('can be used with the keyboard alone', async () => {
    await open()
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toContain('跳到地图')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '键盘快捷键' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('f')
    await page
      .getByRole('textbox', { name: '关键词' })
      .or(page.getByRole('searchbox'))
      .first()
      .waitFor({ state: 'hidden' })
  })

  it('shows newcomers three steps, once', async () => {
    await open('', { firstVisit: true })
    await page.getByText('第 1 步，共 3 步').waitFor()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByText('第 2 步，共 3 步').waitFor()
    await page.getByRole('button', { name: '跳过' }).click()
    await page.reload()
    await headline('found').waitFor()
    expect(await page.getByText('第 1 步，共 3 步').count()).toBe(0)
  })
})

const header = '隐患编号,隐患名称,隐患等级,行业领域,发现方式,发现时间,行政区划代码,经度,纬度,坐标系'
const row = (number: string, day: string, source = '部门检查') =>
  `${number},安全出口锁闭,重大,消防,${source},${day},440604,113.12,23.02,WGS-84`
const csv = (...rows: string[]) => ({
  name: 'hazards.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`\uFEFF${[header, ...rows].join('\n')}\n`),
})

describe('the import page', () => {
  it('shows how columns are read and what is wrong, row by row, and stores nothing in a dry run', async () => {
    const before = await api<Summary>('/statistics/summary')
    await open('?page=import')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(csv(row('T1', '2023-07-01'), row('T2', '2023-02-30'), row('T3', '2023-07-01', '占卜')))
    const preview = page.locator('section', { hasText: '预览' }).last()
    await preview.getByRole('rowheader', { name: '发现方式' }).waitFor()
    expect(await preview.locator('tbody tr').count()).toBe(header.split(',').length)
    await page.getByRole('button', { name: '试运行' }).click()
    await page.getByText('试运行完成').first().waitFor()
    const problems = page.locator('section', { hasText: '逐行问题' }).last()
    const lines = await problems.locator('tbody tr').allTextContents()
    expect(lines.some((line) => line.startsWith('3') && line.includes('2023-02-30'))).toBe(true)
    expect(lines.some((line) => line.startsWith('4') && line.includes('占卜'))).toBe(true)
    await problems.getByRole('searchbox').fill('占卜')
    await until(() => problems.locator('tbody tr').count(), 1)
    const href = await problems.getByRole('link').getAttribute('href')
    expect(await (await fetch(`${site.url}${href}`)).text()).toContain('占卜')
    expect((await api<Summary>('/statistics/summary')).hazards.found).toBe(before.hazards.found)
    expect(complaints).toEqual([])
  })

  it('imports, tells an open page, and takes it all back', async () => {
    const { hazards } = await api<Summary>('/statistics/summary')
    await open()
    await until(found, hazards.found)
    const watcher = page
    const importer = await watcher.context().newPage()
    await importer.goto(`${site.url}/?page=import`)
    await importer
      .locator('input[type=file]')
      .first()
      .setInputFiles(csv(row('T1', '2023-07-01')))
    await importer.getByRole('button', { name: '正式导入' }).click()
    await importer.getByText('已完成').first().waitFor()
    await watcher.getByText('数据已更新').waitFor()
    await until(found, hazards.found + 1)
    importer.on('dialog', (dialog) => void dialog.accept())
    await importer.getByRole('button', { name: '撤销' }).first().click()
    await importer.getByText('已撤销').first().waitFor()
    await until(found, hazards.found)
  })
})
