import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { serve } from '../scripts/serve.mjs'
import { encodeLink } from '../src/persistence/share-link.ts'
import { firstMinute } from '../src/scenarios/index.ts'
import { ENGINE_VERSION } from '../src/worker/engine-version.ts'
import { clockMs, pause, toast } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test } from './support/test.ts'

test.use({ serviceWorkers: 'allow' })

const card = (page: Page, broker: string) => page.getByRole('region', { name: broker, exact: true })

/** Waits for the quiet word in the menu. */
async function untilItWorksOffline(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: 'Menu', exact: true }).click()
    const word = page.getByText('Works without network now')
    await expect(word)
      .toBeVisible({ timeout: 1_000 })
      .finally(() => page.keyboard.press('Escape'))
  }).toPass({ timeout: 60_000 })
}

test('once it says so the page opens without a network: the run goes on, links open, and so does the presenter', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  await openPage(page)
  await pause(page)
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(card(page, 'broker-2')).toContainText('power off')
  await untilItWorksOffline(page)

  await context.setOffline(true)
  await page.reload()
  await expect(card(page, 'broker-2')).toContainText('power off')
  const terminal = new TerminalDriver(page)
  await page.getByRole('button', { name: 'Play', exact: true }).first().click()
  await terminal.focus()
  await terminal.run('bin/kafka-topics.sh --bootstrap-server my-kafka:9092 --list', 'orders')

  const run = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 7, journal: [], positionUs: 6_000_000 }
  const second = await context.newPage()
  await openPage(second, `./${encodeLink(run)}`)
  await expect(second.getByRole('textbox', { name: 'Name of this run' })).toHaveValue('From a link')
  await expect.poll(() => clockMs(second)).toBe(6_000)

  const third = await context.newPage()
  await third.goto('./?present&lang=ko')
  await expect(third.locator('.presenter .stage')).toBeVisible()
  await third.goto('./?embed&terminal')
  await expect(third.locator('.embed .stage')).toBeVisible()
  await expect(third.locator('.embed .xterm-screen')).toBeVisible()
})

test('a newer version says that it is there, waits for a press, and loses nothing of the run', async ({
  page,
  watch,
}) => {
  test.setTimeout(180_000)
  const site = await mkdtemp(join(tmpdir(), 'kafkascope-site-'))
  await cp('dist', site, { recursive: true })
  const served = await serve({ directory: site, base: '/a/class/' })
  try {
    await openPage(page, served.url)
    await untilItWorksOffline(page)
    await pause(page)
    await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
    await expect(card(page, 'broker-2')).toContainText('power off')
    const at = await clockMs(page)

    const script = join(site, 'service-worker.js')
    const html = join(site, 'index.html')
    await writeFile(html, (await readFile(html, 'utf8')).replace('<title>Kafkascope<', '<title>Kafkascope 2<'))
    await writeFile(script, (await readFile(script, 'utf8')).replace(/(index\.html"?,revision:)"\w+"/, '$1"2"'))
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const notice = toast(page, 'A newer version is here.')
    await expect(notice).toBeVisible()
    await expect(page).toHaveTitle('Kafkascope')
    await notice.getByRole('button', { name: 'Reload' }).click()
    await expect(page).toHaveTitle('Kafkascope 2')
    await expect(card(page, 'broker-2')).toContainText('power off')
    expect(await clockMs(page)).toBe(at)
    await expect(toast(page, 'A newer version is here.')).toHaveCount(0)
    watch.elsewhere.splice(0)
  } finally {
    served.close()
    await rm(site, { recursive: true })
  }
})

test('everything that was built is kept', async () => {
  const script = await readFile('dist/service-worker.js', 'utf8')
  const files = await readdir('dist', { recursive: true, withFileTypes: true })
  const names = files.filter((file) => file.isFile()).map(({ name }) => name)
  expect(names.filter((name) => name !== 'service-worker.js' && !script.includes(name))).toEqual([])
})

test.describe('a network that goes while the page is loading', () => {
  // What the browser keeps would answer in the network's place.
  test.use({ serviceWorkers: 'block' })

  test('is told where something is missing, and the rest comes when it is back', async ({ page, watch }) => {
    watch.expectComplaint(/ERR_FAILED|ERR_INTERNET|Failed to load resource|dynamically imported module|preload CSS/)
    let gone = true
    await page.route(/\/assets\//, (route) =>
      gone && /deferred-parts|\/more-|engine\.worker/.test(route.request().url()) ? route.abort() : route.continue(),
    )
    await page.goto('./?pauses=off')
    await expect(page.locator('.stage')).toBeVisible()
    const word = page.getByRole('status').filter({ hasText: 'Part of the page could not be fetched' })
    await expect(word).toBeVisible()
    await expect(page.locator('.caption-place')).toContainText('Waiting for the network')
    await expect(page.locator('.dock-place')).toContainText('Waiting for the network')
    await expect(page.locator('.invitations')).toContainText('Waiting for the network')
    // Longer than the recorded beginning of the run: the engine is missing too.
    await expect(page.getByText('fetching the engine').first()).toBeVisible({ timeout: 40_000 })

    gone = false
    await word.getByRole('button', { name: 'Try again' }).click()
    await expect(word).toHaveCount(0)
    await expect(page.locator('.caption-bar')).toBeVisible()
    await expect(page.locator('.dock')).toBeVisible()
    await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
    await expect(card(page, 'broker-2')).toContainText('power off')
  })
})
