/** Whether a terminal stays quick when much has been printed in it. */
import type { CDPSession, Page } from '@playwright/test'
import { encodeLink } from '../../persistence/share-link.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import { type Measurement, percentile } from './figure.ts'
import type { Site } from './site.ts'

const LINES = 10_000
const KEYS = 100
const GIVE_UP_MS = 120_000

export function terminalFigures(site: () => Promise<Site>): readonly Measurement[] {
  return [
    {
      targets: [
        {
          name: 'terminal.keystroke_ms',
          unit: 'ms',
          atMost: 16,
          how: `all that the page's thread does for one key, drawing included; ${LINES.toLocaleString('en')} lines above it, the 95th of ${KEYS}`,
        },
        {
          name: 'terminal.frame_gap_ms',
          unit: 'ms',
          atMost: 100,
          how: `the longest wait for a frame while a console consumer prints ${LINES.toLocaleString('en')} records`,
        },
      ],
      measure: async () => measureTerminal(await site()),
    },
  ]
}

async function measureTerminal(site: Site): Promise<readonly number[]> {
  const page = await site.open()
  try {
    const opened = { engineVersion: ENGINE_VERSION, spec: emptyCluster(), seed: 1, journal: [], positionUs: 12_000_000 }
    await page.goto(`${site.url}?pauses=off${encodeLink(opened)}`)
    await page.locator('.xterm-rows').waitFor({ timeout: GIVE_UP_MS })
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    const topic = '--bootstrap-server localhost:9092 --topic numbers'
    await enter(page, `kafka-topics.sh --create ${topic}; echo is there`, /^is there/m)
    await enter(page, `seq ${LINES} | kafka-console-producer.sh ${topic} > /dev/null; echo all sent`, /^all sent/m)
    const consumer = `kafka-console-consumer.sh ${topic} --from-beginning --max-messages ${LINES}`
    const gap = await longestGap(page, () => enter(page, consumer, /Processed a total of 10000 messages/))
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await page.locator('.xterm-helper-textarea').focus()
    return [percentile(await keystrokes(page), 0.95), gap]
  } finally {
    await page.context().close()
  }
}

/** Types a line and waits for what it prints last. */
async function enter(page: Page, line: string, printed: RegExp): Promise<void> {
  await page.locator('.xterm-helper-textarea').focus()
  await page.keyboard.insertText(line)
  await page.keyboard.press('Enter')
  await page
    .locator('.xterm-rows')
    .filter({ has: page.locator('div', { hasText: printed }) })
    .waitFor({ timeout: GIVE_UP_MS })
}

async function longestGap(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(watchFrames)
  await work()
  return page.evaluate(() => (window as unknown as { longestGapMs: number }).longestGapMs)
}

function watchFrames(): void {
  const seen = window as unknown as { longestGapMs: number }
  seen.longestGapMs = 0
  let lastMs = performance.now()
  const look = (nowMs: number) => {
    seen.longestGapMs = Math.max(seen.longestGapMs, nowMs - lastMs)
    lastMs = nowMs
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Milliseconds of work of the page's thread for each key, with the frames that show it. */
async function keystrokes(page: Page): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page)
  // The thread's own time: the same whatever else the machine is busy with.
  await session.send('Performance.setTimeDomain', { timeDomain: 'threadTicks' })
  await session.send('Performance.enable')
  const costs: number[] = []
  for (let key = 0; key < KEYS; key++) {
    const before = await workedMs(session)
    await page.keyboard.press('x')
    await page.waitForTimeout(50)
    costs.push((await workedMs(session)) - before)
  }
  return costs
}

async function workedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}
