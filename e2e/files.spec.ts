import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { encodeLink } from '../src/persistence/share-link.ts'
import { emptyCluster } from '../src/scenarios/index.ts'
import { ENGINE_VERSION } from '../src/worker/engine-version.ts'
import { play, toast } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

/** A topic and a producer that sends only what it is given. */
function openQuietCluster(page: Page): Promise<void> {
  const spec = {
    ...emptyCluster(),
    topics: [{ name: 'lines', partitions: 1, replicationFactor: 3, config: {} }],
    producers: [{ name: 'teacher', config: { acks: 'all' }, workload: null }],
  }
  const run = { engineVersion: ENGINE_VERSION, spec, seed: 7, journal: [], positionUs: 6_000_000 }
  return openPage(page, `./${encodeLink(run)}`)
}

/** Drops a file from the disk onto an element, as a hand with a mouse would. */
async function drop(page: Page, selector: string, name: string): Promise<void> {
  const text = await readFile(new URL(`./files/${name}`, import.meta.url), 'utf8')
  await page.evaluate(
    ([where, fileName, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([content], fileName))
      const target = document.querySelector(where)
      for (const type of ['dragenter', 'dragover', 'drop'])
        target?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    },
    [selector, name, text] as const,
  )
}

/** Everything in the topic, as the console consumer prints it. */
async function consume(page: Page, count: number): Promise<readonly string[]> {
  const terminal = new TerminalDriver(page)
  await terminal.makeTall()
  await play(page)
  await terminal.focus()
  await terminal.type(
    `bin/kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic lines --from-beginning --max-messages ${count} --property print.key=true --property key.separator="|"`,
  )
  await terminal.shows(`Processed a total of ${count} messages`)
  const rows = (await terminal.text()).split('\n')
  return rows.filter((row) => row.includes('|') && !row.startsWith('$'))
}

async function send(page: Page, file: string, key: string | null): Promise<void> {
  await drop(page, '[data-producer="teacher"]', file)
  const dialog = page.getByRole('dialog', { name: 'Send a file' })
  await expect(dialog).toContainText(file)
  await expect(dialog.getByRole('combobox', { name: 'To', exact: true })).toContainText('Producer teacher → lines')
  if (key !== null) await dialog.getByRole('combobox', { name: 'Key', exact: true }).selectOption(key)
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
}

test('a text file: every line a record, in order, Korean and all', async ({ page }) => {
  test.setTimeout(90_000)
  await openQuietCluster(page)
  await send(page, 'seosi.txt', null)
  await expect(toast(page, /10 records handed to .*teacher/)).toBeVisible()
  const lines = (await readFile(new URL('./files/seosi.txt', import.meta.url), 'utf8')).split('\n').filter(Boolean)
  expect(await consume(page, 10)).toEqual(lines.map((line) => `null|${line}`))
  // On the stage they are ten records, not one.
  await expect(page.getByRole('button', { name: /^lines-0 leader on .*offsets 0 to 9/ })).toHaveCount(1)
})

test('NDJSON: every value a record, its key a field of it', async ({ page }) => {
  test.setTimeout(90_000)
  await openQuietCluster(page)
  await send(page, 'kafka-releases.ndjson', 'version')
  await expect(toast(page, /10 records handed to .*teacher/)).toBeVisible()
  const text = await readFile(new URL('./files/kafka-releases.ndjson', import.meta.url), 'utf8')
  const lines = text.split('\n').filter(Boolean)
  const expected = lines.map((line) => `${(JSON.parse(line) as { version: string }).version}|${line}`)
  expect(await consume(page, 10)).toEqual(expected)
})

test('CSV: every row a record as it stands in the file, quotes and commas in it, its key a column', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await openQuietCluster(page)
  await send(page, 'seoul-metro.csv', '호선')
  await expect(toast(page, /9 records handed to .*teacher/)).toBeVisible()
  const text = await readFile(new URL('./files/seoul-metro.csv', import.meta.url), 'utf8')
  const rows = text.split('\n').filter(Boolean).slice(1)
  expect(await consume(page, 9)).toEqual(rows.map((row) => `${row.split(',')[0]}|${row}`))
})

test('a line that is no JSON is named by its number, and nothing is sent', async ({ page }) => {
  await openQuietCluster(page)
  await drop(page, '[data-producer="teacher"]', 'seosi.txt')
  const dialog = page.getByRole('dialog', { name: 'Send a file' })
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption({ label: 'NDJSON: one JSON value a line' })
  await expect(dialog.getByRole('alert')).toContainText('Line 1 is no JSON: 서시')
  await expect(dialog.getByRole('button', { name: 'Send', exact: true })).toHaveCount(0)
})

test('a file for the program that reads in a terminal', async ({ page }) => {
  test.setTimeout(90_000)
  await openQuietCluster(page)
  const terminal = new TerminalDriver(page)
  await play(page)
  await terminal.focus()
  await terminal.type('bin/kafka-console-producer.sh --bootstrap-server my-kafka:9092 --topic lines')
  await terminal.shows(/\n>/)
  await drop(page, '[data-terminal]', 'seosi.txt')
  const dialog = page.getByRole('dialog', { name: 'Send a file' })
  await expect(dialog.getByRole('combobox', { name: 'To', exact: true })).toHaveValue(/terminal/)
  await dialog.getByRole('button', { name: 'Send', exact: true }).click()
  await terminal.shows('오늘 밤에도 별이 바람에 스치운다.')
  await expect(page.getByRole('button', { name: /^lines-0 leader on .*offsets 0 to 9/ })).toHaveCount(1)
})
