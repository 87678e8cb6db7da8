import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { type CitySite, startCitySite } from '../helpers/citySite.ts'

let site: CitySite
let browser: Browser
let page: Page
let hosts = new Set<string>()

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
})

const idle = () => page.waitForSelector('[data-map-idle=true]', { timeout: 60_000 })
const legend = () => page.locator('.legend h3').allInnerTexts()
const parameter = (name: string) => new URL(page.url()).searchParams.get(name)
/** The middle of what the panels leave of a map 1440 px wide. */
const middle = { x: 668, y: 426 } as const

async function open(query: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  await context.addInitScript(() => localStorage.setItem('atlas.tourSeen', 'true'))
  page = await context.newPage()
  hosts = new Set()
  page.on('request', (request) => hosts.add(new URL(request.url()).host))
  await page.goto(`${site.url}/?${query}`)
  await idle()
}

/** How many pixels of the map differ from its most frequent colour, as a share of all. */
async function drawnShare(): Promise<number> {
  const png = await page.locator('.maplibregl-canvas').screenshot()
  return page.evaluate(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    if (!context) return 0
    context.drawImage(image, 0, 0)
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)
    const counts = new Map<number, number>()
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
    return 1 - Math.max(...counts.values()) / pixels.length
  }, png.toString('base64'))
}

describe('the map', () => {
  it('draws land, borders and Chinese names and asks no other host for anything', async () => {
    await open('map=8.5/23.02/113.12&layers=hazards')
    expect(hosts).toEqual(new Set([new URL(site.url).host]))
    expect(await drawnShare()).toBeGreaterThan(0.01)
    await expect.poll(legend, { timeout: 20_000 }).toEqual([expect.stringContaining('隐患')])
  })

  it('keeps its layers through a change of theme and of language', async () => {
    await open('map=12.4/23.02/113.08&layers=hazards,enterprises')
    await expect.poll(legend, { timeout: 20_000 }).toEqual(['隐患', '企业'])
    await page.getByLabel('深色').click()
    await idle()
    await expect.poll(legend, { timeout: 20_000 }).toEqual(['隐患', '企业'])
    await page.getByRole('button', { name: 'English' }).click()
    await expect.poll(legend, { timeout: 20_000 }).toEqual(['Hazards', 'Enterprises'])
    expect(await drawnShare()).toBeGreaterThan(0.01)
  })

  it('goes down into the region at its centre with Enter', async () => {
    await open('map=9/23.02/113.12&layers=regions&region=440600')
    await page.locator('.maplibregl-canvas').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => parameter('region'), { timeout: 20_000 }).toMatch(/^44060[4-8]$/)
  })

  it('lists the records that share one place, and selects the one that is chosen with the keyboard', async () => {
    const answer = await fetch(`${site.url}/api/collections/enterprises/items?region=440600&limit=2000`)
    const { features } = (await answer.json()) as { features: { geometry: { coordinates: [number, number] } | null }[] }
    const places = new Map<string, number>()
    for (const { geometry } of features) {
      const key = geometry?.coordinates.join() ?? ''
      places.set(key, (places.get(key) ?? 0) + 1)
    }
    const [crowded] = [...places].filter(([key]) => key !== '').sort((a, b) => b[1] - a[1])
    const [lng, lat] = (crowded?.[0] ?? '').split(',').map(Number)
    await open(`map=17/${lat}/${lng}&layers=enterprises`)
    await page.locator('.maplibregl-canvas').click()
    const list = page.locator('.stack li button')
    await expect.poll(() => list.count(), { timeout: 20_000 }).toBeGreaterThanOrEqual(crowded?.[1] ?? 2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(() => parameter('select'), { timeout: 20_000 }).toMatch(/^enterprises\//)
    expect(await list.count()).toBe(0)
  })

  it('says when tiles are missing and loads them on request', async () => {
    await open('map=12.4/23.02/113.08&layers=hazards')
    const tiles = '**/collections/enterprises/tiles/**'
    await page.route(tiles, (route) => route.fulfill({ status: 500, body: '' }))
    await page.getByRole('switch', { name: '企业' }).first().click()
    const retry = page.locator('.map-view [role=alert]').getByRole('button')
    await retry.waitFor({ timeout: 20_000 })
    await page.unroute(tiles)
    await retry.click()
    await expect.poll(legend, { timeout: 30_000 }).toEqual(['隐患', '企业'])
    expect(await retry.count()).toBe(0)
  })

  it('joins a second shape to the area and gives up with Escape', async () => {
    await open('map=10/23.02/113.12&layers=hazards')
    await page.getByRole('button', { name: '矩形' }).first().click()
    const toolbar = page.getByRole('toolbar')
    await toolbar.waitFor()
    const { x, y } = middle
    await page.mouse.click(x - 120, y - 80)
    await page.mouse.move(x - 60, y - 40)
    await page.mouse.click(x - 40, y - 20)
    await expect.poll(() => parameter('area'), { timeout: 20_000 }).toMatch(/^[0-9a-f]{16}$/)
    const first = parameter('area')
    await toolbar.getByRole('button', { name: '圆形' }).click()
    await page.mouse.click(x + 120, y + 80)
    await page.mouse.move(x + 150, y + 90)
    await page.mouse.click(x + 160, y + 100)
    await expect.poll(() => parameter('area') !== first, { timeout: 20_000 }).toBe(true)
    expect(await toolbar.innerText()).toContain('km²')
    await page.keyboard.press('Escape')
    await expect.poll(() => toolbar.count(), { timeout: 20_000 }).toBe(0)
    expect(parameter('area')).not.toBeNull()
  })
})

describe('the time strip', () => {
  it('chooses days by dragging, moves them by the arrow keys, and lets them go by Escape', async () => {
    await open('map=9/23.02/113.12&layers=hazards')
    const plot = page.locator('.strip .plot')
    const box = (await plot.boundingBox()) ?? { x: 0, y: 0, width: 1, height: 1 }
    await page.mouse.move(box.x + box.width * 0.3, box.y + 30)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + 30, { steps: 6 })
    await page.mouse.up()
    await expect.poll(() => parameter('found'), { timeout: 20_000 }).toMatch(/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/)
    const before = parameter('found') ?? ''
    await page.locator('.strip .window .body').focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => parameter('found'), { timeout: 20_000 }).not.toBe(before)
    await page.keyboard.press('Escape')
    await expect.poll(() => parameter('found'), { timeout: 20_000 }).toBeNull()
  })
})

describe('charts', () => {
  it('can be picked from with the keyboard alone', async () => {
    await open('map=9/23.02/113.12&layers=hazards')
    const bar = page.locator('.chart .picks button').first()
    await bar.waitFor({ state: 'attached', timeout: 20_000 })
    await bar.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => parameter('sector'), { timeout: 20_000 }).not.toBeNull()
  })
})
