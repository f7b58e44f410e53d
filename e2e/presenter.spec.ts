import type { Page } from '@playwright/test'
import { clockMs } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ viewport: { width: 1_920, height: 1_080 } })

/** Words on screen whose type, scaled as it is drawn, is smaller than `least` pixels. */
function smallWords(page: Page, least: number): Promise<readonly string[]> {
  return page.evaluate((limit) => {
    const drawn = (element: Element | null): number =>
      element === null ? 1 : new DOMMatrix(getComputedStyle(element).transform).a * drawn(element.parentElement)
    return [...document.querySelectorAll('.presenter *')]
      .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''))
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().width > 3)
      .filter((each) => Number.parseFloat(getComputedStyle(each).fontSize) * drawn(each) < limit)
      .map((each) => each.textContent ?? '')
  }, least)
}

/** How high the digits of the numbers that count are drawn. */
function keyNumbers(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const drawn = (element: Element | null): number =>
      element === null ? 1 : new DOMMatrix(getComputedStyle(element).transform).a * drawn(element.parentElement)
    return [...document.querySelectorAll('.counter-value, .clock')].map(
      (each) => Number.parseFloat(getComputedStyle(each).fontSize) * drawn(each),
    )
  })
}

test('a room reads every word, and nothing is there but the stage, the caption and the time', async ({ page }) => {
  await openPage(page, '?present')
  await expect(page.getByRole('button', { name: 'Power of broker-2', exact: true })).toBeVisible()
  await expect(page.locator('.header, .dock, .invitations, .inspector')).toHaveCount(0)
  await expect.poll(() => smallWords(page, 22)).toEqual([])
  for (const px of await keyNumbers(page)) expect(px).toBeGreaterThanOrEqual(43)
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(page.getByText(/lost its power/).first()).toBeVisible()
  expect(await smallWords(page, 22)).toEqual([])
})

test('with a clicker: from beat to beat, blank, and the same start again', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page, '?present')
  const told = page.locator('.caption-text')
  const playing = page.getByRole('button', { name: 'Pause', exact: true })
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(told).toContainText('becomes the leader', { timeout: 60_000 })
  // The focus is on the button that cut the power: space plays and pauses all the same.
  await page.keyboard.press('Space')
  await expect(playing).toHaveCount(0)
  await page.keyboard.press('PageUp')
  await expect(told).toContainText('fences broker-2')
  await page.keyboard.press('PageUp')
  await expect(told).toContainText('lost its power')
  await page.keyboard.press('PageDown')
  await expect(told).toContainText('fences broker-2')
  await page.keyboard.press('b')
  await expect(page.getByRole('button', { name: 'Show the picture again' })).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.locator('.presenter-blank')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Next beat of the story')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Same start 10')).toBeVisible()
  await page.keyboard.press('r')
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).not.toContainText('power off')
  await expect.poll(() => clockMs(page)).toBeLessThan(10_000)
  await page.keyboard.press('Escape')
  await expect(page.locator('.header')).toContainText('Same start 10')
})
