/** What happens is said as it happens: a story as somebody meets it who has never seen one. */
import { hurry, pause } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test('a first story waits for its reader at each new moment, and can be seen once more', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('./')
  const caption = page.getByRole('region', { name: 'What is happening' })
  await expect(caption).toContainText('Records flow')
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(caption).toContainText('has lost power')
  // Nine seconds without a heartbeat, of which auto pace makes less; then the picture stands and waits.
  await expect(caption).toContainText('fences broker-', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await caption.getByRole('button', { name: 'Continue' }).click()
  await expect(caption).toContainText('becomes the leader')
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await caption.getByRole('button', { name: 'Continue' }).click()
  await expect(caption).toContainText('is the coordinator now')

  await caption.getByRole('listitem').first().getByRole('button').click()
  await expect(caption).toContainText('has lost power')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('lost power')

  // Who has met a moment is not stopped there again.
  await hurry(page)
  await caption.getByRole('button', { name: /Replay/ }).click()
  await expect(caption).toContainText('is the coordinator now', { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
})

test('one who does not want to be stopped is not, and steps say where they lead', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const caption = page.getByRole('region', { name: 'What is happening' })
  for (let i = 0; i < 3; i++) {
    await page.getByRole('button', { name: 'Next scene' }).click()
    await expect(caption).toContainText(/reach|copies|acknowledges|reads|commits/)
  }
  await page.getByRole('button', { name: 'Back one engine event' }).click()
  await expect(caption).toContainText('00:')
})
