import type { Page } from '@playwright/test'
import { captionsUntil, keepCaptions } from './support/captions.ts'
import { clockMs } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ viewport: { width: 1_920, height: 1_080 } })

/** How large an element is drawn, all transforms around it considered. */
const drawnScale = `(element) => {
  let scale = 1
  for (let at = element; at !== null; at = at.parentElement) scale *= new DOMMatrix(getComputedStyle(at).transform).a
  return scale
}`

/** Words on screen whose type, as it is drawn, is smaller than `least` pixels: those of elements, and those of canvases. */
async function smallWords(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate(
    ([limit, scaleOf]) => {
      const drawn = new Function(`return ${scaleOf}`)() as (element: Element) => number
      const written = [...document.querySelectorAll('.presenter *')]
        .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''))
        .filter((each) => each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width > 3)
        .map((each) => ({
          text: each.textContent ?? '',
          px: Number.parseFloat(getComputedStyle(each).fontSize) * drawn(each),
        }))
      const painted = [...(window as unknown as { painted: Map<string, number> }).painted].map(([text, px]) => ({
        text,
        px,
      }))
      if (painted.length === 0) throw new Error('nothing was painted')
      return [...written, ...painted]
        .filter(({ px }) => px < limit)
        .map(({ text, px }) => `${text}: ${px.toFixed(1)} px`)
    },
    [least, drawnScale] as const,
  )
}

/** Every text that a canvas paints from now on, with the least size it was painted at. */
async function watchCanvases(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const painted = new Map<string, number>()
    Object.assign(window, { painted })
    for (const kind of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
      const paint = kind.prototype.fillText
      kind.prototype.fillText = function (this: CanvasRenderingContext2D, text: string, ...place: [number, number]) {
        const px = Number.parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? '0') * this.getTransform().a
        painted.set(text, Math.min(px / devicePixelRatio, painted.get(text) ?? Number.POSITIVE_INFINITY))
        return paint.call(this, text, ...place)
      } as typeof paint
    }
  })
}

/** How high the digits of the numbers that count are drawn. */
function keyNumbers(page: Page): Promise<readonly number[]> {
  return page.evaluate((scaleOf) => {
    const drawn = new Function(`return ${scaleOf}`)() as (element: Element) => number
    return [...document.querySelectorAll('.counter-value, .clock')].map(
      (each) => Number.parseFloat(getComputedStyle(each).fontSize) * drawn(each),
    )
  }, drawnScale)
}

const words = {
  en: {
    power: 'Power of broker-2',
    cut: /has lost power/,
    leads: /becomes the leader/,
    counters: ['acknowledged', 'lost', 'duplicated', 'out of order'],
    sameStart: 'Shared start no. 10',
  },
  ko: {
    power: 'broker-2 전원',
    cut: /전원이 끊/,
    leads: /리더가 됩니다/,
    counters: ['확인', '유실', '중복', '순서 뒤바뀜'],
    sameStart: '공통 시작 10번',
  },
} as const

for (const lang of ['en', 'ko'] as const) {
  test(`a room reads every word of a whole story, and nothing is there but the stage, the caption and the time (${lang})`, async ({
    page,
  }) => {
    test.setTimeout(120_000)
    const word = words[lang]
    await watchCanvases(page)
    await openPage(page, `?present&lang=${lang}`)
    const power = page.getByRole('button', { name: word.power, exact: true })
    await expect(power).toBeVisible()
    await expect(page.locator('.header, .dock, .invitations, .inspector')).toHaveCount(0)
    await expect(page.getByText(word.sameStart)).toBeVisible()
    for (const name of word.counters)
      await expect(page.locator('.counters').getByText(name, { exact: true })).toBeVisible()
    await expect.poll(() => smallWords(page, 22)).toEqual([])
    const numbers = await keyNumbers(page)
    expect(numbers).toHaveLength(5)
    for (const px of numbers) expect(px).toBeGreaterThanOrEqual(43)

    await keepCaptions(page)
    await power.click()
    await captionsUntil(page, word.cut)
    expect(await smallWords(page, 22), 'a broker without power').toEqual([])
    await captionsUntil(page, word.leads)
    expect(await smallWords(page, 22), 'another leader').toEqual([])
    for (const px of await keyNumbers(page)) expect(px).toBeGreaterThanOrEqual(43)
  })
}

test('with a clicker: from beat to beat, blank, and the same start again', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page, '?present')
  const told = page.locator('.caption-text')
  const playing = page.getByRole('button', { name: 'Pause', exact: true })
  await keepCaptions(page)
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await captionsUntil(page, /becomes the leader/)
  // The focus is on the button that cut the power: space plays and pauses all the same.
  await page.keyboard.press('Space')
  await expect(playing).toHaveCount(0)
  // What has happened by then is told in its turn.
  await expect(told).toContainText('becomes the leader', { timeout: 30_000 })
  // How far the story had come by then is up to the machine.
  const shown = page.locator('.caption-beats [aria-current=step]')
  await expect(async () => {
    const before = (await shown.getAttribute('aria-label')) ?? ''
    if (/fences broker-2/.test(before)) return
    await page.keyboard.press('PageUp')
    await expect(shown).not.toHaveAttribute('aria-label', before)
    await expect(told).toContainText('fences broker-2', { timeout: 100 })
  }).toPass({ timeout: 30_000 })
  // Between the two stands what befell a group meanwhile, if its commit was under way.
  const turnTo = (key: string, words: string) =>
    expect(async () => {
      const before = (await shown.getAttribute('aria-label')) ?? ''
      await page.keyboard.press(key)
      await expect(shown).not.toHaveAttribute('aria-label', before)
      await expect(told).toContainText(words, { timeout: 1_000 })
    }).toPass({ timeout: 30_000 })
  await turnTo('PageUp', 'lost power')
  await turnTo('PageDown', 'fences broker-2')
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'Show the picture again' })).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.locator('.presenter-blank')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Next beat of the story')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Shared start no. 10')).toBeVisible()
  await page.keyboard.press('F')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true)
  await page.keyboard.press('f')
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null)
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).not.toContainText('power off')
  await expect.poll(() => clockMs(page)).toBeLessThan(10_000)
  await page.keyboard.press('Escape')
  await expect(page.locator('.header')).toContainText('Shared start no. 10')
})
