import { pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test('Enter on a thing leads to its tools, and Escape back to it', async ({ page }) => {
  await openPage(page)
  await pause(page)
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  const cut = page.getByRole('button', { name: 'Cut the power', exact: true })
  await expect(cut).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^broker-3, / })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(cut).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'broker-3', exact: true })).toContainText('power off')
})
