import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { HotSpotClusters } from '../../server/contract/hotspots.ts'
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

/** Opens the task and waits for its answer; what the browser complains about is collected. */
async function open(query = '', size = { width: 1440, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ viewport: size, locale: 'zh-CN', colorScheme: 'light' })
  await context.addInitScript(() => localStorage.setItem('atlas.tourSeen', 'true'))
  page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(`${site.url}/?task=hotspots&region=${foshan}${query}`)
  return page
}

const api = async <Answer>(path: string): Promise<Answer> =>
  (await (await fetch(`${site.url}/api${path}`)).json()) as Answer
const parameter = (name: string): string | null => new URL(page.url()).searchParams.get(name)
const rows = () => page.locator('[data-spot]')
const rest = () => page.waitForSelector('[data-map-idle=true]', { timeout: 60_000 })

describe('the hot spots of a city', () => {
  it('are listed as the API ranks them', async () => {
    const { clusters } = await api<HotSpotClusters>(`/hotspots/clusters?region=${foshan}`)
    await open()
    await rows().first().waitFor({ timeout: 60_000 })
    const hot = clusters.filter((cluster) => cluster.hot)
    expect(hot.length).toBeGreaterThan(0)
    expect(await rows().first().getAttribute('data-spot')).toBe(hot[0]?.id)
    expect(await rows().first().textContent()).toContain(hot[0]?.sentence.zh)
    expect(complaints).toEqual([])
  })

  it('open a card, which the link carries, and close it again', async () => {
    await open()
    await rows().first().click({ timeout: 60_000 })
    await page.getByText('主要行业').waitFor({ timeout: 30_000 })
    expect(parameter('spot')).toMatch(/^[0-9a-f]{15}$/)
    await page.reload()
    await page.getByText('主要行业').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: '返回清单' }).click()
    await rows().first().waitFor()
    expect(parameter('spot')).toBeNull()
    expect(complaints).toEqual([])
  })

  it('change their picture without asking for the analysis again', async () => {
    await open()
    await rows().first().waitFor({ timeout: 60_000 })
    await rest()
    const asked: string[] = []
    page.on('request', (request) => {
      if (/\/api\/hotspots\/(clusters|tiles)/.test(request.url()) && !request.url().includes('form=points')) {
        asked.push(request.url())
      }
    })
    for (const [name, view] of [
      ['六边形', 'hexagon'],
      ['三维', 'prism'],
      ['热力', 'heat'],
    ] as const) {
      await page.getByText(name, { exact: true }).click()
      await rest()
      expect(parameter('view')).toBe(view)
    }
    expect(asked.filter((url) => url.includes('clusters'))).toEqual([])
    expect(complaints).toEqual([])
  })

  it('tell why the cell that was clicked is hot or not', async () => {
    await open()
    await rows().first().waitFor({ timeout: 60_000 })
    await rest()
    await page.mouse.click(640, 700)
    const answer = page.getByRole('region', { name: '为什么' })
    await answer
      .getByText(/格网|随机|范围/)
      .first()
      .waitFor({ timeout: 30_000 })
    expect(complaints).toEqual([])
  })

  it('explain their method in words', async () => {
    await open()
    await page.getByRole('button', { name: '这是怎么算出来的' }).click({ timeout: 60_000 })
    await page.getByText('检验是精确的', { exact: false }).waitFor()
    expect(await page.getByText('截至').count()).toBeGreaterThan(0)
  })

  it('play through time with the strip showing the days, and ask the server for nothing', async () => {
    await open('&view=emerging&step=month&steps=6')
    const bar = page.getByRole('region', { name: '时间播放' })
    await bar.getByRole('slider').waitFor({ timeout: 60_000 })
    await rest()
    let asked = 0
    page.on('request', (request) => (asked += Number(/hotspots\/(clusters|cells)/.test(request.url()))))
    await bar.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => bar.textContent()).toMatch(/\d{4}年.*–.*\d{4}年/)
    await page.keyboard.press('Escape')
    await expect.poll(() => bar.textContent()).toContain('整段')
    expect(asked).toBe(0)
    expect(complaints).toEqual([])
  })

  it('say what changed between two periods', async () => {
    await open()
    await rows().first().waitFor({ timeout: 60_000 })
    await page.getByText('变化', { exact: true }).click()
    await page.getByRole('button', { name: /近 30 天与/ }).click()
    await page.getByRole('button', { name: '结束比较' }).waitFor()
    expect(parameter('compare')).toMatch(/^\d{4}-\d{2}-\d{2}\/\d{4}-\d{2}-\d{2}$/)
    expect(parameter('found')).not.toBeNull()
  })

  it('make a picture to send out', async () => {
    await open()
    await rows().first().waitFor({ timeout: 60_000 })
    await rest()
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.getByRole('button', { name: 'PNG' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('hotspots.png')
    expect(complaints).toEqual([])
  })

  it('are one more tab of the sheet on a phone', async () => {
    await open('', { width: 390, height: 844 })
    await page.getByRole('tab', { name: '热点' }).waitFor()
    await rows().first().waitFor({ state: 'attached', timeout: 60_000 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })
})
