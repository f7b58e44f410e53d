/**
 * What a newcomer comes to see, each as a whole: a kill, a clean stop, a power cut, a rebalance, a write below min ISR, and
 * one record from its producer to its group's commit. Loss with acks=1 and its comparison with acks=all are in
 * `first-minute.spec.ts`, a phone's thumb in `phone.spec.ts`.
 */
import type { Page } from '@playwright/test'
import { captionsUntil, keepCaptions } from './support/captions.ts'
import { fromMenu, hurry, leaderOf, pause, play, setSpeed } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 15_000 })

const told = (page: Page) => page.locator('.caption-text')
const broker = (page: Page, id: number) => page.getByRole('region', { name: `broker-${id}`, exact: true })

async function openInHurry(page: Page): Promise<void> {
  await openPage(page)
  await keepCaptions(page)
  await hurry(page)
}

test.describe('by mouse', () => {
  test('a kill: who was connected knows at once, the controller waits, the first survivor leads', async ({
    page,
  }, testInfo) => {
    test.setTimeout(120_000)
    await openInHurry(page)
    const leader = (await leaderOf(page, 'orders-0'))!
    await fromMenu(page, leader, /^Kill/)
    const captions = await captionsUntil(page, /first survivor in the ISR/)
    expect(captions).toMatch(/was killed/)
    expect(captions).toMatch(/fences broker-/)
    await expect(page.getByRole('region', { name: leader, exact: true })).toContainText('killed')
    await expect.poll(() => leaderOf(page, 'orders-0'), { timeout: 30_000 }).toMatch(/^broker-/)
    expect(await leaderOf(page, 'orders-0')).not.toBe(leader)
    await page.screenshot({ path: testInfo.outputPath('kill.png') })
  })

  test('a clean stop: the partitions are handed over first, and nobody is fenced', async ({ page }, testInfo) => {
    test.setTimeout(120_000)
    await openInHurry(page)
    await fromMenu(page, 'broker-2', /^Stop/)
    const captions = await captionsUntil(page, /takes over before the old leader is gone/)
    expect(captions).toMatch(/shutting down cleanly/)
    expect(captions).not.toMatch(/fences/)
    await expect(broker(page, 2)).toContainText('stopped', { timeout: 45_000 })
    expect(await leaderOf(page, 'orders-2')).not.toBe('broker-2')
    await page.screenshot({ path: testInfo.outputPath('stop.png') })
  })

  test('a power cut: what stood in memory is gone, and its session runs out before anybody leads', async ({
    page,
  }, testInfo) => {
    test.setTimeout(120_000)
    await openInHurry(page)
    await pause(page)
    await fromMenu(page, 'broker-2', 'Cut the power')
    await expect(broker(page, 2).locator('.countdown')).toContainText(/session \d\.\d \/ (9|9\.\d|10|10\.1) s/)
    await play(page)
    const captions = await captionsUntil(page, /first survivor in the ISR/)
    expect(captions).toMatch(/lost power\. \d+ records? not yet on its disk/)
    await page.screenshot({ path: testInfo.outputPath('power.png') })
  })

  test('a rebalance: who came, who waits, and for whom nothing is left', async ({ page }, testInfo) => {
    test.setTimeout(120_000)
    await openInHurry(page)
    const group = page.getByRole('region', { name: 'hello-group', exact: true })
    await group.getByRole('button', { name: '+ Consumer', exact: true }).click()
    const captions = await captionsUntil(page, /No partition is left for consumer-4/)
    expect(captions).toMatch(/consumer-4 joins hello-group/)
    await expect(group).toContainText('generation 4')
    await page.screenshot({ path: testInfo.outputPath('rebalance.png') })
  })

  test('below min ISR: the lane says why nobody reads it, the caption why nobody writes', async ({
    page,
  }, testInfo) => {
    test.setTimeout(180_000)
    await openPage(page)
    await keepCaptions(page)
    await setSpeed(page, '2×')
    for (const id of [2, 3]) await fromMenu(page, `broker-${id}`, /^Kill/)
    await captionsUntil(page, /fewer replicas are in sync than min\.insync\.replicas/)
    await expect(broker(page, 1)).toContainText(/1 < 2/)
    await page.screenshot({ path: testInfo.outputPath('min-isr.png') })
  })

  test('one record from its producer to the commit of its group, each moment a way back to it', async ({
    page,
  }, testInfo) => {
    test.setTimeout(120_000)
    await openInHurry(page)
    await pause(page)
    await page.getByRole('button', { name: /^orders-1 leader on/ }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const life = page.locator('.record-life')
    await expect(life).toContainText('called send()')
    await play(page)
    for (const moment of [
      'batch was sent',
      'appended it at offset',
      'copied it',
      'acknowledgement',
      'high watermark passed it',
      /read it for/,
      /committed/,
    ])
      await expect(life).toContainText(moment, { timeout: 60_000 })
    await pause(page)
    await life.getByRole('button').first().click()
    await expect(page.getByText('You are in the past')).toBeVisible()
    await page.screenshot({ path: testInfo.outputPath('record.png') })
  })
})

test('by keys alone: a leader without power, the moment it was missed, and why', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await keepCaptions(page)
  await expect(page.locator('.dock .xterm-rows')).toBeVisible()
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cut the power', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await captionsUntil(page, /first survivor in the ISR/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Space')
  const beats = page.getByRole('region', { name: 'What is happening' }).getByRole('listitem')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
  for (let i = 0; i < 60 && !/^Beat \d of .*fences broker-2/.test(await focused()); i++)
    await page.keyboard.press('Tab')
  expect(await focused()).toMatch(/^Beat [2-4] of \d+: .*fences broker-2/)
  expect(await beats.count()).toBeGreaterThan(2)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Why')
  await expect(told(page)).toContainText('fences broker-2')
})
