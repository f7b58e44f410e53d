/** There is room for everything: what opens beside the cluster does not lie over it, and what is drawn is explained. */
import type { Page } from '@playwright/test'
import { closeDialog, openDialog, pause } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
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

test('a menu opens beside its button, and all of it can be seen', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const button = page.getByRole('button', { name: 'What else to do with broker-3' })
  await button.click()
  const menu = page.getByRole('menu', { name: 'What else to do with broker-3' })
  await expect(menu).toBeVisible()
  const [beside, box] = [await button.boundingBox(), await menu.boundingBox()]
  if (beside === null || box === null) throw new Error('the menu has no place')
  expect(Math.abs(box.x + box.width - (beside.x + beside.width))).toBeLessThan(8)
  expect(Math.min(Math.abs(box.y - beside.y - beside.height), Math.abs(beside.y - box.y - box.height))).toBeLessThan(8)
  // What lies on top in the middle of each entry is that entry, and nothing else of the page.
  const covered = await menu.getByRole('menuitem').evaluateAll((items) =>
    items
      .filter((item) => {
        const { left, top, width, height } = item.getBoundingClientRect()
        return !item.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      })
      .map((item) => item.textContent),
  )
  expect(covered).toEqual([])
})

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
  test('a controller, in its one line, still has its power button, and the rest a tap away', async ({ page }) => {
    await openPage(page)
    await page.getByRole('button', { name: 'Power of controller-101', exact: true }).tap()
    const chip = page.getByRole('button', { name: /^controller-101, power off/ })
    await expect(chip).toBeVisible()
    await chip.tap()
    const tools = page.getByRole('complementary', { name: 'Inspector' })
    await expect(tools.getByRole('button', { name: 'Start', exact: true })).toBeVisible()
  })
})

test('on a wall of a lecture hall type and controls are as large as the picture', async ({ page }) => {
  await openPage(page)
  const heights = async () => {
    const parts = ['.header .button', '.lesson-choice', '.play-button', '.xterm-rows > div']
    const boxes = await Promise.all(parts.map((part) => page.locator(part).first().boundingBox()))
    return boxes.map((box) => box?.height ?? 0)
  }
  await expect(page.locator('.xterm-rows')).toBeVisible()
  const usual = await heights()
  await page.setViewportSize({ width: 3840, height: 2160 })
  await expect
    .poll(async () => Math.min(...(await heights()).map((height, part) => height / usual[part]!)))
    .toBeGreaterThan(1.9)
})

test('a link can be scanned, in the dark as well; one too long for that says so', async ({ page }) => {
  await openPage(page, './?theme=dark')
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  const dialog = await openDialog(page, 'Share')
  await expect(dialog.getByRole('img', { name: 'QR code of this link' })).toBeVisible()
  await closeDialog(page)
  // What a reader types is in the link, and this much of it is in no QR code.
  const noise = Array.from({ length: 700 }, (_, i) => ((i * 7919 + 104_729) % 1_296).toString(36)).join('')
  await terminal.focus()
  await page.keyboard.insertText(`echo ${noise} | wc -l`)
  await page.keyboard.press('Enter')
  await terminal.idle()
  await pause(page)
  await openDialog(page, 'Share')
  await expect(dialog).toContainText('No QR code')
})
