import type { Page } from '@playwright/test'
import { pause, toast } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

/** What of the page lies beneath a toast: everything one presses or types into, the terminal's text, the stage's cards. */
function coveredBy(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const needed = 'button, input, select, [role=slider], .xterm-rows, .broker, .client, .group, .chip, .counters'
    const shown = (element: Element) => element.checkVisibility({ visibilityProperty: true })
    // What scrolls is on screen only within all that scrolls it.
    const visibleBox = (element: Element) => {
      let { left, top, right, bottom } = element.getBoundingClientRect()
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        if (getComputedStyle(around).overflow === 'visible') continue
        const box = around.getBoundingClientRect()
        left = Math.max(left, box.left)
        top = Math.max(top, box.top)
        right = Math.min(right, box.right)
        bottom = Math.min(bottom, box.bottom)
      }
      return { left, top, right, bottom }
    }
    const covered: string[] = []
    for (const toast of document.querySelectorAll('.toast')) {
      const over = toast.getBoundingClientRect()
      for (const element of document.querySelectorAll(needed)) {
        if (element.closest('.toast') !== null || !shown(element)) continue
        const box = visibleBox(element)
        const wide = Math.min(box.right, over.right) - Math.max(box.left, over.left)
        const high = Math.min(box.bottom, over.bottom) - Math.max(box.top, over.top)
        if (wide > 1 && high > 1) covered.push(element.getAttribute('aria-label') ?? element.className)
      }
    }
    return covered
  })
}

for (const [width, height] of [
  [1_440, 900],
  [1_280, 720],
  [390, 844],
] as const) {
  test(`at ${width}×${height} a toast covers nothing one needs, and is whole on screen`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openPage(page)
    await pause(page)
    for (const node of ['broker-2', 'broker-3']) {
      await page.getByRole('button', { name: `Power of ${node}`, exact: true }).click()
      const killed = toast(page, `Power cut: ${node}`)
      await expect(killed).toBeInViewport({ ratio: 1 })
      expect(await coveredBy(page)).toEqual([])
    }
    await toast(page, 'Power cut: broker-3').getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('region', { name: 'broker-3', exact: true })).not.toContainText('power off')

    // A sheet on a phone, the inspector on a desk: whatever is opened stays free too.
    await page.getByRole('button', { name: 'Power of broker-3', exact: true }).click()
    if (width < 720) await page.locator('.bottom-tabs').getByRole('button').nth(1).click()
    else await page.getByRole('button', { name: /^broker-1, running/ }).click()
    await expect(page.locator(width < 720 ? '.sheet .xterm-rows' : '.inspector')).toBeVisible()
    await expect(toast(page, 'Power cut: broker-3')).toBeInViewport({ ratio: 1 })
    expect(await coveredBy(page)).toEqual([])
  })
}
