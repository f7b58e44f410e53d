// The notes' custom partitioner: whoever is a VIP has eight of ten partitions, and all others share the remaining two.

import { violations } from './support/axe.ts'
import { setSpeed } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 15_000 })

const keys = (prefix: string) => Array.from({ length: 24 }, (_, index) => `${prefix}-${index + 1}`)

test('a VIP rule is edited, and records of VIP keys land on eight of ten partitions', async ({ page }) => {
  test.setTimeout(180_000)
  await openPage(page, './?lang=en')
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  const create = 'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic visits --partitions 10'
  await terminal.run(create, 'Created topic visits.')

  await page.locator('[data-producer] .node-name').first().click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  const partitioner = inspector.locator('details.partitioner')
  await partitioner.locator('summary').first().click()
  await partitioner.getByLabel('partitioner.class').selectOption({ label: 'your own rule' })
  await partitioner.getByRole('button', { name: 'VIP keys: 8 of 10 partitions' }).click()

  // A mistake is named with its place, before anything is applied.
  const rule = partitioner.getByLabel('partitioner.rule')
  const vip = await rule.inputValue()
  await rule.fill(vip.replace('hash(key)', 'hash(kee)'))
  await expect(partitioner.getByText('Line 2, column 10: there is nothing of this name.')).toBeVisible()
  await rule.fill(vip)

  // Tried while it is typed, on the topic that there is.
  await partitioner.getByRole('combobox', { name: 'Topic' }).selectOption('visits')
  await partitioner.getByLabel('Key', { exact: true }).fill('guest-1')
  await expect(partitioner.locator('.partition-result')).toHaveText(/visits-[89]$/)
  await partitioner.getByLabel('Key', { exact: true }).fill('VIP-1')
  await expect(partitioner.locator('.partition-result')).toHaveText(/visits-[0-7]$/)
  expect(await violations(page, '.inspector')).toEqual([])
  await partitioner.getByRole('button', { name: 'Apply' }).click()

  const workload = inspector.locator('form', { has: page.getByRole('heading', { name: 'Workload' }) })
  const send = async (kind: string) => {
    await workload.getByRole('combobox', { name: 'Topic' }).selectOption('visits')
    await workload.getByLabel('Keys').fill(keys(kind).join(', '))
    await workload.getByLabel('Records per second').fill('100')
    await workload.getByRole('button', { name: 'Apply' }).click()
  }
  const offsets = 'kafka-get-offsets.sh --bootstrap-server localhost:9092 --topic visits'
  /** The partitions that have records, `012`; short, since the terminal shows few rows. */
  const filled = async () => {
    await terminal.focus()
    await terminal.type(`clear; ${offsets} | grep -v ':0$' | cut -d : -f 2 | tr -d '\\n'; echo ' are filled'`)
    await terminal.shows(/^\d* are filled$/m)
    await terminal.idle()
    return /^(\d*) are filled$/m.exec(await terminal.text())?.[1]
  }
  /** The end of a partition of VIPs, and that of one of all others. */
  const ends = async () => {
    await terminal.type(`clear; ${offsets} | grep -E ':(0|9):'`)
    await terminal.shows(/^visits:9:\d+$/m)
    await terminal.idle()
    return [...(await terminal.text()).matchAll(/^visits:\d:(\d+)$/gm)].map(([, end]) => Number(end))
  }
  await send('VIP')
  await setSpeed(page, '10×')
  await expect.poll(filled, { timeout: 60_000 }).toBe('01234567')
  await send('guest')
  await expect.poll(filled, { timeout: 60_000 }).toBe('0123456789')
  // From now on there are guests alone: the eight partitions rest.
  const [ofVips, ofGuests = 0] = await ends()
  await expect.poll(async () => (await ends())[1], { timeout: 60_000 }).toBeGreaterThan(ofGuests)
  expect((await ends())[0]).toBe(ofVips)
})
