import { expect, type Page } from '@playwright/test'
import { clockMs, leaderOf, msOf, pause, play, readShare, setSpeed, toast } from './support/page.ts'
import { openPage, test } from './support/test.ts'

const scrubber = (page: Page) => page.getByRole('slider', { name: 'Place in the run' })

/** The first instant there is: the cluster has just come up. */
async function toTheBeginning(page: Page): Promise<number> {
  await scrubber(page).focus()
  await page.keyboard.press('Home')
  await expect.poll(() => clockMs(page)).toBeLessThan(3_000)
  return clockMs(page)
}

test('pause stands still, a step goes to the next happening, and back to the one before', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const pausedAt = await clockMs(page)
  const { fingerprint } = await readShare(page)
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
  expect(await clockMs(page)).toBe(pausedAt)
  expect((await readShare(page)).fingerprint, 'a picture that stands still is one state').toBe(fingerprint)

  await page.getByRole('button', { name: 'Next scene' }).click()
  await expect.poll(() => clockMs(page)).toBeGreaterThanOrEqual(pausedAt)
  const next = await readShare(page)
  expect(next.fingerprint).not.toBe(fingerprint)
  await page.getByRole('button', { name: 'Forward one engine event' }).click()
  await expect.poll(async () => (await readShare(page)).fingerprint).not.toBe(next.fingerprint)
  await page.getByRole('button', { name: 'Back one engine event' }).click()
  await expect.poll(async () => (await readShare(page)).fingerprint).toBe(next.fingerprint)
  await play(page)
})

test('anywhere in the run by keys, by drag and by the marks', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const newest = await clockMs(page)

  const beginning = await toTheBeginning(page)
  expect(beginning).toBeLessThan(3_000)
  await expect(page.getByText('You are in the past')).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect.poll(() => clockMs(page)).toBe(beginning + 5_000)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => clockMs(page)).toBe(beginning + 5_100)
  await page.keyboard.press('End')
  await expect.poll(() => clockMs(page)).toBe(newest)
  await expect(page.getByText('You are in the past')).toHaveCount(0)

  const box = await page.locator('.scrubber-line').boundingBox()
  if (box === null) throw new Error('the scrubber has no line')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + box.width * 0.9, y)
  await page.mouse.down()
  for (const share of [0.8, 0.6, 0.4, 0.5]) await page.mouse.move(box.x + box.width * share, y)
  await page.mouse.up()
  // In the middle, and not only not yet: the drag began at the newest instant.
  const share = async () => ((await clockMs(page)) - beginning) / (newest - beginning)
  // On its way there the picture may stand somewhere before it.
  await expect.poll(async () => Math.abs((await share()) - 0.5)).toBeLessThan(0.02)

  await page.getByRole('button', { name: 'Marks of the timeline' }).click()
  await page
    .getByRole('button', { name: /^Rebalance/ })
    .first()
    .click()
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('hello-group')
})

test('the same instant is the same state, wherever one comes from', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const goToRebalance = async () => {
    await page.getByRole('button', { name: 'Marks of the timeline' }).click()
    await page
      .getByRole('button', { name: /^Rebalance/ })
      .first()
      .click()
    await page.keyboard.press('Escape')
  }
  await toTheBeginning(page)
  await goToRebalance()
  const fromBefore = await readShare(page)
  await page.getByRole('button', { name: 'To the newest' }).click()
  await expect(page.getByText('You are in the past')).toHaveCount(0)
  expect((await readShare(page)).fingerprint).not.toBe(fromBefore.fingerprint)
  await goToRebalance()
  expect((await readShare(page)).fingerprint).toBe(fromBefore.fingerprint)
})

test('the leader dies, another is elected, and the reader goes back to choose otherwise', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  const before = await clockMs(page)
  const leader = (await leaderOf(page, 'orders-0')) ?? ''
  expect(leader).toMatch(/^broker-\d$/)
  await setSpeed(page, '5×')

  await page.getByRole('button', { name: `Power of ${leader}`, exact: true }).click()
  await expect(toast(page, `Power cut: ${leader}`)).toBeVisible()
  await expect.poll(() => leaderOf(page, 'orders-0'), { timeout: 45_000 }).not.toBe(leader)
  await expect.poll(() => leaderOf(page, 'orders-0'), { timeout: 45_000 }).toMatch(/^broker-\d$/)
  const successor = await leaderOf(page, 'orders-0')
  await expect(page.getByRole('region', { name: leader, exact: true })).toContainText('power off')
  await pause(page)
  const crashed = await readShare(page)

  // Back to before the crash: the broker is alive and leads.
  const beginning = await toTheBeginning(page)
  await page.keyboard.press('PageUp')
  await expect.poll(() => clockMs(page)).toBe(beginning + 5_000)
  await expect.poll(() => leaderOf(page, 'orders-0')).toBe(leader)
  expect(before).toBeGreaterThan(beginning + 5_000)

  // Something else happens this time, and both histories are there.
  await page.getByRole('button', { name: '+ Producer' }).click()
  await expect(page.getByRole('button', { name: 'Branches of this run' })).toContainText('2')
  await play(page)
  await expect.poll(() => clockMs(page)).toBeGreaterThan(7_000)
  expect(await leaderOf(page, 'orders-0')).toBe(leader)
  await pause(page)

  await page.getByRole('button', { name: 'Branches of this run' }).click()
  const branches = page.locator('.branch-list')
  await branches.getByRole('listitem').nth(1).getByRole('button', { name: 'Rename' }).click()
  await branches.getByRole('textbox').fill('한 명 더')
  await page.keyboard.press('Enter')
  await expect(branches).toContainText('한 명 더')
  await branches.getByRole('listitem').first().getByRole('button', { name: 'Open' }).click()
  await page.keyboard.press('Escape')
  // It opens where it was left, which is where the other one began; its end is as it was.
  await expect(page.getByText('You are in the past')).toBeVisible()
  await page.getByRole('button', { name: 'To the newest' }).click()
  await expect.poll(() => leaderOf(page, 'orders-0')).toBe(successor)
  expect((await readShare(page)).fingerprint, 'the first history, at the instant it was left').toBe(crashed.fingerprint)
})

test('what was done can be undone, by button, by key and from the message', async ({ page }) => {
  await openPage(page)
  await pause(page)
  const { fingerprint } = await readShare(page)
  const broker = page.getByRole('region', { name: 'broker-3', exact: true })

  for (const undo of [
    () => page.getByRole('button', { name: 'Undo', exact: true }).last().click(),
    () => page.keyboard.press('Control+z'),
    () => toast(page, 'Power cut: broker-3').last().getByRole('button', { name: 'Undo' }).click(),
  ]) {
    await page.getByRole('button', { name: 'Power of broker-3', exact: true }).click()
    await expect(broker).toContainText('power off')
    await undo()
    await expect(broker).not.toContainText('power off')
    expect((await readShare(page)).fingerprint).toBe(fingerprint)
  }
})

test('a tab that is hidden stands still, and goes on without catching up', async ({ page, context }) => {
  await openPage(page)
  await setSpeed(page, '1×')
  const hide = (hidden: boolean) =>
    page.evaluate(
      (state) => {
        Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      },
      hidden ? 'hidden' : 'visible',
    )
  await hide(true)
  // Frames may still have been under way.
  let hiddenAt = await clockMs(page)
  await expect(async () => {
    const before = hiddenAt
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)))
    hiddenAt = await clockMs(page)
    expect(hiddenAt).toBe(before)
  }).toPass({ timeout: 15_000 })
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 800)))
  expect(await clockMs(page)).toBe(hiddenAt)
  await page.evaluate(() => Object.assign(window, { shownAgainMs: performance.now() }))
  await hide(false)
  await expect.poll(() => clockMs(page)).toBeGreaterThan(hiddenAt)
  const clock = page.getByRole('timer')
  const [text, sinceMs] = await clock.evaluate((element) => {
    const { shownAgainMs } = window as unknown as { shownAgainMs: number }
    return [element.textContent ?? '', performance.now() - shownAgainMs] as const
  })
  expect(msOf(text), 'no more has passed than time').toBeLessThan(hiddenAt + sinceMs + 300)
  expect(context.pages()).toHaveLength(1)
})
