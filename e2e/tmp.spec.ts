import { captionsUntil, keepCaptions } from './support/captions.ts'
import { openPage, test } from './support/test.ts'
test('x', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page, '?present')
  await keepCaptions(page)
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await captionsUntil(page, /becomes the leader/)
  await page.keyboard.press('Space')
  const shown = page.locator('.caption-beats [aria-current=step]')
  for (let i = 0; i < 8; i++) {
    console.log(i, await page.locator('.caption-text').first().textContent(), '|', await shown.getAttribute('aria-label'), await page.locator('.caption-beats button').count())
    await page.keyboard.press('PageUp')
    await page.waitForTimeout(900)
  }
})
