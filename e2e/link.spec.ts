import type { Page } from '@playwright/test'
import { encodeLink } from '../src/persistence/share-link.ts'
import { firstMinute } from '../src/scenarios/index.ts'
import { ENGINE_VERSION } from '../src/worker/engine-version.ts'
import { clockMs, pause, readShare, toast } from './support/page.ts'
import { TerminalDriver } from './support/terminal.ts'
import { expect, openPage, test, watchContext } from './support/test.ts'

const card = (page: Page, broker: string) => page.getByRole('region', { name: broker, exact: true })

test('a link opens the same instant with the same fingerprint in a browser that knows nothing of it', async ({
  page,
  browser,
  baseURL,
  watch,
}) => {
  test.setTimeout(90_000)
  await openPage(page)
  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.run(
    'bin/kafka-topics.sh --create --bootstrap-server my-kafka:9092 --topic 수업',
    'Topic name is invalid',
  )
  await terminal.run('bin/kafka-topics.sh --create --bootstrap-server my-kafka:9092 --topic shared', 'Created topic')
  await page.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect(card(page, 'broker-2')).toContainText('power off')
  await pause(page)
  const shared = await readShare(page)
  const at = await clockMs(page)
  expect(new URL(shared.link).origin).toBe(new URL(baseURL ?? '').origin)
  expect(new URL(shared.link).search).toBe('')

  // Nothing of the run may reach the server: the request has no fragment, and nobody is told of it.
  const fresh = await browser.newContext({ locale: 'ko-KR', viewport: { width: 1440, height: 900 } })
  watchContext(fresh, new URL(baseURL ?? '').origin, watch)
  const requests: string[] = []
  fresh.on('request', (request) => requests.push(request.url()))
  const other = await fresh.newPage()
  await openPage(other, shared.link)
  expect(await clockMs(other)).toBe(at)
  await expect(card(other, 'broker-2')).toContainText('전원 끊김')
  await other.getByRole('combobox', { name: '언어' }).selectOption('en')
  await expect(other.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
  expect((await readShare(other)).fingerprint).toBe(shared.fingerprint)
  await new TerminalDriver(other).shows('Created topic shared.')
  // The address is the page's own again: a reload opens what the reader made of it, not the link once more.
  expect(new URL(other.url()).hash).toBe('')
  expect(requests.filter((url) => url.includes('r=1.'))).toEqual([])
  await fresh.close()
})

test('a link pasted into an open page is opened there, and the run before it is kept', async ({ page }) => {
  await openPage(page)
  const address = page.url()
  await pause(page)
  const run = { engineVersion: ENGINE_VERSION, spec: firstMinute(), seed: 7, journal: [], positionUs: 6_000_000 }
  await page.evaluate((fragment) => {
    location.hash = fragment
  }, encodeLink(run))
  await expect(page.getByRole('textbox', { name: 'Name of this run' })).toHaveValue('From a link')
  await expect.poll(() => clockMs(page)).toBe(6_000)
  await page.getByRole('button', { name: 'Saved runs' }).first().click()
  await expect(page.getByRole('dialog').locator('.saved-run')).toHaveCount(2)
  expect(page.url()).toBe(address)
})

const whole = encodeLink({
  engineVersion: ENGINE_VERSION,
  spec: firstMinute(),
  seed: 7,
  journal: [{ atUs: 5_000_000, afterEvents: 3_000, command: { type: 'KillNode', node: 'broker-1' } }],
  positionUs: 6_000_000,
})
const altered = whole.slice(0, 60) + (whole[60] === 'A' ? 'B' : 'A') + whole.slice(61)
const fromNewerEngine = encodeLink({
  engineVersion: '9999.0.0',
  spec: firstMinute(),
  seed: 7,
  journal: [],
  positionUs: 6_000_000,
})
const noRun = encodeLink({
  engineVersion: ENGINE_VERSION,
  spec: { ...firstMinute(), brokers: 'many' as never },
  seed: 7,
  journal: [],
  positionUs: 6_000_000,
})

for (const [what, fragment, message] of [
  ['cut off', whole.slice(0, -20), 'The link is cut off'],
  ['altered', altered, 'The link was altered'],
  ['of a newer format', whole.replace('r=1.', 'r=2.'), 'from a newer Kafkascope'],
  ['of a newer engine', fromNewerEngine, 'from a newer Kafkascope'],
  ['that holds something else than a run', noRun, 'holds no run this page can play'],
] as const) {
  test(`a link ${what} says so and opens the default cluster`, async ({ page }) => {
    await openPage(page, `./${fragment}`)
    await expect(toast(page, message)).toBeVisible()
    await expect(page.getByRole('region', { name: 'order-service', exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
    for (const broker of ['broker-1', 'broker-2', 'broker-3'])
      await expect(card(page, broker)).not.toContainText('killed')
  })
}

test('a command in a link that nobody here knows is not run but told, and the rest of the run opens', async ({
  page,
}) => {
  const code = 'window.pwned=1'
  const link = encodeLink({
    engineVersion: ENGINE_VERSION,
    spec: firstMinute(),
    seed: 7,
    journal: [
      { atUs: 5_000_000, afterEvents: 1, command: { type: 'Eval', code } as never },
      { atUs: 5_000_000, afterEvents: 1, command: { type: 'KillNode', node: 'broker-1' } },
    ],
    positionUs: 6_000_000,
  })
  await openPage(page, `./${link}`)
  await expect(card(page, 'broker-1')).toContainText('killed')
  const notice = page.getByRole('region', { name: 'About this run' })
  await expect(notice).toContainText('1 command of it could not be given and was left out.')
  await notice.getByRole('button', { name: 'Show what was left out' }).click()
  await expect(notice.getByRole('list')).toContainText(`{"type":"Eval","code":"${code}"}`)
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
})

test('text from a link is text: records, names and terminals hold no markup', async ({ page }) => {
  const markup = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
  const spec = firstMinute()
  const producers = spec.producers.map((producer) => ({
    ...producer,
    workload: producer.workload === null ? null : { ...producer.workload, keys: [markup] },
  }))
  const link = encodeLink({
    engineVersion: ENGINE_VERSION,
    spec: { ...spec, producers },
    seed: 7,
    journal: [],
    positionUs: 8_000_000,
  })
  await openPage(page, `./${link}`)
  const lane = page.getByRole('button', { name: /^orders-\d leader on broker-\d, .*offsets 0 to/ }).first()
  const box = await lane.boundingBox()
  if (box === null) throw new Error('the lane is not on screen')
  await page.mouse.move(box.x + 200, box.y + box.height / 2)
  await expect(page.getByRole('tooltip')).toContainText('<img src=x')
  await page.mouse.click(box.x + 200, box.y + box.height / 2)
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('<img src=x')

  const terminal = new TerminalDriver(page)
  await terminal.focus()
  await terminal.type(`echo '${markup}'`)
  await page.getByRole('button', { name: 'Play', exact: true }).first().click()
  await terminal.shows('<script>window.pwned=1</script>')
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false)
  expect(await page.locator('img, body script').count()).toBe(0)
})

test('a link of an older engine says what cannot be shown as it was, and which commands were left out', async ({
  page,
}) => {
  const old = encodeLink({
    engineVersion: '0.9',
    spec: firstMinute(),
    seed: 7,
    journal: [
      { atUs: 9_000_000, afterEvents: 1, command: { type: 'KillNode', node: 'broker-9' } },
      { atUs: 10_000_000, afterEvents: 2, command: { type: 'KillNode', node: 'broker-1' } },
    ],
    positionUs: 12_000_000,
  })
  await openPage(page, `./${old}`)
  expect(await clockMs(page)).toBe(12_000)
  await expect(card(page, 'broker-1')).toContainText('killed')
  const notice = page.getByRole('region', { name: 'About this run' })
  await expect(notice).toContainText(`Engine 0.9 made this run; this page has engine ${ENGINE_VERSION}`)
  await expect(notice).toContainText('1 command of it could not be given and was left out.')
  await notice.getByRole('button', { name: 'Show what was left out' }).click()
  await expect(notice.getByRole('list')).toContainText('00:09.000 Killed: broker-9')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ko')
  const korean = page.getByRole('region', { name: '이 실행에 대하여' })
  await expect(korean).toContainText('실행할 수 없어 빠진 명령: 1개.')
  await korean.getByRole('button', { name: '알겠습니다' }).click()
  await expect(korean).toBeHidden()
})
