import { counter, hurry, pause } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

const bootstrap = '--bootstrap-server my-kafka:9092'

test('the course notes, typed by hand: topic, producer with Korean text, consumer that sees those very records', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await terminal.focus()

  await terminal.run(
    `bin/kafka-topics.sh --create ${bootstrap} --partitions 3 --topic hello.kafka`,
    "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide.",
    'Created topic hello.kafka.',
  )
  // The stage has it too: every partition with its leader.
  await expect(page.getByRole('button', { name: /^hello\.kafka-\d leader on broker-\d/ })).toHaveCount(3)

  await terminal.run(`bin/kafka-topics.sh ${bootstrap} --list`, 'hello.kafka', 'orders')
  await terminal.run(
    `bin/kafka-topics.sh ${bootstrap} --describe --topic hello.kafka`,
    'PartitionCount: 3',
    'Topic: hello.kafka Partition: 2 Leader:',
  )

  const producer = `bin/kafka-console-producer.sh ${bootstrap} --topic hello.kafka --property parse.key=true --property key.separator=:`
  await terminal.type(producer)
  await terminal.answers(producer, '>')
  for (const record of ['key1:안녕, 카프카', 'key2:두 번째 줄', 'key1:세 번째']) await terminal.type(record)
  // What was typed is on the stage, in the leader's log.
  await expect(page.getByRole('button', { name: /^hello\.kafka-\d leader .*offsets 0 to/ }).first()).toBeVisible()

  await page.getByRole('button', { name: 'New terminal' }).click()
  await terminal.focus()
  const consumer = `bin/kafka-console-consumer.sh ${bootstrap} --topic hello.kafka --property print.key=true --property key.separator="-" --group hello-notes --from-beginning`
  await terminal.type(consumer)
  await terminal.answers(consumer, 'key1-안녕, 카프카', 'key2-두 번째 줄', 'key1-세 번째')

  // One more record while the consumer waits: the first terminal still has its producer.
  await page.getByRole('button', { name: 'Terminal 1', exact: true }).click()
  await terminal.focus()
  await terminal.type('key3:지금')
  await page.getByRole('button', { name: 'Terminal 2', exact: true }).click()
  await terminal.shows('key3-지금')

  await page.getByRole('button', { name: 'New terminal' }).click()
  await terminal.focus()
  await terminal.run(`bin/kafka-consumer-groups.sh ${bootstrap} --list`, 'hello-notes')
  await terminal.run(
    `bin/kafka-consumer-groups.sh ${bootstrap} --describe --group hello-notes`,
    'GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID',
    'console-consumer-',
  )

  await page.getByRole('button', { name: 'Terminal 2', exact: true }).click()
  await terminal.focus()
  await terminal.press('Control+c')
  await terminal.shows('Processed a total of 4 messages')
  await terminal.idle()
})

test('Korean through an input method, whose syllables come in pieces', async ({ page, context }) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await page.keyboard.type('echo ')
  const devtools = await context.newCDPSession(page)
  for (const piece of ['ㅎ', '하', '한'])
    await devtools.send('Input.imeSetComposition', { text: piece, selectionStart: 1, selectionEnd: 1 })
  await devtools.send('Input.insertText', { text: '한' })
  await devtools.send('Input.imeSetComposition', { text: '글', selectionStart: 1, selectionEnd: 1 })
  await devtools.send('Input.insertText', { text: '글' })
  await terminal.shows('$ echo 한글')
  await terminal.press('Enter')
  await terminal.shows(/\$ echo 한글\n한글\n/)
})

test('history, completion, editing keys and Ctrl-C, as in a shell', async ({ page }) => {
  test.setTimeout(90_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run('echo one', 'one')
  await terminal.run('echo two', 'two')
  await terminal.press('ArrowUp', 'ArrowUp')
  await terminal.shows(/\$ echo one *$/)
  await terminal.press('ArrowDown')
  await terminal.shows(/\$ echo two *$/)
  await terminal.press('Control+c')
  await terminal.idle()

  await page.keyboard.type('bin/kafka-top')
  await terminal.press('Tab')
  await terminal.shows(/\$ bin\/kafka-topics\.sh *$/)
  await page.keyboard.type('--bootstrap-server localhost:9092 --describe --topic ord')
  await terminal.press('Tab')
  await terminal.shows(/--topic orders/)
  await terminal.press('Enter')
  await terminal.shows('ReplicationFactor: 3')
  await terminal.idle()

  await page.keyboard.type('echo hello')
  await terminal.press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
  await page.keyboard.type(' -')
  await terminal.press('Backspace', 'End')
  await page.keyboard.type('!')
  await terminal.press('Enter')
  await terminal.shows(/\nhello!\n/)

  const consumer = 'bin/kafka-console-consumer.sh --bootstrap-server localhost:9092 --topic orders'
  await terminal.type(consumer)
  await expect(page.getByRole('region', { name: /without a group|console-consumer/ })).toBeVisible()
  await terminal.press('Control+c')
  await terminal.shows(/Processed a total of \d+ messages?/)
  await terminal.idle()
  await terminal.run('echo $?', '130')
})

test('lines with a colon speak to the simulator', async ({ page }) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.type(':kill broker-2')
  await terminal.shows('done at')
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).toContainText('killed')
  await terminal.type(':restart 2')
  await expect(page.getByRole('region', { name: 'broker-2', exact: true })).not.toContainText('killed')
  await terminal.type(':help')
  // The list ends with the nodes that may be named: that much of it fits on the screen.
  await terminal.shows('controller-101')
  await terminal.shows('broker-1 = 1')
  await terminal.type(':kil broker-2')
  await terminal.shows('Did you mean :kill?')
  await terminal.type(':kill broker-9')
  await terminal.shows('There is no broker-9 here.')
  // A run that plays would go on from there at once.
  await pause(page)
  await terminal.focus()
  await terminal.type(':seek 2s')
  await expect(page.getByRole('timer')).toHaveText('00:02.000')
})

test('what is wrong is said as a shell or Kafka would say it', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await terminal.focus()
  await terminal.run('kafka-tpics.sh --list', 'kafka-tpics.sh: command not found')
  await terminal.run('echo $?', '127')
  await terminal.run(`bin/kafka-topics.sh ${bootstrap} --lst`, 'lst is not a recognized option')
  await terminal.run('echo $?', '1')
  await terminal.run(
    `bin/kafka-topics.sh ${bootstrap} --create --topic big --replication-factor 4`,
    'Unable to replicate the partition 4 time(s): The target replication factor of 4 cannot be reached because only 3 broker(s) are registered or some brokers have all their log directories cordoned.',
  )
  await terminal.run(
    `bin/kafka-topics.sh ${bootstrap} --alter --topic orders --partitions 2`,
    'The topic orders currently has 3 partition(s); 2 would not be an increase.',
  )
  await terminal.run(
    `bin/kafka-topics.sh ${bootstrap} --describe --topic nowhere`,
    "Topic 'nowhere' does not exist as expected",
  )
  expect(await counter(page, 'lost')).toBe(0)
})

test('a paused clock says why a command does not come back', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.type(`bin/kafka-topics.sh ${bootstrap} --list`)
  const hint = page.getByRole('status').filter({ hasText: 'Time is paused' })
  await expect(hint).toBeVisible()
  await hint.getByRole('button', { name: 'Play' }).click()
  await terminal.shows(/\norders/)
  await expect(hint).toHaveCount(0)
})

test('who changes the speed, the language or the run with the mouse while typing goes on typing', async ({ page }) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await page.keyboard.type('echo ')
  await hurry(page)
  await page.keyboard.type('big ')
  await page.getByRole('button', { name: 'Power of broker-3', exact: true }).click()
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.keyboard.type('gap ')
  await page.locator('.header-select').selectOption('ko')
  await expect(page.getByRole('button', { name: '터미널 1', exact: true })).toBeVisible()
  await expect(terminal.screen.locator('.xterm-helper-textarea')).toBeFocused()
  await page.keyboard.type('2')
  await page.getByRole('button', { name: '새 터미널' }).click()
  await expect(terminal.screen.locator('.xterm-helper-textarea')).toBeFocused()
  await page.keyboard.type('echo two')
  await terminal.shows('$ echo two')
})

test('a first encounter holds nobody up who works in a terminal', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('./')
  await expect(page.locator('.stage')).toBeVisible()
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.type(`bin/kafka-console-consumer.sh ${bootstrap} --topic orders --group mine`)
  await page.getByRole('button', { name: 'Power of broker-3', exact: true }).click()
  const caption = page.getByRole('region', { name: 'What is happening' })
  const held = caption.getByRole('button', { name: 'Continue' })
  await expect(held).toBeVisible({ timeout: 60_000 })
  const hint = terminal.screen.getByRole('status').filter({ hasText: 'holds the picture' })
  await expect(hint).toBeVisible()
  await expect(hint.getByRole('button'), 'one way on is enough').toHaveCount(0)

  await terminal.focus()
  await page.keyboard.press('Control+c')
  await expect(held).toBeHidden()
  await terminal.shows(/Processed a total of \d+ messages/)
})

test('terminals are renamed and closed', async ({ page }) => {
  await openPage(page)
  await page.getByRole('button', { name: 'New terminal' }).click()
  await page.getByRole('button', { name: 'Terminal 2', exact: true }).dblclick()
  await page.getByRole('textbox', { name: 'Rename Terminal 2' }).fill('소비자')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '소비자', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Close 소비자' }).click()
  await expect(page.getByRole('button', { name: '소비자', exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Terminal 1', exact: true })).toHaveAttribute('aria-pressed', 'true')
})

test('what was taken back leaves no line behind, and Ctrl-L leaves none at all', async ({ page }) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run('echo one', 'one')
  await terminal.type(':kill broker-2')
  await terminal.shows(/done at/)
  await terminal.type(':undo')
  await terminal.shows(/Undone: “Killed: broker-2”/)
  expect(await terminal.text()).not.toContain(':kill')
  await terminal.press('Control+l')
  await expect.poll(() => terminal.text()).toMatch(/^\$ *$/)
  await terminal.run('echo two', 'two')
  expect(await terminal.text()).not.toContain('one')
})
