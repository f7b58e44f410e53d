/** A whole story with one thumb: nothing is pressed but what a finger can reach, and nothing hides what is told. */
import type { Locator, Page } from '@playwright/test'
import { leaderOf } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const words = {
  en: {
    invitations: 'Try one of these',
    predict: 'Predict',
    cut: /^Cut the power of broker-\d$/,
    outcome: 'See the outcome',
    caption: 'What is happening',
    goOn: 'Continue',
    lost: /has lost power/,
    fences: /fences broker-\d/,
    leads: /becomes the leader/,
    why: 'Why?',
  },
  ko: {
    invitations: '하나씩 해 보세요',
    predict: '예측하기',
    cut: /^broker-\d 전원 끊기$/,
    outcome: '결과 보기',
    caption: '지금 일어나는 일',
    goOn: '계속',
    lost: /전원이 끊/,
    fences: /펜싱합니다/,
    leads: /리더가 됩니다/,
    why: '왜?',
  },
} as const

/** As large as a fingertip. */
async function tapWithThumb(control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  await control.scrollIntoViewIfNeeded()
  const box = (await control.boundingBox())!
  const name = await control.innerText()
  expect(Math.max(box.width, box.height), `${name}: room for a finger`).toBeGreaterThanOrEqual(44)
  expect(Math.min(box.width, box.height), `${name}: room for a finger`).toBeGreaterThanOrEqual(40)
  await control.tap()
}

/** What of a toast lies over anything that one reads or presses. */
function coveredByToasts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const needed = document.querySelectorAll('button, .caption-text, .clock, .broker, .counters, .next-invitation')
    return [...document.querySelectorAll('.toast')].flatMap((toast) => {
      const over = toast.getBoundingClientRect()
      return [...needed]
        .filter((each) => each.closest('.toast') === null && each.checkVisibility())
        .filter((each) => {
          const box = each.getBoundingClientRect()
          const inStage = each.closest('.stage')?.getBoundingClientRect()
          const bottom = Math.min(box.bottom, inStage?.bottom ?? box.bottom)
          const wide = Math.min(box.right, over.right) - Math.max(box.left, over.left)
          return wide > 1 && Math.min(bottom, over.bottom) - Math.max(box.top, over.top) > 1
        })
        .map((each) => each.getAttribute('aria-label') ?? each.className)
    })
  })
}

/** Whether words of the transport lie on one another, or beyond the screen. */
function transportOverlaps(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const texts = [...document.querySelectorAll('.clock, .pace-word, .auto-pace')].map((each) => {
      const range = document.createRange()
      range.selectNodeContents(each)
      return range.getBoundingClientRect()
    })
    return texts.some((box, index) => box.right > (texts[index + 1]?.left ?? innerWidth))
  })
}

for (const lang of ['en', 'ko'] as const) {
  test(`a leader’s death with one thumb, from the invitation to the verdict (${lang})`, async ({ page }) => {
    test.setTimeout(180_000)
    const word = words[lang]
    await page.goto(`./?lang=${lang}`)
    const next = page.getByRole('region', { name: word.invitations })
    const caption = page.getByRole('region', { name: word.caption })
    await tapWithThumb(next.getByRole('button', { name: word.predict }))
    const sheet = page.getByRole('complementary', { name: word.invitations })
    await tapWithThumb(sheet.locator('.lesson-choice').first())
    await expect(sheet).toHaveCount(0)
    const cut = next.getByRole('button', { name: word.cut })
    const killed = /broker-\d/.exec(await cut.innerText())![0]
    await tapWithThumb(cut)
    await expect(caption).toContainText(word.lost)
    await expect(page.locator('.toast')).toBeVisible()
    expect(await coveredByToasts(page)).toEqual([])

    // The picture waits at each new moment, and shows whom it is about.
    await expect(caption).toContainText(word.fences, { timeout: 60_000 })
    await expect(page.getByRole('region', { name: killed, exact: true })).toBeInViewport({ ratio: 0.95 })
    await tapWithThumb(caption.getByRole('button', { name: word.goOn }))
    await expect(caption).toContainText(word.leads)
    const text = (await caption.innerText()).replaceAll('\n', ' ')
    const partition = /orders-\d/.exec(text)![0]
    const number = /broker-(\d)/.exec(text)![1]
    const leader = page.getByRole('region', { name: `broker-${number}`, exact: true })
    await expect(leader, 'who leads now has come into view').toBeInViewport({ ratio: 0.95 })
    await expect(leader.getByRole('button', { name: new RegExp(`^${partition} `) })).toBeInViewport({ ratio: 0.95 })
    expect(await coveredByToasts(page)).toEqual([])
    expect(await transportOverlaps(page)).toBe(false)

    // On from moment to moment, until the cluster has answered.
    const goOn = caption.getByRole('button', { name: word.goOn })
    const outcome = next.getByRole('button', { name: word.outcome })
    await expect(async () => {
      if (await goOn.isVisible()) await tapWithThumb(goOn)
      await expect(outcome).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 60_000 })
    if (lang === 'en') expect(await leaderOf(page, partition)).toBe(`broker-${number}`)
    await tapWithThumb(outcome)
    await expect(sheet.locator('.lesson-verdict')).toBeVisible()
  })
}

for (const lang of ['en', 'ko'] as const) {
  test(`counters and the events’ tools have room for whole words (${lang})`, async ({ page }) => {
    await page.goto(`./?lang=${lang}&pauses=off`)
    await expect(page.locator('.stage')).toBeVisible()
    const stage = (await page.locator('.stage-scroll').boundingBox())!
    for (const part of ['.counter-label', '.counter-value', '.counter-shape'])
      for (const each of await page.locator(part).all()) {
        const { x, y, width, height } = (await each.boundingBox())!
        expect(height, `${part} on one line`).toBeLessThan(20)
        expect(y, `${part} below the edge`).toBeGreaterThanOrEqual(stage.y)
        expect(x >= 0 && x + width <= 390, `${part} in view`).toBe(true)
      }
    await page.locator('.bottom-tabs button').nth(2).click()
    const search = page.locator('.events-tools .field')
    await expect(search).toBeVisible()
    expect((await search.boundingBox())!.width).toBeGreaterThan(120)
    await expect(page.locator('.events-internal')).toBeInViewport({ ratio: 1 })
  })
}

test('every button around and on the stage is as large as a fingertip, and names stand whole', async ({ page }) => {
  await openPage(page)
  const small = await page.evaluate(() =>
    [...document.querySelectorAll(':is(.header, .next-invitation, .stage-scroll, .timeline, .bottom-tabs) button')]
      .filter((each) => each.checkVisibility())
      .map((each) => ({ name: each.getAttribute('aria-label') ?? each.textContent, box: each.getBoundingClientRect() }))
      .filter(({ box }) => Math.min(box.width, box.height) < 44)
      .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
  )
  expect(small).toEqual([])
  for (const name of ['order-service', 'payment-service'])
    expect(await linesOf(page.locator(`[data-producer="${name}"] .name-lines`))).toBe(1)
})

/** In how many lines a text stands. */
function linesOf(text: Locator): Promise<number> {
  return text.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
  })
}
