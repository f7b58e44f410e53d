import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { clockMs, closeDialog, openDialog, pause, play, toast } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

declare global {
  interface Window {
    /** The page's engine, caught by the test that is going to hurt it. */
    engineWorker: Worker
  }
}

/** Lets the test speak to the page's worker behind the page's back. */
function catchWorker(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const Original = window.Worker
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        window.engineWorker = this
      }
    }
  })
}

const card = (page: Page, broker: string) => page.getByRole('region', { name: broker, exact: true })

async function killBroker2(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(toast(page, 'Power cut: broker-2')).toBeVisible()
}

test('an engine that fails says so, hands over the run, and starts again from the journal', async ({ page }) => {
  await catchWorker(page)
  await openPage(page)
  await killBroker2(page)
  await page.evaluate(() => window.engineWorker.postMessage(null))
  const crash = page.getByRole('alert')
  await expect(crash).toContainText('The engine stopped')
  await expect(crash).toContainText('is not lost')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    crash.getByRole('button', { name: 'Download the run' }).click(),
  ])
  const file = { name: download.suggestedFilename(), mimeType: '', buffer: await readFile(await download.path()) }

  await crash.getByRole('button', { name: 'Start again from its commands' }).click()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  await page
    .getByRole('button', { name: 'To the newest' })
    .click({ timeout: 5_000 })
    .catch(() => undefined)
  await play(page)
  await expect(card(page, 'broker-2')).toContainText('power off')

  // What was downloaded is the same run.
  await pause(page)
  await openDialog(page, 'Saved runs')
  await page.getByLabel('Open a file…').setInputFiles(file)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect.poll(() => clockMs(page)).toBeGreaterThan(8_000)
  await expect(card(page, 'broker-2')).toContainText('power off')
})

test('a worker that dies without a word costs nothing either: the run is in the browser', async ({ page, watch }) => {
  watch.expectComplaint(/it fell over/)
  await page.route(/engine\.worker-.*\.js$/, async (route) => {
    const response = await route.fetch()
    const fall =
      "addEventListener('message', (event) => { if (event.data === 'fall') setTimeout(() => { throw new Error('it fell over') }) })"
    await route.fulfill({ response, body: `${await response.text()}\n;${fall}` })
  })
  await catchWorker(page)
  await openPage(page)
  await killBroker2(page)
  await page.evaluate(() => window.engineWorker.postMessage('fall'))
  const crash = page.getByRole('alert')
  await expect(crash).toContainText('The engine stopped')
  await expect(crash).toContainText('it fell over')
  await crash.getByRole('button', { name: 'Start again from its commands' }).click()
  await expect(card(page, 'broker-2')).toContainText('power off')
})

test('a worker that does not come is told as well, and waited for', async ({ page, watch }) => {
  watch.expectComplaint(/ERR_FAILED|Failed to load resource/)
  let gone = true
  await page.route(/engine\.worker-.*\.js$/, (route) => (gone ? route.abort() : route.continue()))
  await openPage(page)
  const word = page.getByRole('status').filter({ hasText: 'could not be fetched' })
  await expect(word).toBeVisible()
  gone = false
  await word.getByRole('button', { name: 'Try again' }).click()
  await expect(word).toHaveCount(0)
  await killBroker2(page)
})

test('a terminal that cannot be fetched says so, and the cluster goes on', async ({ page, watch }) => {
  watch.expectComplaint(/ERR_FAILED|Failed to load resource|dynamically imported module/)
  await page.route(/xterm-view-.*\.js$/, (route) => route.abort())
  await openPage(page)
  await expect(page.getByRole('status').filter({ hasText: 'could not be loaded' })).toBeVisible()
  await killBroker2(page)
})

test('a whole session asks no other host for anything, and never strains the policy', async ({ page, watch }) => {
  test.setTimeout(120_000)
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective}`))
  })
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run('bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --list', 'orders')
  // Colours in a terminal are styles that xterm.js makes on the fly.
  await terminal.run("printf '\\033[38;2;200;80;40mcolour\\033[0m\\n'", 'colour')
  await page.getByRole('button', { name: 'Events' }).click()
  await page.locator('.event-text').first().click()
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Why is it like this?')
  for (const button of ['New cluster', 'Saved runs', 'Share']) {
    await openDialog(page, button)
    await closeDialog(page)
  }
  for (const entry of ['Help and shortcuts', 'What is simplified']) {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    await openDialog(page, entry)
    await closeDialog(page)
  }
  await page.getByRole('button', { name: 'Presenter' }).click()
  await page.getByRole('button', { name: 'End presenter mode' }).click()
  await page.getByRole('combobox', { name: 'Language' }).first().selectOption('ko')
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await page.waitForLoadState('networkidle')

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(await page.locator('[style*="expression"], style').count(), 'nothing inline').toBe(0)
  expect(watch.complaints).toEqual([])
  expect(watch.elsewhere).toEqual([])
})

test('without a network the page that was opened goes on, also with what nobody had asked for before', async ({
  page,
  context,
}) => {
  const fetched: string[] = []
  page.on('requestfinished', (request) => fetched.push(request.url()))
  await openPage(page)
  for (const part of ['DialogHost', 'Inspector', 'share-link', 'run-files', 'open-run-file', 'terminal-side']) {
    await expect.poll(() => fetched.join(' '), part).toContain(`/${part}-`)
  }
  await context.setOffline(true)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run('bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --list', 'orders')
  await killBroker2(page)
  for (const button of ['New cluster', 'Saved runs', 'Share']) {
    await openDialog(page, button)
    await closeDialog(page)
  }
  await context.setOffline(false)
})
