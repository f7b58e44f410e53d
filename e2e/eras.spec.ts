/** A class chooses the Kafka of its notes: nothing of it is fetched before, and its cluster is a cluster like any other. */
import { violations } from './support/axe.ts'
import { fromMenu, hurry, leaderOf, openDialog, pause, readShare } from './support/page.ts'
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
  await fromMenu(page, victim, /^Kill/)
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

test('the same run stands beside itself in the other version: what is done is done in both, and a link takes it along', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const ofOldEra: string[] = []
  page.on('request', (request) => {
    if (/\/(version|era-pair)-[^/]+\.js$/.test(request.url())) ofOldEra.push(request.url())
  })
  await openPage(page, './?failure=acksOneLoses')
  await page.getByRole('button', { name: 'Kafka 4.3 · KRaft' }).click()
  expect(ofOldEra).toEqual([])
  await page.getByRole('button', { name: 'Open Kafka 2.5 · ZooKeeper beside it' }).first().click()
  const list = page.getByRole('region', { name: 'What differs' })
  await expect(page.getByText('zk1', { exact: true })).toBeVisible({ timeout: 60_000 })
  expect(ofOldEra.length).toBeGreaterThan(1)

  const failure = page.getByRole('region', { name: 'The failure at hand' })
  await failure.getByRole('button', { name: 'Kill broker-2' }).click()
  await expect(page.locator('.beside-stage')).toContainText('killed', { timeout: 60_000 })
  await failure.getByRole('button', { name: 'Go on until something can be done' }).click()
  // KRaft has noticed by now and lost what nobody had copied; ZooKeeper's session has not ended yet.
  const lost = list.getByRole('listitem').filter({ hasText: 'Acknowledged records lost' })
  await expect(lost).toContainText('2.5 0', { timeout: 90_000 })
  await expect(list.getByRole('status')).toContainText('First difference that matters: Acknowledged records lost', {
    timeout: 90_000,
  })
  await list.getByText(/^Other defaults/).click()
  await expect(list.getByRole('row', { name: /^acks producer/ })).toContainText('all1')
  expect(await violations(page)).toEqual([])

  const { link } = await readShare(page)
  expect(new URL(link).searchParams.get('beside')).toBe('kafka-2.5')
  await page.goto('about:blank')
  await page.goto(link)
  await expect(lost).toContainText('2.5 0', { timeout: 120_000 })
  expect(new URL(page.url()).searchParams.has('beside')).toBe(false)

  await page.getByRole('button', { name: 'Swap sides' }).click()
  await expect(page.getByRole('banner')).toContainText('Kafka 2.5 · ZooKeeper', { timeout: 60_000 })
  await expect(page.locator('.beside-head')).toContainText('Kafka 4.3 · KRaft')
  await page.getByRole('button', { name: 'Close side by side' }).click()
  await expect(list).toHaveCount(0)
})

test('a lesson opens by its address in the version asked for, in that version’s words, and in the other from its card', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openPage(page, './?lesson=cutPower&profile=kafka-2.5')
  const header = page.getByRole('banner')
  await expect(header).toContainText('Kafka 2.5 · ZooKeeper')
  const lessons = page.getByRole('complementary', { name: 'Try one of these' })
  await lessons.getByRole('button', { name: /A follower that was in the ISR/ }).click()
  await lessons.getByRole('button', { name: /^Cut the power of/ }).click()
  await expect(lessons).toContainText('eighteen seconds by default', { timeout: 60_000 })
  await lessons.getByRole('button', { name: 'Skip to the outcome' }).click()
  await expect(lessons).toContainText('As you predicted.', { timeout: 90_000 })
  await expect(lessons).toContainText('ZooKeeper had ended')
  await lessons.getByRole('button', { name: 'The same in Kafka 4.3 · KRaft' }).click()
  await expect(header).toContainText('Kafka 4.3 · KRaft')
  await expect(lessons).toContainText('who will lead')
})
