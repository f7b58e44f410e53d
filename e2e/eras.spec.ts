/** A class chooses the Kafka of its notes: nothing of it is fetched before, and its cluster is a cluster like any other. */
import { hurry, leaderOf, openDialog, pause, readShare } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

test('Kafka 2.5 with ZooKeeper is chosen, a leader dies there, and a link takes the run along', async ({ page }) => {
  test.setTimeout(240_000)
  const ofOldEra: string[] = []
  page.on('request', (request) => {
    if (/\/version-[^/]+\.js$/.test(request.url())) ofOldEra.push(request.url())
  })
  await openPage(page)
  const header = page.getByRole('banner')
  await expect(header).toContainText('Kafka 4.3 · KRaft')
  expect(ofOldEra).toEqual([])

  const dialog = await openDialog(page, 'New cluster')
  await dialog.getByRole('radio', { name: /Kafka 2\.5 · ZooKeeper/ }).check()
  await dialog.getByRole('button', { name: 'Open: Running cluster' }).click()
  await expect(header).toContainText('Kafka 2.5 · ZooKeeper')
  await expect.poll(() => ofOldEra.length).toBeGreaterThan(0)
  for (const server of ['zk1', 'zk2', 'zk3']) await expect(page.getByText(server, { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^orders-\d leader on broker-\d/ })).toHaveCount(3)

  await hurry(page)
  const victim = (await leaderOf(page, 'orders-1')) ?? ''
  const card = page.getByRole('region', { name: victim, exact: true })
  await page.getByRole('button', { name: `What else to do with ${victim}`, exact: true }).click()
  await page.getByRole('menuitem', { name: /^Kill/ }).click()
  await expect(card).toContainText('killed')
  // Until its session with the ensemble has ended, nobody leads.
  await expect.poll(() => leaderOf(page, 'orders-1'), { timeout: 120_000 }).not.toBe(victim)

  await pause(page)
  const { link, fingerprint } = await readShare(page)
  await page.goto('about:blank')
  await page.goto(link)
  await expect(header).toContainText('Kafka 2.5 · ZooKeeper')
  expect((await readShare(page)).fingerprint).toBe(fingerprint)
})

test('an address may ask for the version, and one that is not here is said so', async ({ page }) => {
  await openPage(page, './?profile=kafka-2.5')
  await expect(page.getByRole('banner')).toContainText('Kafka 2.5 · ZooKeeper')
  expect(new URL(page.url()).searchParams.has('profile')).toBe(false)
  await openPage(page, './?profile=kafka-0.8')
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('kafka-0.8')
})
