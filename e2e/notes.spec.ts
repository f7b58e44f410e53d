import { fileURLToPath } from 'node:url'
import type { Locator, Page } from '@playwright/test'
import { hurry } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

const file = fileURLToPath(new URL('./files/notes.md', import.meta.url))

const block = (page: Page, number: number) => page.getByRole('group', { name: new RegExp(`^Block ${number}:`) })
const output = (page: Page, number: number) => page.getByRole('log', { name: `Output of block ${number}` })

/** From the menu, as with a mouse and a file dialog. */
async function openNotes(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await page.getByRole('button', { name: 'Open notes…' }).click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
  const notes = page.getByRole('region', { name: 'Notes: 카프카 실습' })
  await expect(notes).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return notes
}

test('course notes beside the stage: their blocks run by keyboard, the picture shows it, and a reload finds the place', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await openPage(page)
  await hurry(page)
  const notes = await openNotes(page)
  await expect(notes.getByRole('cell', { name: 'hello-notes' })).toBeVisible()
  await expect(notes.getByRole('button', { name: 'Copy as a clean script' })).toBeInViewport()
  // Nothing in a file runs by itself, or asks anybody for anything; the journeys' watch would have seen it.
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false)
  await expect(notes.locator('img, script, a[href^="javascript"]')).toHaveCount(0)
  await expect(notes.getByText('Picture not shown', { exact: false }).first()).toBeVisible()

  // Shift+Enter runs a block and goes on to the next one.
  await notes.getByRole('button', { name: 'Run block 1', exact: true }).focus()
  await page.keyboard.press('Shift+Enter')
  await expect(output(page, 1)).toContainText('Created topic hello-notes.')
  await expect(page.getByRole('button', { name: /^hello-notes-0 leader on broker-/ })).toBeVisible()
  await expect(notes.getByRole('button', { name: 'Run block 2', exact: true })).toBeFocused()

  // What is broken does what it does, and the page says why.
  await page.keyboard.press('Enter')
  await expect(block(page, 2)).toContainText('—-describe begins with a long dash')
  await block(page, 2).getByRole('button', { name: 'Run what block 2 meant' }).press('Enter')
  await expect(block(page, 2)).toContainText('PartitionCount: 1')

  // Each part of a block in words, by a key.
  await notes.getByRole('button', { name: 'Run block 2', exact: true }).press('Alt+h')
  await expect(block(page, 2).getByRole('region', { name: 'Explanation' })).toContainText('--bootstrap-server')
  await page.keyboard.press('Alt+h')

  // The lines behind a producer's prompt are typed into it, and a consumer has a terminal of its own.
  await notes.getByRole('button', { name: 'Run block 3', exact: true }).press('Shift+Enter')
  await expect(page.getByRole('button', { name: /^hello-notes-0 leader on broker-.*offsets 0 to 1/ })).toBeVisible()
  await page.keyboard.press('Shift+Enter')
  await expect(output(page, 4)).toContainText('안녕')
  await expect(output(page, 4)).toContainText('kafka')
  await expect(block(page, 4)).toContainText('It goes on in a terminal of its own.')
  await notes.getByRole('button', { name: 'Stop block 4', exact: true }).press('Enter')
  await expect(output(page, 4)).toContainText('Processed a total of 2 messages')

  // JSON is saved as the file that a later block names, with its comment, and then without.
  await block(page, 5).getByRole('button', { name: 'Save as delete-some.json' }).press('Enter')
  await expect(block(page, 5)).toContainText('delete-some.json is written.')
  await notes.getByRole('button', { name: 'Run block 6', exact: true }).press('Enter')
  await expect(output(page, 6)).toContainText(/not a valid JSON|JsonParseException/)
  await block(page, 5).getByRole('button', { name: 'Save without the comment' }).press('Enter')
  await notes.getByRole('button', { name: 'Run block 6', exact: true }).press('Enter')
  await expect(output(page, 6)).toContainText('low_watermark: 1')
  await expect(block(page, 7)).toContainText('programs do not run here yet')

  // The place, the notes and what their blocks have done are there again after a reload.
  await block(page, 6).scrollIntoViewIfNeeded()
  const top = () => notes.locator('.notes-body').evaluate((element) => element.scrollTop)
  await expect.poll(top).toBeGreaterThan(300)
  const edge = notes.getByRole('separator')
  await edge.press('ArrowRight')
  const width = await edge.getAttribute('aria-valuenow')
  await page.waitForTimeout(1_000)
  await page.reload()
  await expect(notes).toBeVisible()
  await expect(edge).toHaveAttribute('aria-valuenow', width ?? '')
  await expect(output(page, 6)).toContainText('low_watermark: 1')
  await expect(block(page, 6)).toBeInViewport()

  await notes.getByRole('button', { name: 'Close the notes' }).press('Enter')
  await expect(notes).toHaveCount(0)
})

test('on a phone the notes are a page of their own, with a way to the stage and back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPage(page)
  const notes = await openNotes(page)
  await expect(block(page, 1)).toBeAttached()
  await notes.getByRole('button', { name: 'To the stage' }).click()
  await expect(notes).toHaveCount(0)
  await page.getByRole('button', { name: 'Notes', exact: true }).click()
  await expect(notes).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('an address names notes of this site, and of no other', async ({ page, watch }) => {
  watch.expectComplaint(/404/)
  await page.route('**/course/kafka.md', (route) =>
    route.fulfill({ contentType: 'text/markdown', body: '# From the address\n\n```sh\ndate\n```\n' }),
  )
  await openPage(page, './?notes=course/kafka.md')
  await expect(page.getByRole('heading', { name: 'From the address', level: 1 })).toBeVisible()
  await openPage(page, './?notes=https://example.com/kafka.md')
  await expect(page.getByText('that is another site', { exact: false })).toBeVisible()
  await openPage(page, './?notes=nothing.md')
  await expect(page.getByText('this site has no such file', { exact: false })).toBeVisible()
})
