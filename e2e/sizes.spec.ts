import type { Page } from '@playwright/test'
import { pause } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

/** Names on cards and in rows of which not every letter is seen. */
function cutNames(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.stage .node-name, .stage .name-lines, .stage .name-stem, .stage .chip-name')]
      .filter(
        (name) =>
          name.scrollWidth > name.clientWidth + 1 ||
          (/name-lines/.test(name.className) && name.scrollHeight > name.clientHeight + 2),
      )
      .map((name) => name.textContent ?? ''),
  )
}

for (const [what, width, height, path] of [
  ['a phone', 390, 844, ''],
  ['a phone on its side', 844, 390, ''],
  ['a frame in a page of text', 700, 600, '?embed'],
  ['a desk', 1_440, 900, ''],
  ['a desk at 200 %', 960, 540, ''],
] as const) {
  test(`on ${what} every name is read whole`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPage(page, path)
    await expect(page.getByRole('button', { name: /^payment-service/ })).toBeVisible()
    expect(await cutNames(page)).toEqual([])
  })
}

test('in presenter mode every name is read whole', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Presenter' }).click()
  await expect(page.getByRole('button', { name: 'End presenter mode' })).toBeVisible()
  await expect.poll(() => cutNames(page)).toEqual([])
})

test('on a phone on its side the stage has most of the screen, and all of the header is on it', async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 })
  await openPage(page)
  const stage = (await page.locator('.stage').boundingBox())!
  expect(stage.height).toBeGreaterThan(390 / 2)
  await expect(page.getByRole('button', { name: 'Menu', exact: true })).toBeInViewport({ ratio: 1 })
  await page.getByRole('button', { name: 'Predict', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Try one of these' })).toBeVisible()
  await page.locator('.bottom-tabs').getByRole('button', { name: 'Terminal' }).click()
  await expect(page.locator('.sheet .xterm-rows')).toBeVisible()
})

test('a phone asks the next question without being asked, shows the stage for it, and what it types', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPage(page)
  const next = page.getByRole('region', { name: 'Try one of these' })
  await next.getByRole('button', { name: 'Predict' }).click()
  const sheet = page.getByRole('complementary', { name: 'Try one of these' })
  await sheet.getByRole('button', { name: 'The first command of the course notes' }).click()
  await sheet.getByRole('button', { name: /One partition, one replica/ }).click()
  await expect(sheet).toHaveCount(0)
  await next.getByRole('button', { name: 'Type it for me' }).click()
  await expect(page.locator('.sheet .xterm-rows')).toContainText('kafka-topics.sh --create')
})

for (const width of [1_280, 1_440, 1_600, 1_920, 2_560]) {
  test(`at ${width} pixels the stage’s tools cover no heading and no button`, async ({ page }) => {
    await page.setViewportSize({ width, height: (width * 9) / 16 })
    await openPage(page)
    await pause(page)
    await expect(page.locator('.stage-tools')).toBeVisible()
    const covered = await page.evaluate(() => {
      const tools = document.querySelector('.stage-tools')!.getBoundingClientRect()
      return [...document.querySelectorAll('.region-title, .topic-bar > *, .region-head > *, .region button')]
        .filter((element) => {
          const range = document.createRange()
          range.selectNodeContents(element)
          const text = range.getBoundingClientRect()
          return (
            text.width > 0 &&
            text.left < tools.right &&
            text.right > tools.left &&
            text.top < tools.bottom &&
            text.bottom > tools.top
          )
        })
        .map((element) => element.textContent)
    })
    expect(covered).toEqual([])
  })
}

for (const [width, height] of [
  [960, 540],
  [720, 450],
] as const) {
  test(`at 200 %, ${width}×${height}, the header is whole, and a broker with all of its lanes is in sight`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height })
    await openPage(page)
    for (const name of ['Share', 'Menu'])
      await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
    await pause(page)
    const hidden = await page
      .locator('.stage .broker')
      .first()
      .evaluate((broker) => {
        const stage = document.querySelector('.stage')!.getBoundingClientRect()
        const counters = document.querySelector('.stage .counters')!.getBoundingClientRect()
        return [...broker.querySelectorAll('.lane, .broker-header')].filter((part) => {
          const { top, bottom } = part.getBoundingClientRect()
          return top < stage.top || bottom > counters.top
        }).length
      })
    expect(hidden).toBe(0)
  })
}

test('a terminal that nobody has typed into leaves its room to the stage', async ({ page }) => {
  await openPage(page)
  const stage = page.locator('.stage')
  await expect(page.locator('.dock .xterm-rows')).toContainText('kafka-topics.sh')
  const before = (await stage.boundingBox())!.height
  expect(before).toBeGreaterThan(600)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.type('kafka-topics.sh --version')
  await expect.poll(async () => (await page.locator('.dock-body').boundingBox())!.height).toBeGreaterThan(120)
})

test('the stage’s tools go with the heading beside which they stand', async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 560 })
  await openPage(page)
  await pause(page)
  const tools = page.locator('.stage-tools')
  const before = (await tools.boundingBox())!.y
  await page.locator('.stage-scroll').evaluate((scroller) => scroller.scrollTo({ top: 60 }))
  await expect.poll(async () => before - (await tools.boundingBox())!.y).toBeGreaterThan(50)
  await page.getByRole('button', { name: 'Legend' }).focus()
  await expect.poll(async () => (await tools.boundingBox())!.y).toBe(before)
})

test('the list behind a counter covers none of the lanes it tells of', async ({ page }) => {
  await openPage(page)
  await pause(page)
  await page.locator('.counter-door').first().click()
  const list = page.locator('.counters .popover-panel')
  await expect(list.locator('.counted')).toBeVisible()
  const broker = (await page.locator('.stage .broker').first().boundingBox())!
  const box = (await list.boundingBox())!
  expect(box.x + box.width).toBeLessThanOrEqual(broker.x)
  expect(box.y).toBeGreaterThanOrEqual((await page.locator('.stage').boundingBox())!.y)
})

for (const lang of ['en', 'ko'] as const) {
  test(`at 200 % no heading is covered and the topics are what their bar begins with (${lang})`, async ({ page }) => {
    await page.setViewportSize({ width: 720, height: 450 })
    await openPage(page, `./?lang=${lang}`)
    await expect(page.locator('.stage .topic-bar')).toBeVisible()
    await expect(page.locator('.caption-text')).toBeVisible()
    const covered = await page.locator('.stage .region-title').evaluateAll((titles) =>
      titles
        .filter((title) => {
          const range = document.createRange()
          range.selectNodeContents(title)
          const text = range.getBoundingClientRect()
          return [...document.querySelectorAll('.stage-tools > *')].some((tool) => {
            const { left, right, top, bottom } = tool.getBoundingClientRect()
            return left < text.right && right > text.left && top < text.bottom && bottom > text.top
          })
        })
        .map((title) => title.textContent),
    )
    expect(covered).toEqual([])
    const bar = (await page.locator('.stage .topic-bar').boundingBox())!
    const first = (await page.locator('.stage .topic-chip').first().boundingBox())!
    expect(first.x).toBeGreaterThanOrEqual(bar.x)
    expect(first.x + first.width).toBeLessThanOrEqual(bar.x + bar.width)
  })
}
