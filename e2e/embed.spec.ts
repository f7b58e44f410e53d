import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrameLocator, Page } from '@playwright/test'
import { clockMs, openDialog, pause, readShare } from './support/page.ts'
import { expect, openPage, test, watchContext } from './support/test.ts'

/** Somebody else's page with a frame in it, on another host: what a browser calls a third party. */
async function serveElsewhere(iframe: string): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      `<!doctype html><html lang="ko"><title>강의 노트</title><link rel="icon" href="data:,"><h1>강의 노트</h1>${iframe}`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }
}

/** The share dialog's embed code, at the least size promised. */
async function embedCode(page: Page, terminal: boolean): Promise<string> {
  const dialog = await openDialog(page, 'Share')
  const code = dialog.getByLabel('Embed code', { exact: true })
  await expect(code).toHaveValue(/^<iframe /)
  if (terminal) await dialog.getByLabel('With a terminal').check()
  await expect(code).toHaveValue(terminal ? /[?&;]terminal[#&]/ : /embed/)
  const text = await code.inputValue()
  await page.keyboard.press('Escape')
  return text.replace('width="100%"', 'width="640"').replace('height="600"', 'height="420"')
}

const fits = (frame: FrameLocator) =>
  frame
    .locator('html')
    .evaluate((root) => root.scrollWidth <= window.innerWidth && root.scrollHeight <= window.innerHeight)

/** Controls of the foot that lie on one another. */
const overlapping = (frame: FrameLocator) =>
  frame.locator('.timeline-foot').evaluate((foot) => {
    const controls = [...foot.querySelectorAll('button, [role=timer], .scrubber')].filter((each) =>
      each.checkVisibility(),
    )
    const boxes = controls.map((each) => ({
      name: each.textContent || each.className,
      box: each.getBoundingClientRect(),
    }))
    return boxes.flatMap(({ name, box }, index) =>
      boxes.slice(index + 1).flatMap((other) => {
        const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
        const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
        return wide > 1 && high > 1 ? [`${name} and ${other.name}`] : []
      }),
    )
  })

for (const terminal of [false, true]) {
  test(`in a frame of 640×420 on another site, storage blocked${terminal ? ', with a terminal' : ''}`, async ({
    page,
    browser,
    baseURL,
    watch,
  }) => {
    test.setTimeout(120_000)
    await openPage(page)
    await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
    await expect(page.getByRole('region', { name: 'broker-2', exact: true })).toContainText('power off')
    await pause(page)
    const at = await clockMs(page)
    const { fingerprint } = await readShare(page)
    const elsewhere = await serveElsewhere(await embedCode(page, terminal))

    const context = await browser.newContext({ locale: 'ko-KR', viewport: { width: 900, height: 700 } })
    watchContext(context, new URL(elsewhere.url).origin, { ...watch, elsewhere: [] })
    const fromFrame: string[] = []
    context.on('request', (request) => {
      if (request.url() !== elsewhere.url) fromFrame.push(new URL(request.url()).origin)
    })
    await context.addInitScript(() => {
      if (window === window.top) return
      IDBFactory.prototype.open = () => {
        throw new DOMException('Third-party storage is blocked.', 'SecurityError')
      }
      for (const name of ['localStorage', 'sessionStorage'] as const)
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError')
          },
        })
    })
    const notes = await context.newPage()
    await notes.goto(elsewhere.url)
    const frame = notes.frameLocator('iframe')
    await expect(frame.locator('.stage')).toBeVisible()
    // The code carries the language of whoever made it; the instant is the one that was shared.
    await expect(frame.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await expect(frame.getByRole('timer')).toHaveText(await page.getByRole('timer').innerText())
    await expect(frame.getByRole('button', { name: /^broker-2, power off/ })).toBeVisible()
    await expect(frame.locator('.state-word', { hasText: 'power off' })).toBeVisible()
    await expect(frame.locator('.header, .invitations, .dock, .trouble')).toHaveCount(0)
    await expect(frame.locator('.terminal-screen')).toHaveCount(terminal ? 1 : 0)
    expect(await fits(frame), 'no scroll bars').toBe(true)
    for (const edge of ['Play', 'Open the full page here'])
      await expect(frame.getByRole('button', { name: edge, exact: true })).toBeInViewport({ ratio: 1 })

    const [full] = await Promise.all([
      context.waitForEvent('page'),
      frame.getByRole('button', { name: 'Open the full page here' }).click(),
    ])
    await expect(full.locator('.stage')).toBeVisible()
    expect(full.url().startsWith(baseURL ?? 'none')).toBe(true)
    await full.getByRole('combobox').first().selectOption('en')
    expect(await clockMs(full)).toBe(at)
    expect((await readShare(full)).fingerprint).toBe(fingerprint)

    await frame.getByRole('button', { name: 'Play', exact: true }).first().click()
    await expect(frame.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    if (terminal) {
      await frame.locator('.xterm-screen').click()
      await notes.keyboard.type('bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --list')
      await notes.keyboard.press('Enter')
      await expect(frame.locator('.xterm-rows')).toContainText('orders', { timeout: 30_000 })
    }
    expect(new Set(fromFrame)).toEqual(new Set([new URL(baseURL ?? '').origin]))
    elsewhere.close()
    await context.close()
  })
}

test('without a run it shows the first minute, in the language and theme its address asks for', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 420 })
  await openPage(page, './?embed&lang=ko&theme=dark')
  await expect(page.getByRole('button', { name: '일시 정지' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640)
})

for (const [lang, off, fenced] of [
  ['en', 'power off', 'power off · fenced'],
  ['ko', '전원 끊김', '전원 끊김 · 펜싱됨'],
] as const) {
  test(`at 640×420 a broker without power says so beside its session, in whole words (${lang})`, async ({ page }) => {
    await page.setViewportSize({ width: 640, height: 420 })
    await openPage(page, `./?embed&lang=${lang}`)
    const broker = page.getByRole('region', { name: 'broker-2', exact: true })
    const state = broker.locator('.state-word')
    const whole = () => state.evaluate((word) => word.scrollWidth <= word.clientWidth)
    await expect(page.locator('.group .state-word').first()).toHaveText(lang === 'ko' ? '● 안정' : '● Stable')
    expect(
      await page
        .locator('.group .state-word')
        .evaluateAll((all) => all.filter((word) => word.scrollWidth > word.clientWidth).length),
    ).toBe(0)
    await broker.locator('button.power').click()
    await expect(broker.locator('.countdown-words')).toHaveText(/\d\.\d \/ 9/)
    await expect(state).toHaveText(`✕ ${off}`)
    expect(await whole(), 'beside the ring of its session').toBe(true)
    await expect(state).toHaveText(`✕ ${fenced}`, { timeout: 45_000 })
    expect(await whole(), 'when the session is over').toBe(true)
    await expect(state).toBeInViewport({ ratio: 1 })
  })
}

test('the frame is as wide as its place, from 320 pixels on, and whole at every width', async ({ page, browser }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await pause(page)
  const { embedCode: code } = await readShare(page)
  const elsewhere = await serveElsewhere(`<div id="place">${code}</div>`)
  const context = await browser.newContext({ viewport: { width: 1_920, height: 900 } })
  const notes = await context.newPage()
  await notes.goto(elsewhere.url)
  const frame = notes.frameLocator('iframe')
  await expect(frame.locator('.stage')).toBeVisible()
  for (const width of [320, 360, 480, 640, 960, 1_400, 1_900]) {
    await notes.locator('#place').evaluate((place, px) => (place.style.width = `${px}px`), width)
    await expect.poll(() => frame.locator('html').evaluate(() => window.innerWidth)).toBeGreaterThan(width - 8)
    await expect.poll(() => fits(frame), { message: `no scroll bars at ${width}` }).toBe(true)
    for (const name of ['Play', 'Open the full page here'])
      await expect(frame.getByRole('button', { name, exact: true }), `${name} at ${width}`).toBeInViewport({ ratio: 1 })
    const clock = frame.getByRole('timer')
    await expect(clock).toBeInViewport({ ratio: 1 })
    const { height } = (await clock.boundingBox())!
    expect(height, `the clock on one line at ${width}`).toBeLessThan(32)
    expect(await overlapping(frame), `what overlaps at ${width}`).toEqual([])
    await expect(frame.getByRole('slider').first(), `scrubber at ${width}`).toBeInViewport({ ratio: 1 })
  }
  elsewhere.close()
  await context.close()
})
