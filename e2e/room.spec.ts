/** There is room for everything: what opens beside the cluster does not lie over it, and what is drawn is explained. */
import type { Page } from '@playwright/test'
import { pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

/** Names of the visible buttons of stage and dock that lie under the inspector or beyond the window's right edge. */
function coveredButtons(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inspector = document.querySelector('.inspector')?.getBoundingClientRect()
    if (inspector === undefined) throw new Error('the inspector is not open')
    return [...document.querySelectorAll('.stage button, .dock button, .group')]
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.right > inspector.left + 0.5)
      .map(({ element }) => element.getAttribute('aria-label') ?? element.textContent ?? '')
  })
}

for (const [width, height] of [
  [1440, 900],
  [1280, 720],
] as const) {
  test(`the inspector has a column of its own at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPage(page)
    await expect(page.locator('.dock')).toBeVisible()
    await page.locator('.broker .node-name').first().click()
    await expect(page.locator('.inspector h2')).toBeVisible()
    await expect.poll(() => coveredButtons(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    await page.getByRole('button', { name: 'Events', exact: true }).click()
    await expect(page.locator('.event-text').first()).toBeVisible()
    await page.getByRole('button', { name: 'Close the inspector' }).click()
    await expect(page.getByRole('heading', { name: 'Try one of these' })).toBeVisible()
  })
}

test('a legend tells what the marks mean; it opens and closes with keys alone', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const button = page.getByRole('button', { name: 'Legend', exact: true })
  await button.focus()
  await page.keyboard.press('Enter')
  const legend = page.getByRole('region', { name: 'Legend' })
  await expect(legend).toContainText('High watermark (HW)')
  await page.keyboard.press('Tab')
  await page.keyboard.press('End')
  await expect(legend.getByText('Cut: nothing gets through')).toBeInViewport()
  await page.keyboard.press('Escape')
  await expect(legend).toHaveCount(0)
  await expect(button).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  test('a controller has the menu it has on a desk', async ({ page }) => {
    await openPage(page)
    await page.getByRole('button', { name: 'What else to do with controller-101' }).tap()
    await expect(page.getByRole('menuitem')).toHaveText([/Pause/, /Make slow/, /Stop cleanly/, /Kill/, /Cut the power/])
    await page.getByRole('menuitem', { name: 'Cut the power' }).tap()
    await expect(page.getByRole('button', { name: /^controller-101, power off/ })).toBeVisible()
  })
})
