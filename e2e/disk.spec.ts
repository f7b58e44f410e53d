// What lies on a broker's disk: folders, segments batch by batch, bytes, and downloads that are those very bytes.

import { readFile } from 'node:fs/promises'
import { violations } from './support/axe.ts'
import { pause } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ actionTimeout: 15_000 })

test('a segment is opened batch by batch, its record found on the stage and back, and downloaded as the terminal has it', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openPage(page, './?lang=en')
  await pause(page)
  await page.getByRole('button', { name: 'Disk', exact: true }).click()
  const tree = page.getByRole('tree', { name: 'Files of broker-1' })
  await tree.getByRole('treeitem', { name: /^orders-0/ }).click()
  await tree.getByRole('treeitem', { name: /^0{20}\.log/ }).click()
  const batches = page.getByRole('listbox', { name: /^\d+ batch/ })
  await batches.getByRole('option').nth(1).click()
  const bytes = page.getByRole('region', { name: /^Bytes of the batch/ })
  await expect(bytes).toBeVisible()
  await expect(page.getByRole('option', { name: 'magic 2' })).toBeAttached()
  expect(await violations(page, '.disk'), 'the disk').toEqual([])

  // To the record on the stage, and from there to its place on another broker's disk.
  await page.getByRole('button', { name: /^Show record \d+ on the stage/ }).click()
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('button', { name: /^orders-0@2/ }).click()
  await inspector.getByRole('button', { name: 'Show on the disk' }).click()
  await expect(page.getByRole('combobox', { name: 'Whose disk' })).toHaveValue('broker-2')
  await expect(page.getByText('/tmp/kafka-logs-2/orders-0/00000000000000000000.log')).toBeVisible()

  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download file' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('00000000000000000000.log')
  const file = await readFile(await download.path())
  // magic of the first batch, and the length that it says of itself.
  expect([file[16], file.readInt32BE(8) + 12 <= file.length]).toEqual([2, true])
  const terminal = new TerminalDriver(page)
  await page.getByRole('button', { name: 'Terminal 1' }).click()
  await terminal.makeTall()
  await terminal.focus()
  const path = '/tmp/kafka-logs-2/orders-0/00000000000000000000.log'
  await terminal.run(`wc -c < ${path}`, String(file.length))
  const digits = (bytes: Buffer) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  await terminal.run(`head -c 64 ${path} | od -An -tx1`, ...lines(digits(file.subarray(0, 64))))
  await terminal.run(`tail -c 64 ${path} | od -An -tx1`, ...lines(digits(file.subarray(-64))))
})

/** Sixteen bytes each, as `od` prints them. */
function lines(digits: string): string[] {
  return [0, 1, 2, 3].map((line) => digits.slice(line * 48, line * 48 + 47))
}

test('on a phone the disk is a sheet that goes from folder to file to batch and back', async ({ browser }) => {
  test.setTimeout(180_000)
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true })
  await openPage(page, './?lang=ko&theme=dark')
  await page.getByRole('button', { name: '이벤트', exact: true }).first().click()
  await page.getByRole('button', { name: '디스크', exact: true }).click()
  await page.getByRole('treeitem', { name: /^orders-0/ }).click()
  await page.getByRole('treeitem', { name: /^0{20}\.log/ }).click()
  await page.locator('.disk [role=option]').first().click()
  await expect(page.getByRole('region', { name: /^배치의 바이트/ })).toBeVisible()
  expect(await violations(page, '.disk'), 'the batch').toEqual([])
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: '뒤로' }).click()
  await page.getByRole('button', { name: '뒤로' }).click()
  await expect(page.getByRole('tree')).toBeVisible()
  await page.close()
})
