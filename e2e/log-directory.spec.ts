// One of a broker's disks fails: what lay on it is gone, what lies on the others goes on, and a restart brings a new disk in.

import { violations } from './support/axe.ts'
import { ERAS, leaderOf, newClusterOf, pause, play, setSpeed } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 20_000 })

const PARTITIONS = ['orders-0', 'orders-1', 'orders-2']

for (const [profile, era] of ERAS)
  test(`${profile}: a log directory that is not the first one fails, and the broker goes on with the other`, async ({
    page,
  }) => {
    test.setTimeout(240_000)
    await openPage(page)
    const dialog = await newClusterOf(page, era)
    await dialog.getByText('Racks and disks of its brokers').click()
    await dialog.getByRole('radio', { name: '2', exact: true }).check()
    await dialog.getByRole('button', { name: /^Open: Running cluster/ }).click()
    await expect(dialog).toHaveCount(0)
    await setSpeed(page, '1×')

    const card = page.getByRole('region', { name: 'broker-2', exact: true })
    await card.getByRole('button', { name: /^broker-2, / }).click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('button', { name: 'Let /disk-b/kafka-2 fail' }).click()
    await expect(card).toContainText('1 of 2 failed')
    await expect(inspector).toContainText('failed; a restart puts a new, empty disk in')

    // What lay there is gone, and of what lay on the other disk nothing is missing.
    const gone = card.getByRole('button', { name: /has no log on broker-2/ })
    await expect(gone.first()).toBeVisible()
    const lost = await gone.count()
    expect(lost).toBeGreaterThan(0)
    expect(lost).toBeLessThan(PARTITIONS.length)
    await expect
      .poll(async () => (await Promise.all(PARTITIONS.map((each) => leaderOf(page, each)))).filter((each) => !each))
      .toEqual([])
    for (const name of await gone.evaluateAll((lanes) => lanes.map((lane) => lane.getAttribute('aria-label') ?? ''))) {
      const [topicPartition = ''] = name.split(' ')
      expect(await leaderOf(page, topicPartition)).not.toBe('broker-2')
    }
    await pause(page)
    expect(await violations(page, '.inspector'), 'the broker with the failed disk').toEqual([])
    await play(page)

    await inspector.getByRole('button', { name: 'Stop cleanly' }).click()
    await expect(card).toContainText('stopped', { timeout: 60_000 })
    await card.getByRole('button', { name: 'Power of broker-2' }).click()
    await expect(gone).toHaveCount(0, { timeout: 60_000 })
    await expect(card).not.toContainText('failed')
    await expect(card.getByRole('button', { name: /^orders-\d (leader|follower) on broker-2/ })).toHaveCount(3, {
      timeout: 60_000,
    })
  })
