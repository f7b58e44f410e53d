import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

/** Goes on with the arrow key until the foot says it; throws where it never does. */
async function walkUntil(page: Page, view: Locator, wanted: RegExp): Promise<void> {
  const said = view.getByRole('status')
  for (let presses = 0; presses < 400; presses++) {
    await page.keyboard.press('ArrowRight')
    if (wanted.test((await said.textContent()) ?? '')) return
  }
  throw new Error(`nothing in the diagram says ${wanted}`)
}

for (const [width, height, theme] of [
  [1440, 900, 'light'],
  [390, 844, 'dark'],
] as const) {
  test(`a broker dies, and the diagram shows what never arrived and why, by keyboard (${width}×${height})`, async ({
    page,
  }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height })
    await openPage(page, `./?theme=${theme}`)
    await expect(page.locator('.caption-bar')).toBeVisible()
    await page.getByRole('button', { name: 'Power of broker-1' }).click()
    await pause(page)

    if (width < 720) {
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await page.getByRole('button', { name: 'Space-time diagram' }).click()
    } else await page.getByRole('button', { name: 'Space-time', exact: true }).click()
    const view = page.getByRole('region', { name: 'Space-time diagram' })
    await expect(view.locator('.space-time-arrow').first()).toBeVisible()
    await expect(view.locator('.space-time-dot').first()).toBeVisible()
    expect(await violations(page, '.space-time')).toEqual([])
    const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(wider).toBe(false)

    await view.getByRole('application').focus()
    await walkUntil(page, view, /broker-1/)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible()
    await page.keyboard.press('Escape')
    await view.getByRole('button', { name: 'Back to the stage' }).click()
    await expect(page.locator('.stage')).toBeVisible()
  })
}

test('a frame of 320 pixels in somebody’s page can begin with the diagram', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 420 })
  await page.goto('./?embed&space-time&lang=ko&pauses=off')
  const view = page.getByRole('region', { name: '시공간 그림' })
  await expect(view.locator('.space-time-arrow').first()).toBeVisible({ timeout: 30_000 })
  expect(await violations(page, '.space-time')).toEqual([])
  await view.getByRole('button', { name: '무대로 돌아가기' }).click()
  await expect(page.locator('.stage')).toBeVisible()
})
