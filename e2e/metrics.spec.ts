// What Kafka would measure of the run, drawn over its time, and what changed between two moments of it.

import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { clockMs, pause, setSpeed } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 15_000 })

/** A cluster in which broker-2 has lost power, long enough ago for another leader, and stands still. */
async function openAfterDeath(page: Page, path: string): Promise<void> {
  await openPage(page, path)
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await setSpeed(page, '10×')
  await expect.poll(() => clockMs(page), { timeout: 60_000 }).toBeGreaterThan(20_000)
  await pause(page)
}

test('a broker dies: the metrics show it, a press on a chart leads to before, and the list says what changed', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openAfterDeath(page, './?lang=en')
  await page.getByRole('button', { name: 'Metrics', exact: true }).click()
  const underReplicated = page.getByRole('img', { name: /^Under-replicated partitions/ })
  await expect(underReplicated).toHaveAccessibleName(/^Under-replicated partitions: [1-9]\d* at .* at least 0, at most/)
  await expect(page.getByText('healthy would be 0').first()).toBeVisible()
  expect(await violations(page, '.metrics'), 'charts').toEqual([])

  await page.getByRole('button', { name: 'What changed', exact: true }).click()
  const changes = page.getByRole('region', { name: 'What changed' })
  await expect(changes.getByRole('row').nth(1)).toContainText(/broker-2\s*running\s*power off/)
  await expect(changes.getByRole('row', { name: /^Leader of orders-\d/ })).toContainText('broker-2')
  await expect(changes.getByRole('row', { name: /^Under-replicated partitions/ })).toContainText(/\+\d+/)
  expect(await violations(page, '.metrics'), 'what changed').toEqual([])

  // Back to before the death, by the pointer; from there on by keys.
  const before = await clockMs(page)
  const plot = await underReplicated.boundingBox()
  await page.mouse.click((plot?.x ?? 0) + (plot?.width ?? 0) * 0.1, (plot?.y ?? 0) + (plot?.height ?? 0) / 2)
  await expect.poll(() => clockMs(page)).toBeLessThan(before - 5_000)
  await expect(underReplicated).toHaveAccessibleName(/^Under-replicated partitions: 0 at/)
  const there = await clockMs(page)
  const axis = page.getByRole('slider', { name: 'Moment on the metrics' })
  await axis.focus()
  await page.keyboard.press('PageUp')
  await expect.poll(() => clockMs(page)).toBe(there + 5_000)

  await page.getByRole('button', { name: 'As a table', exact: true }).click()
  await expect(page.getByRole('row', { name: /^Under-replicated partitions/ })).toContainText(
    'kafka.server:type=ReplicaManager,name=UnderReplicatedPartitions',
  )
  expect(await violations(page, '.metrics'), 'table').toEqual([])
})

test('what changed opens from a mark of the timeline and from an event', async ({ page }) => {
  test.setTimeout(180_000)
  await openAfterDeath(page, './?lang=en')
  await page.getByRole('button', { name: 'Events', exact: true }).click()
  await page
    .locator('.event-text', { hasText: /broker-2/ })
    .first()
    .click()
  await page.getByRole('button', { name: /^What changed since \d/ }).click()
  const changes = page.getByRole('region', { name: 'What changed' })
  await expect(changes.getByRole('combobox', { name: 'Since' })).toHaveValue('moment')
  await expect(changes.getByRole('row').nth(1)).toBeVisible()
  await page.getByRole('button', { name: 'Close what changed' }).click()
  await expect(changes).toHaveCount(0)
  await page.getByRole('button', { name: 'Marks of the timeline' }).click()
  await page.getByRole('button', { name: 'What changed since?' }).first().click()
  await expect(changes.getByRole('row').nth(1)).toBeVisible()
})

test('on a phone the metrics are a sheet, all of it within the width, and axe finds nothing in the dark either', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true })
  await openPage(page, './?lang=ko&theme=dark')
  await expect.poll(() => clockMs(page), { timeout: 60_000 }).toBeGreaterThan(3_000)
  await page.getByRole('navigation').getByRole('button', { name: '이벤트', exact: true }).click()
  await page.getByRole('button', { name: '지표', exact: true }).click()
  await expect(page.getByRole('img', { name: /^복제가 모자란 파티션/ })).toBeVisible()
  const wide = await page.locator('.metrics').evaluate((panel) => panel.scrollWidth - panel.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
  expect(await violations(page, '.metrics')).toEqual([])
  await page.getByRole('button', { name: '무엇이 바뀌었나', exact: true }).click()
  await expect(page.getByRole('region', { name: '무엇이 바뀌었나' })).toBeInViewport()
  expect(await violations(page, '.metrics')).toEqual([])
  await page.close()
})
