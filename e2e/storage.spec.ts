import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { clockMs, closeDialog, counter, openDialog, pause, readShare, toast } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test, type Watch } from './support/test.ts'

const savedRun = (page: Page, name: string | RegExp) =>
  page.getByRole('dialog').locator('.saved-run', { hasText: name })

/**
 * Changes rows of the page's own database, as another version or a failing disk would have. The page is left meanwhile,
 * so that it does not write in between; opening it again is up to the caller.
 */
async function changeRows(
  { page, watch }: { page: Page; watch: Watch },
  store: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  // The browser asks the host for an icon of its own there.
  watch.expectComplaint(/404/)
  await page.goto('./favicon.svg')
  const changed = await page.evaluate(
    async ([name, fields]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('kafkascope')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error)
      })
      const transaction = db.transaction(name, 'readwrite')
      const rows = transaction.objectStore(name)
      const all = await new Promise<object[]>((resolve) => {
        const asked = rows.getAll()
        asked.onsuccess = () => resolve(asked.result)
      })
      for (const row of all) rows.put({ ...row, ...fields })
      await new Promise((resolve) => {
        transaction.oncomplete = resolve
      })
      db.close()
      return all.length
    },
    [store, change] as const,
  )
  expect(changed, 'there was something to change').toBeGreaterThan(0)
}

/** Everything in a store of the page's own database. */
async function readRows(page: Page, store: string): Promise<readonly Record<string, unknown>[]> {
  return page.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('kafkascope')
      opening.onsuccess = () => resolve(opening.result)
    })
    const rows = await new Promise<Record<string, unknown>[]>((resolve) => {
      const asked = db.transaction(name).objectStore(name).getAll()
      asked.onsuccess = () => resolve(asked.result)
    })
    db.close()
    return rows
  }, store)
}

/** Kills a broker and waits until the page says that it is done, which means: saved. */
async function killBroker(page: Page, broker: string): Promise<void> {
  await page.getByRole('button', { name: `Power of ${broker}`, exact: true }).click()
  await expect(toast(page, `Power cut: ${broker}`)).toBeVisible()
}

const card = (page: Page, broker: string) => page.getByRole('region', { name: broker, exact: true })

test('a reload finds the prediction and what came of it', async ({ page }) => {
  test.setTimeout(120_000)
  await openPage(page)
  const lesson = page.locator('.lesson').first()
  await lesson.getByRole('button', { name: /Nobody/ }).click()
  await lesson.getByRole('button', { name: /^Cut the power of/ }).click()
  await lesson.getByRole('button', { name: 'Skip to the outcome' }).click()
  const outcome = lesson.getByRole('button', { name: /What happened/ })
  await expect(outcome).toBeVisible({ timeout: 60_000 })
  await expect
    .poll(async () => JSON.stringify((await readRows(page, 'runs')).map(({ lessons }) => lessons)), { timeout: 20_000 })
    .toContain('"outcome"')
  await page.reload()
  await expect(outcome).toBeVisible({ timeout: 60_000 })
  await expect(lesson.getByRole('button', { name: /My prediction.*Nobody/s })).toHaveAttribute('aria-pressed', 'true')
})

test('a reload finds everything as it was: the instant, the state, the terminal, the name', async ({ page }) => {
  test.setTimeout(90_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run(
    'bin/kafka-topics.sh --create --bootstrap-server my-kafka:9092 --topic kept --replication-factor 3',
    'Created topic kept.',
  )
  await killBroker(page, 'broker-3')
  await pause(page)
  const name = page.getByRole('textbox', { name: 'Name of this run' })
  await name.fill('수업 3')
  await name.press('Enter')
  const before = await readShare(page)
  const at = await clockMs(page)

  await page.reload()
  await expect(page.locator('.stage')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect(await clockMs(page)).toBe(at)
  expect((await readShare(page)).fingerprint).toBe(before.fingerprint)
  await expect(card(page, 'broker-3')).toContainText('power off')
  await expect(page.getByRole('button', { name: /^kept-0 / })).toHaveCount(3)
  await terminal.shows('Created topic kept.')
  await expect(name).toHaveValue('수업 3')
})

test('a run that was playing goes on playing, from about where it was', async ({ page }) => {
  await openPage(page)
  await expect.poll(() => clockMs(page)).toBeGreaterThan(8_300)
  const before = await clockMs(page)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await expect.poll(() => clockMs(page)).toBeGreaterThan(before)
})

test('runs are renamed, duplicated, deleted and brought back', async ({ page }) => {
  await openPage(page)
  await pause(page)
  let dialog = await openDialog(page, 'Saved runs')
  await savedRun(page, 'First minute').getByRole('button', { name: 'Rename' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill('하나')
  await page.keyboard.press('Enter')
  await expect(savedRun(page, '하나')).toContainText('shown now')
  await savedRun(page, '하나').getByRole('button', { name: 'Duplicate' }).click()
  await expect(savedRun(page, 'Copy of 하나')).toBeVisible()
  await closeDialog(page)
  const original = await readShare(page)
  await killBroker(page, 'broker-1')

  dialog = await openDialog(page, 'Saved runs')
  await savedRun(page, 'Copy of 하나').getByRole('button', { name: 'Open' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'Name of this run' })).toHaveValue('Copy of 하나')
  expect((await readShare(page)).fingerprint, 'the copy knows nothing of what came later').toBe(original.fingerprint)

  dialog = await openDialog(page, 'Saved runs')
  const mine = dialog.locator('.saved-run').filter({ hasNotText: 'Copy of' })
  await mine.getByRole('button', { name: 'Delete' }).click()
  await expect(mine).toHaveCount(0)
  await toast(page, 'Deleted: 하나').getByRole('button', { name: 'Undo' }).click()
  await mine.getByRole('button', { name: 'Open' }).click()
  await expect(card(page, 'broker-1')).toContainText('power off')
})

test('a run goes to a file, and comes from it in another browser, by choice and by drop', async ({ page, browser }) => {
  test.setTimeout(90_000)
  await openPage(page)
  await killBroker(page, 'broker-2')
  await pause(page)
  const { fingerprint } = await readShare(page)
  const dialog = await openDialog(page, 'Saved runs')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.kafkascope$/)
  const bytes = await readFile(await download.path())

  const other = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const elsewhere = await other.newPage()
  await openPage(elsewhere, page.url())
  await openDialog(elsewhere, 'Saved runs')
  const file = { name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: bytes }
  await elsewhere.getByLabel('Open a file…').setInputFiles(file)
  await expect(elsewhere.getByRole('dialog')).toHaveCount(0)
  await expect(card(elsewhere, 'broker-2')).toContainText('power off')
  expect((await readShare(elsewhere)).fingerprint).toBe(fingerprint)

  // What is no run, or no whole one, says so and changes nothing.
  await openDialog(elsewhere, 'Saved runs')
  await elsewhere.getByLabel('Open a file…').setInputFiles({ ...file, buffer: Buffer.from('hello') })
  await expect(toast(elsewhere, 'is not a Kafkascope run')).toBeVisible()
  const broken = Buffer.from(bytes)
  broken[broken.length - 20] = (broken[broken.length - 20] ?? 0) ^ 0xff
  await elsewhere.getByLabel('Open a file…').setInputFiles({ ...file, buffer: broken })
  await expect(toast(elsewhere, 'is damaged')).toBeVisible()
  await closeDialog(elsewhere)
  expect((await readShare(elsewhere)).fingerprint).toBe(fingerprint)
  await other.close()
})

test('a second tab on the same run says so, spoils nothing, and may take a copy', async ({ page, context }) => {
  test.setTimeout(90_000)
  await openPage(page)
  await pause(page)
  const second = await context.newPage()
  await openPage(second)
  const trouble = second.locator('.trouble')
  await expect(trouble).toContainText('open in another tab')
  await second.getByRole('button', { name: 'Power of broker-1', exact: true }).click()
  await expect(card(second, 'broker-1')).toContainText('power off')

  await killBroker(page, 'broker-2')
  await page.reload()
  await expect(card(page, 'broker-2')).toContainText('power off')
  await expect(card(page, 'broker-1')).not.toContainText('power off')
  await expect(page.locator('.trouble')).toHaveCount(0)

  await trouble.getByRole('button', { name: 'Make a copy' }).click()
  await expect(trouble).toHaveCount(0)
  await killBroker(second, 'broker-3')
  await second.reload()
  await expect(card(second, 'broker-3')).toContainText('power off')
})

test('without storage the run lasts as long as the tab, and everything else works', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError')
    }
  })
  await openPage(page)
  await expect(page.locator('.trouble')).toContainText('keeps nothing here')
  await page.getByRole('button', { name: 'Hide this message' }).click()
  await expect(page.locator('.trouble')).toHaveCount(0)
  const before = await counter(page, 'acknowledged')
  await expect.poll(() => counter(page, 'acknowledged')).toBeGreaterThan(before)
  await killBroker(page, 'broker-1')
  await openDialog(page, 'Saved runs')
  await expect(savedRun(page, 'First minute')).toContainText('shown now')
})

test('storage that answers late is waited for: it says so, goes away by itself, and the run is saved', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (...args) {
      if (sessionStorage.getItem('answers') === 'yes') return open.apply(this, args)
      // The answer never gets through.
      return Object.assign(open.call(this, 'elsewhere'), { addEventListener: () => undefined })
    }
  })
  await openPage(page)
  const trouble = page.locator('.trouble')
  await expect(trouble).toContainText('takes long to answer')
  await killBroker(page, 'broker-1')
  await page.evaluate(() => sessionStorage.setItem('answers', 'yes'))
  await expect(trouble).toHaveCount(0, { timeout: 60_000 })
  await page.reload()
  await expect(card(page, 'broker-1')).toContainText('power off')
})

test('what a newer version saved is left alone, and can be downloaded as it lies there', async ({ page, watch }) => {
  await openPage(page)
  await killBroker(page, 'broker-1')
  await changeRows({ page, watch }, 'runs', { formatVersion: 999, fromTheFuture: true })
  await openPage(page)
  await expect(toast(page, 'saved by a newer Kafkascope')).toBeVisible()
  await expect(card(page, 'broker-1')).not.toContainText('power off')
  const dialog = await openDialog(page, 'Saved runs')
  await expect(savedRun(page, 'from a newer version')).toHaveCount(1)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    savedRun(page, 'from a newer version').getByRole('button', { name: 'Download what is there' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('fromTheFuture')
  await expect(dialog.locator('.saved-run')).toHaveCount(2)
  const rows = await readRows(page, 'runs')
  expect(rows.filter((row) => row.formatVersion === 999 && row.fromTheFuture === true)).toHaveLength(1)
})

test('what is damaged says so; what is left of it can be downloaded', async ({ page, watch }) => {
  await openPage(page)
  // What is done before the run was saved for the first time is saved in one piece with it.
  await openDialog(page, 'Saved runs')
  await expect(savedRun(page, 'First minute')).toBeVisible()
  await closeDialog(page)
  await killBroker(page, 'broker-1')
  await changeRows({ page, watch }, 'branches', { branch: { info: 'nonsense' } })
  await openPage(page)
  await expect(toast(page, 'The saved run is damaged')).toBeVisible()
  await openDialog(page, 'Saved runs')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    savedRun(page, 'damaged').getByRole('button', { name: 'Download what is there' }).click(),
  ])
  expect(await readFile(await download.path(), 'utf8')).toContain('PowerCutNode')
})

test('a full disk is told, the run goes on, and is saved whole as soon as there is room', async ({ page }) => {
  await page.addInitScript(() => {
    const put = IDBObjectStore.prototype.put
    IDBObjectStore.prototype.put = function (...args) {
      if (sessionStorage.getItem('full') === 'yes') throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, args)
    }
  })
  await openPage(page)
  await pause(page)
  await page.evaluate(() => sessionStorage.setItem('full', 'yes'))
  await page.getByRole('button', { name: 'Power of broker-1', exact: true }).click()
  await expect(page.locator('.trouble')).toContainText('no more room')
  await expect(card(page, 'broker-1')).toContainText('power off')

  await page.evaluate(() => sessionStorage.setItem('full', 'no'))
  await killBroker(page, 'broker-2')
  await expect(page.locator('.trouble')).toHaveCount(0)
  const { fingerprint } = await readShare(page)
  await page.reload()
  await expect(card(page, 'broker-1')).toContainText('power off')
  await expect(card(page, 'broker-2')).toContainText('power off')
  expect((await readShare(page)).fingerprint).toBe(fingerprint)
})

test('a tab that dies in the middle of it all loses nothing that was shown as done', async ({
  page,
  context,
  watch,
}) => {
  test.setTimeout(120_000)
  watch.expectComplaint(/crash/i)
  await openPage(page)
  await pause(page)
  let doomed = page
  for (const broker of ['broker-1', 'broker-2', 'broker-3']) {
    await killBroker(doomed, broker)
    // Three more commands are on their way when the tab dies: whether they count is open, that they harm is not.
    const devtools = await context.newCDPSession(doomed)
    doomed
      .evaluate(() => {
        for (const button of document.querySelectorAll<HTMLButtonElement>('.add-card')) button.click()
      })
      .catch(() => undefined)
    devtools.send('Page.crash').catch(() => undefined)
    await doomed.waitForEvent('crash')
    await doomed.close()

    doomed = await context.newPage()
    await openPage(doomed)
    await expect(card(doomed, broker)).toContainText('power off')
    await expect(doomed.locator('.trouble')).toHaveCount(0)
    await expect(doomed.locator('.toast')).toHaveCount(0)
  }
  for (const broker of ['broker-1', 'broker-2', 'broker-3'])
    await expect(card(doomed, broker)).toContainText('power off')
})
