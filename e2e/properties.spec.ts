// server.properties as the notes have it: the misspelt line that does nothing, the one a broker dies of, and the right one.

import { violations } from './support/axe.ts'
import { ERAS, hurry, newClusterOf, openDialog } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 20_000 })

const NOTES_LINE = 'adverties.listener=PALINTEXT://host.name:9092'
const ADVERTISED = "kafka-broker-api-versions.sh --bootstrap-server host.name:9092 | grep -o '^[a-z.]*:9092'"

test('before a cluster of 2.5 is made its file is put right, and clients are told what it says', async ({ page }) => {
  test.setTimeout(240_000)
  await openPage(page)
  const dialog = await openDialog(page, 'New cluster')
  await dialog.getByRole('radio', { name: /Kafka 2\.5 · ZooKeeper/ }).check()
  await dialog.getByText('config/server.properties of its brokers').click()
  const text = dialog.getByRole('textbox', { name: 'config/server.properties' })
  await expect(text).toHaveValue(/^zookeeper\.connect=/m)
  const shipped = await text.inputValue()

  await text.fill(`${shipped}inter.broker.listener.name=INTERNAL\n`)
  await expect(dialog.getByText(/Listener with name INTERNAL defined in inter\.broker\.listener\.name/)).toBeVisible()
  const open = dialog.getByRole('button', { name: /^Open: One broker/ })
  await expect(
    dialog.getByText(/^No broker starts with this file\. You can open the cluster all the same/),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(text).toHaveValue(shipped)

  await text.fill(`${shipped}${NOTES_LINE}\n`)
  await expect(dialog.getByText(/Kafka knows no setting called adverties\.listener/)).toBeVisible()
  expect(await violations(page, 'dialog'), 'the file').toEqual([])
  await dialog.getByRole('button', { name: 'Use advertised.listeners=PLAINTEXT://host.name:9092' }).click()
  await expect(dialog.getByText('Kafka takes every line.')).toBeVisible()
  await open.click()
  await expect(page.getByRole('banner')).toContainText('Kafka 2.5 · ZooKeeper')

  await hurry(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run(ADVERTISED, 'host.name:9092')
})

for (const [profile, era] of ERAS)
  test(`${profile}: a cluster is opened with a file that no broker starts with, and shows of what they died`, async ({
    page,
  }) => {
    test.setTimeout(240_000)
    await openPage(page)
    const dialog = await newClusterOf(page, era)
    await dialog.getByText('config/server.properties of its brokers').click()
    const text = dialog.getByRole('textbox', { name: 'config/server.properties' })
    await expect(text).toHaveValue(/^log\.dirs=/m)
    await text.fill(`${await text.inputValue()}advertised.listeners=PALINTEXT://host.name:9092\n`)
    await expect(dialog.getByText(/^No broker starts with this file/)).toBeVisible()
    await dialog.getByRole('button', { name: /^Open: One broker/ }).click()

    const broker = page.getByRole('button', { name: /^broker-1, / })
    await expect(broker).toHaveAttribute('aria-label', /stopped/, { timeout: 60_000 })
    await broker.click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await expect(inspector.getByRole('alert')).toContainText(
      /broker-1 did not start: .*No security protocol defined for listener PALINTEXT/,
    )
    const terminal = new TerminalDriver(page)
    await terminal.focus()
    await terminal.run('grep -c PALINTEXT config/server.properties', '1')
  })

test('a broker dies of its file, says so in its log, and starts once the line is right', async ({ page }) => {
  test.setTimeout(240_000)
  await openPage(page)
  await hurry(page)
  await page
    .getByRole('button', { name: /^broker-2/ })
    .first()
    .click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: 'Edit server.properties' }).click()
  const dialog = page.getByRole('dialog')
  const text = dialog.getByRole('textbox', { name: 'config/broker-2.properties' })
  await expect(text).toHaveValue(/^listeners=PLAINTEXT:\/\/localhost:9093$/m)
  await text.fill(`${await text.inputValue()}advertised.listeners=PALINTEXT://host.name:9093\n`)
  await expect(
    dialog.getByRole('button', { name: 'Use advertised.listeners=PLAINTEXT://host.name:9093' }),
  ).toBeVisible()
  await dialog.getByRole('button', { name: 'Save and restart broker-2' }).click()
  await expect(dialog.getByText('broker-2 did not start:')).toBeVisible({ timeout: 60_000 })
  await expect(dialog.locator('.properties-log')).toContainText(
    'ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)',
  )
  expect(await violations(page, 'dialog'), 'the broker’s file').toEqual([])

  await dialog.getByRole('button', { name: 'Use advertised.listeners=PLAINTEXT://host.name:9093' }).click()
  await dialog.getByRole('button', { name: 'Save and start broker-2' }).click()
  // What comes of it is on the stage.
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).not.toContainText('stopped')
})

test('a client’s settings are a file as well, by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  await page
    .getByRole('button', { name: /^payment-service/ })
    .first()
    .click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: 'Edit as a properties file' }).press('Enter')
  const dialog = page.getByRole('dialog')
  const text = dialog.getByRole('textbox', { name: 'payment-service.properties' })
  await expect(text).toHaveValue(/^acks=1$/m)
  await text.fill('acks=all\nlingerms=5\n')
  await expect(dialog.getByRole('button', { name: 'Use linger.ms=5' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Use linger.ms=5' }).press('Enter')
  // Back to the text, with the next frame: a key pressed before that would go there.
  await expect(text).toBeFocused()
  const start = dialog.getByRole('button', { name: 'Start payment-service anew' })
  // What was put right is looked at first.
  await expect(start).toBeEnabled()
  await start.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'payment-service' }).first()).toContainText('acks=all')
})
