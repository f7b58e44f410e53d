/** A cluster grows and shrinks: a new broker stays empty, replicas move there slowly, and an old one is drained and stops. */
import { counter, fromMenu, hurry, openDialog } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

const PERF =
  'kafka-producer-perf-test.sh --topic orders --num-records 1200 --record-size 4000 --throughput -1 --producer-props bootstrap.servers=localhost:9092'

for (const profile of ['kafka-4', 'kafka-2.5']) {
  test(`${profile}: replicas move to a new broker, held back by a throttle; then the first broker is drained`, async ({
    page,
  }) => {
    test.setTimeout(300_000)
    await openPage(page, profile === 'kafka-4' ? './' : `./?profile=${profile}`)
    await hurry(page)
    const terminal = new TerminalDriver(page)
    await terminal.focus()
    await terminal.type(PERF)
    await terminal.shows('1200 records sent', 120_000)

    await page.getByRole('button', { name: '+ Broker', exact: true }).click()
    const card = page.getByRole('region', { name: 'broker-4', exact: true })
    await expect(card).toContainText('No replicas here')
    await expect(page.locator('.caption-text').first()).toContainText('stays empty', { timeout: 60_000 })

    // By keyboard: the card's menu, the plan, the throttle.
    await page.getByRole('button', { name: 'What else to do with broker-4', exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: /Move replicas here/ }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('row')).toHaveCount(4)
    await dialog.getByRole('checkbox', { name: 'Limit the copying (throttle)' }).check()
    await dialog.getByRole('spinbutton').fill('10')
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()

    await expect(card.locator('.role-chip.is-throttled')).toBeVisible({ timeout: 60_000 })
    await expect(card.getByRole('img', { name: /being copied to this broker/ })).toBeVisible({ timeout: 60_000 })
    await fromMenu(page, 'broker-4', /Moving now/)
    await expect(dialog.getByRole('progressbar').first()).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel the move' }).click()
    await page.keyboard.press('Escape')
    // A replica that had come in sync meanwhile stays; what was still under way is taken back.
    await expect(card.getByRole('img', { name: /being copied to this broker/ })).toBeHidden({ timeout: 60_000 })
    await expect(card.locator('.role-chip.is-throttled')).toHaveCount(0)

    await fromMenu(page, 'broker-1', /Drain and stop/)
    await expect(dialog).toContainText('of Kafka’s own topics')
    await dialog.getByRole('button', { name: 'Move everything, then stop it' }).click()
    await expect(page.getByRole('region', { name: 'broker-1', exact: true })).toContainText('stopped', {
      timeout: 180_000,
    })
    // Nobody has noticed.
    expect(await counter(page, 'lost')).toBe(0)
    expect(await counter(page, 'duplicated')).toBe(0)
  })
}

test('consumers in racks read from the replica in theirs, and it is said why', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  const dialog = await openDialog(page, 'New cluster')
  await dialog.getByText('Racks and disks of its brokers').click()
  await dialog.getByRole('checkbox', { name: /Three racks/ }).check()
  await dialog.getByRole('button', { name: 'Open: Running cluster' }).click()
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).toContainText('rack-b')
  await expect(page.locator('.group').first()).toContainText('⇠ b', { timeout: 60_000 })
  await page.locator('.member-main').first().click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector).toContainText('Reads from a follower')
  await expect(inspector).toContainText('in the same rack')
})

test('what cannot be drained is said', async ({ page }) => {
  await openPage(page)
  await fromMenu(page, 'broker-2', /Drain and stop/)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('orders-0')
  await expect(dialog.getByRole('button', { name: 'Move everything, then stop it' })).toBeDisabled()
})
