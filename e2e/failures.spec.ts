import { expect, openPage, test } from './support/test.ts'

test('a failure opens by its address before it is decided, is lived through, and says what Kafka does', async ({
  page,
}) => {
  await openPage(page, './?lang=en&failure=acksOneLoses')
  const card = page.getByRole('complementary', { name: 'The failure at hand' })
  await expect(card.getByRole('heading', { name: 'Acknowledged, and lost' })).toBeVisible()
  expect(page.url()).not.toContain('failure')
  const lost = page.locator('.counter', { hasText: 'lost' })
  await expect(lost).toContainText('0')
  await card.getByRole('button', { name: 'Kill broker-2' }).click()
  await card.getByRole('button', { name: 'Go on until something can be done' }).click()
  await expect(lost).not.toContainText('0', { timeout: 60_000 })
  await card.getByText('What Kafka does').click()
  await expect(card).toContainText('They are lost.')
  await card.getByRole('button', { name: 'From its beginning' }).click()
  await expect(card.getByRole('button', { name: 'Kill broker-2' })).toBeVisible({ timeout: 30_000 })
  await expect(lost).toContainText('0')
})

test('every failure has its picture in the dialog of new clusters, and a name that means nothing is said', async ({
  page,
}) => {
  await openPage(page, './?lang=en&failure=nonsense')
  await expect(page.getByText('There is no failure called “nonsense” here.')).toBeVisible()
  await page.getByRole('button', { name: 'New cluster' }).click()
  const gallery = page.getByRole('region', { name: 'Failures to live through' })
  await expect(gallery.locator('.pictured-broker').first()).toBeVisible()
  expect(await gallery.getByRole('listitem').count()).toBeGreaterThan(25)
  await gallery.getByRole('button', { name: /^The last one in sync/ }).click()
  await expect(page.getByRole('heading', { name: 'The last one in sync' })).toBeVisible()
})
