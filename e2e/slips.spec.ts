import { hurry } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

const bootstrap = '--bootstrap-server my-kafka:9092'

test('a block that a word processor and comments have spoilt: what the shell does with it, why, and what was meant with one key', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await terminal.focus()
  const block = [
    'bin/kafka-topics.sh \\',
    '--create \\ # make it',
    `${bootstrap} \\ # brokers`,
    '—-partitions 3 \\',
    '--topic hello.kafka # its name',
  ].join('\n')

  // The last line of a paste waits for Enter, and belongs to the block all the same.
  await terminal.paste(block)
  const meant = page.getByRole('textbox', { name: 'Commands that were meant' })
  const whole = `bin/kafka-topics.sh --create ${bootstrap} --partitions 3 --topic hello.kafka`
  await expect(meant).toHaveValue(whole)
  await page.keyboard.press('Enter')
  await terminal.shows('—-partitions: command not found')
  await terminal.shows('# Hint: behind the backslash stands a comment')
  await expect(meant).toHaveValue(whole)

  await page.keyboard.press('Alt+Enter')
  await terminal.shows('Created topic hello.kafka.')
  await expect(meant).toHaveCount(0)
  await terminal.run(`bin/kafka-topics.sh ${bootstrap} --describe --topic hello.kafka`, 'PartitionCount: 3')
})

test('an option of another version and one that is misspelt are told of after the tool has spoken', async ({
  page,
}) => {
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await terminal.focus()
  await terminal.type('kafka-topics.sh --zookeeper localhost:2181 --lst')
  await terminal.shows('zookeeper is not a recognized option')
  await terminal.shows(/# Hint: this tool of Kafka 4\.\d\.\d has no --zookeeper\. Here it is/)
  await terminal.shows('# Hint: the tool has no --lst. Perhaps --list was meant.')
  await page.getByRole('button', { name: 'Run this' }).click()
  await terminal.answers('kafka-topics.sh --bootstrap-server localhost:9092 --list', 'orders')
  // Nothing is wrong with a line that says what it means.
  await terminal.run('kafka-topics.sh --bootstrap-server localhost:9092 --list', 'orders')
  await expect(page.getByRole('region', { name: 'What was meant' })).toHaveCount(0)
})

test('what still runs of a slip makes way for what was meant', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await terminal.focus()
  await hurry(page)
  const consumer = `kafka-console-consumer.sh ${bootstrap} --topic orders --group hello-group`
  await terminal.paste(`${consumer}\n--from-beginning --max-messages 1\n`)
  await terminal.shows('# Hint: --from-beginning stands at the beginning of a line')
  await page.keyboard.press('Alt+Enter')
  await terminal.answers(`${consumer} --from-beginning --max-messages 1`, 'Processed a total of 1 messages')
})
