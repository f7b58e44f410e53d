import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Locator, Page } from '@playwright/test'
import { expect, test, type Watch, watchContext } from './support/test.ts'

interface Elsewhere {
  readonly url: string
  readonly close: () => void
}

/** Course notes on a host of their own; `pages` by path. */
async function serveElsewhere(pages: Readonly<Record<string, string>>): Promise<Elsewhere> {
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '/']
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

const notes = (site: string, inner: string, { lang = 'en', attributes = 'data-auto' } = {}) =>
  `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>notes</title><link rel="icon" href="data:,">
  <h1>Kafka</h1>${inner}<script src="${site}embed.js" ${attributes}></script></html>`

const BLOCKS = `
  <pre><code class="language-bash">kafka-topics.sh --bootstrap-server my-kafka:9092 --create --topic from.notes --partitions 2
</code></pre>
  <p>What came of it:</p>
  <pre><code>Created topic from.notes.</code></pre>
  <pre><code class="language-java">kafka-topics.sh is no Java</code></pre>
  <div style="height: 2000px">A long explanation</div>
  <div class="highlight"><pre><span></span><code>bin/kafka-topics.sh --bootstrap-server my-kafka:9092 \\
    --describe --topic from.notes
</code></pre></div>`

/** By keys: where a frame of another site has just been scrolled, the browser may give it a click that was meant for the page. */
async function press(button: Locator): Promise<void> {
  await button.focus()
  await button.press('Enter')
}

interface Notes {
  readonly page: Page
  readonly context: BrowserContext
  /** Of the site, in order. */
  readonly requests: string[]
}

async function openNotes(browser: Browser, watch: Watch, url: string, site: string): Promise<Notes> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 900, height: 800 } })
  watchContext(context, new URL(url).origin, { ...watch, elsewhere: [] })
  const requests: string[] = []
  context.on('request', (request) => {
    if (request.url().startsWith(site)) requests.push(request.url().slice(site.length))
  })
  const page = await context.newPage()
  await page.goto(url)
  return { page, context, requests }
}

test('one line in a page makes its blocks run, on one stage that nobody fetches before', async ({
  browser,
  baseURL,
  watch,
}) => {
  test.setTimeout(120_000)
  const site = baseURL ?? ''
  const elsewhere = await serveElsewhere({ '/': notes(site, BLOCKS) })
  const { page, context, requests } = await openNotes(browser, watch, elsewhere.url, site)
  const buttons = page.getByRole('button', { name: '▶ Run' })
  await expect(buttons).toHaveCount(2)
  await page.waitForTimeout(500)
  expect(requests, 'before anybody runs anything').toEqual(['embed.js'])
  await expect(page.locator('iframe')).toHaveCount(0)

  await press(buttons.first())
  const frame = page.frameLocator('kafka-scope > iframe')
  await expect(frame.locator('.xterm-rows')).toContainText('Created topic from.notes.', { timeout: 45_000 })
  await expect(frame.locator('.terminal-screen')).toHaveCount(1)

  await press(buttons.nth(1))
  await expect(frame.locator('.xterm-rows')).toContainText('PartitionCount: 2', { timeout: 45_000 })
  // It has come to the block, with all that it held.
  await expect(page.locator('kafka-scope')).toHaveCount(1)
  await expect(page.locator('.highlight + button + kafka-scope')).toHaveCount(1)
  await expect(frame.locator('.xterm-rows')).toContainText('Created topic from.notes.')
  await expect(page.locator('kafka-scope')).toBeInViewport()
  elsewhere.close()
  await context.close()
})

test('while a consumer runs, the next block gets a terminal of its own', async ({ browser, baseURL, watch }) => {
  test.setTimeout(120_000)
  const site = baseURL ?? ''
  const blocks = [
    'kafka-console-consumer.sh --bootstrap-server my-kafka:9092 --topic orders',
    '$ kafka-topics.sh --version',
  ]
  const elsewhere = await serveElsewhere({
    '/': notes(site, blocks.map((text) => `<pre><code>${text}</code></pre>`).join('')),
  })
  const { page, context } = await openNotes(browser, watch, elsewhere.url, site)
  const frame = page.frameLocator('kafka-scope > iframe')
  await press(page.getByRole('button', { name: '▶ Run' }).first())
  await expect(frame.locator('.xterm-rows')).toContainText('--topic orders', { timeout: 45_000 })
  await press(page.getByRole('button', { name: '▶ Run' }).nth(1))
  await expect(frame.locator('.xterm-rows')).toContainText(/\d+\.\d+\.\d+/, { timeout: 45_000 })
  await expect(frame.getByRole('button', { name: 'Terminal 1', exact: true })).toBeVisible()
  elsewhere.close()
  await context.close()
})

test('an element placed by hand starts when it is looked at, tells what happens and goes where it is told', async ({
  browser,
  baseURL,
  watch,
}) => {
  test.setTimeout(120_000)
  const site = baseURL ?? ''
  const element = `<div style="height: 3000px"></div>
    <kafka-scope run="?profile=kafka-2.5" height="420"><a href="${site}?profile=kafka-2.5">클러스터 열기</a></kafka-scope>`
  const elsewhere = await serveElsewhere({ '/': notes(site, element, { lang: 'ko', attributes: '' }) })
  const { page, context, requests } = await openNotes(browser, watch, elsewhere.url, site)
  await expect(page.getByRole('link', { name: '클러스터 열기' })).toBeAttached()
  await page.waitForTimeout(500)
  expect(requests).toEqual(['embed.js'])

  await page.locator('kafka-scope').scrollIntoViewIfNeeded()
  const frame = page.frameLocator('kafka-scope > iframe')
  await expect(frame.getByRole('button', { name: '일시 정지' })).toBeVisible({ timeout: 45_000 })
  await expect(frame.locator('.terminal-screen')).toHaveCount(0)

  const answered = await page.evaluate(async () => {
    const scope = document.querySelector('kafka-scope') as HTMLElement & {
      run(text: string): Promise<{ output: string }>
      onHappening(listener: (happening: { type: string; topic?: string }) => void): () => void
    }
    const created = new Promise<string>((resolve) =>
      scope.onHappening(({ type, topic }) => {
        if (type === 'TopicCreated') resolve(topic ?? '')
      }),
    )
    const { output } = await scope.run(
      'kafka-topics.sh --zookeeper my-kafka:2181 --create --topic told --partitions 1 --replication-factor 1',
    )
    return { output, topic: await created }
  })
  // Else the clock goes on from where it was sent.
  const pause = frame.getByRole('button', { name: '일시 정지' })
  if (await pause.isVisible()) await press(pause)
  const refused = await page.evaluate(async () => {
    const scope = document.querySelector('kafka-scope') as HTMLElement & { seek(atMs: number): Promise<unknown> }
    await scope.seek(2_000)
    return scope.seek(1e12).then(
      () => null,
      (error: Error) => error.message,
    )
  })
  expect(answered.output).toContain('Created topic told.')
  expect(answered.topic).toBe('told')
  expect(refused).toMatch(/^At most/)
  await expect(frame.getByRole('timer')).toHaveText(/^00:02\.000/)
  elsewhere.close()
  await context.close()
})

test('a learning platform gets state and score by SPLICE, and gives the state back', async ({
  browser,
  baseURL,
  watch,
}) => {
  test.setTimeout(120_000)
  const site = baseURL ?? ''
  const platform = (
    state: string,
  ) => `<!doctype html><meta charset="utf-8"><title>platform</title><link rel="icon" href="data:,">
    <iframe src="${site}?embed&terminal&lang=en" width="800" height="600"></iframe><script>
    const heard = window.heard = []
    addEventListener('message', ({ data, source }) => {
      if (typeof data?.subject !== 'string') return
      heard.push(data)
      if (data.subject === 'SPLICE.getState')
        source.postMessage({ subject: 'SPLICE.getState.response', message_id: data.message_id, state: ${state} }, '*')
    })</script>`
  const kept: { state: string } = { state: 'undefined' }
  const elsewhere = await serveElsewhere({ '/': platform(kept.state) })
  const { page, context } = await openNotes(browser, watch, elsewhere.url, site)
  const frame = page.frameLocator('iframe')
  const heard = (subject: string) =>
    page.evaluate(
      (wanted) =>
        (window as unknown as { heard: Record<string, unknown>[] }).heard.filter((each) => each.subject === wanted),
      subject,
    )
  await expect.poll(() => heard('SPLICE.getState').then((all) => all.length), { timeout: 45_000 }).toBe(1)
  expect(await heard('SPLICE.reportScoreAndState'), 'before anything was done').toEqual([])
  await frame.getByRole('button', { name: 'Power of broker-2', exact: true }).click()
  await expect.poll(() => heard('SPLICE.reportScoreAndState').then((all) => all.length)).toBe(1)
  const [report] = await heard('SPLICE.reportScoreAndState')
  expect(report).toMatchObject({ score: 0, state: { kafkascope: { version: 1, run: expect.stringMatching(/^#/) } } })
  elsewhere.close()

  const later = await serveElsewhere({ '/': platform(JSON.stringify(report!.state)) })
  await page.goto(later.url)
  await expect(frame.getByRole('button', { name: /^broker-2, power off/ })).toBeVisible({ timeout: 45_000 })
  await page.waitForTimeout(2_000)
  expect(await heard('SPLICE.reportScoreAndState'), 'what the platform knows already').toEqual([])
  later.close()
  await context.close()
})

test('whoever is not the page around the frame, or speaks another language, is not heard', async ({
  browser,
  baseURL,
  watch,
}) => {
  test.setTimeout(120_000)
  const site = baseURL ?? ''
  const stranger = await serveElsewhere({
    '/': `<!doctype html><title>stranger</title><link rel="icon" href="data:,"><script>setInterval(() => {
      // To the frame as if it were the page around it, and to that page as if it were the frame.
      parent.frames[0]?.postMessage({ kafkascope: 1, id: 1, call: 'run', text: 'echo stranger was here' }, '*')
      parent.postMessage({ kafkascope: 1, event: 'happening', happening: { type: 'Forged' } }, '*')
    }, 50)</script>`,
  })
  const elsewhere = await serveElsewhere({
    '/': notes(site, `<kafka-scope terminal></kafka-scope><iframe src="${stranger.url}"></iframe>`, { attributes: '' }),
    // The frame was told of another page than this.
    '/other': `<!doctype html><title>other</title><link rel="icon" href="data:,"><iframe src="${site}?embed&terminal&lang=en&host=http://notes.example"></iframe>
      <script>setInterval(() => frames[0].postMessage({ kafkascope: 1, id: 1, call: 'run', text: 'echo other was here' }, '*'), 50)</script>`,
  })
  const { page, context } = await openNotes(browser, watch, elsewhere.url, site)
  const frame = page.frameLocator('kafka-scope > iframe')
  const output = await page.evaluate(async () => {
    const scope = document.querySelector('kafka-scope') as HTMLElement & {
      run(text: string): Promise<{ output: string }>
      onHappening(listener: (happening: { type: string }) => void): () => void
      frame: HTMLIFrameElement
    }
    const types = new Set<string>()
    scope.onHappening(({ type }) => types.add(type))
    await scope.run('echo first')
    // Nonsense from the page itself.
    const odd = [null, 7, 'run', [], {}, { kafkascope: 2, id: 1, call: 'run', text: 'echo future' }]
    const wrong = [
      { id: 'a', call: 'run', text: 'echo odd' },
      { id: 1, call: 'run', text: 5 },
      { id: 1, call: 'seek', atMs: -1 },
    ]
    for (const message of [...odd, ...wrong.map((each) => ({ kafkascope: 1, ...each }))])
      scope.frame.contentWindow?.postMessage(message, '*')
    const { output } = await scope.run('echo second')
    return { output, forged: types.has('Forged') }
  })
  expect(output.forged).toBe(false)
  expect(output.output).toContain('second')
  await expect(frame.locator('.xterm-rows')).toContainText('first')
  for (const word of ['stranger', 'future', 'odd']) await expect(frame.locator('.xterm-rows')).not.toContainText(word)

  watch.expectComplaint(/does not match the recipient window's origin/)
  await page.goto(`${elsewhere.url}/other`)
  const deaf = page.frameLocator('iframe')
  await expect(deaf.locator('.xterm-rows')).toContainText('$', { timeout: 45_000 })
  await page.waitForTimeout(1_500)
  await expect(deaf.locator('.xterm-rows')).not.toContainText('other was here')
  stranger.close()
  elsewhere.close()
  await context.close()
})
