/** How smoothly the picture moves, and what it costs. */
import type { Browser, Page } from '@playwright/test'
import { run } from '../../engine/scheduler.ts'
import type { ClusterSpec, Command } from '../../kafka/cluster/commands.ts'
import { inFlightRows } from '../../kafka/observe/image/in-flight-rows.ts'
import { encodeLink } from '../../persistence/share-link.ts'
import { speeds } from '../../view/timeline/speeds.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import type { RunData } from '../../worker/port.ts'
import { type Measurement, percentile } from './figure.ts'
import { longHaulCluster, mappedCluster, startLoad, toldCluster, watchedCluster } from './loads.ts'
import type { Site } from './site.ts'
import { scriptPerFrame } from './trace.ts'

const WATCH_MS = 5_000
const WARM_UP_MS = 3_000
const BEGINS_US = 12_000_000

interface Scene {
  readonly suffix: string
  readonly spec: ClusterSpec
  readonly speed: number
  readonly how: string
  /** Done a second before. */
  readonly deed?: Command
  /** What is done on the page before it is watched. */
  readonly prepare?: (page: Page) => Promise<void>
}

const scenes: readonly Scene[] = [
  {
    suffix: '',
    spec: watchedCluster(),
    speed: 1,
    how: '32 partitions, RF 3, 500 records/s in real time, 1440×900',
  },
  {
    suffix: '_2000_in_flight',
    spec: longHaulCluster(),
    speed: 1 / 20,
    how: '2,000 records and more in flight at once, at a twentieth of real time, 1440×900',
  },
  {
    suffix: '_beside',
    spec: watchedCluster(),
    speed: 1,
    how: 'two branches beside one another, each of 32 partitions, RF 3, 500 records/s in real time, 1440×900',
    deed: { type: 'SlowNode', node: 'broker-1', delayUs: 2_000 },
    prepare: showBeside,
  },
  {
    suffix: '_heat_map',
    spec: mappedCluster(),
    speed: 1,
    how: '120 partitions in 20 topics on six brokers as a heat map, RF 3, 500 records/s in real time, 1440×900',
  },
  {
    suffix: '_told',
    spec: toldCluster(),
    speed: 1,
    how: 'a leader’s death with its captions and the rings of its timers, a record followed with its halo, 6 partitions, RF 3, 60 records/s in real time, 1440×900',
    deed: { type: 'KillNode', node: 'broker-1' },
    prepare: followRecord,
  },
]

export function viewFigures(site: () => Promise<Site>): readonly Measurement[] {
  return scenes.map((scene) => ({
    targets: [
      { name: `view.fps${scene.suffix}`, unit: 'frames/s', atLeast: 60, how: scene.how },
      {
        name: `view.script_ms_per_frame${scene.suffix}`,
        unit: 'ms',
        atMost: 8,
        how: `script on the page's thread, p95; ${scene.how}`,
      },
      {
        name: `view.script_thread_ms_per_frame${scene.suffix}`,
        unit: 'ms',
        atMost: 8,
        how: `the same without what the thread waits for a processor, p95; ${scene.how}`,
      },
    ],
    measure: async () => watchScene(await site(), scene),
  }))
}

async function watchScene(site: Site, scene: Scene): Promise<readonly number[]> {
  if (scene.suffix === '_2000_in_flight') expectInFlight(scene.spec, 2_000)
  const page = await site.open()
  try {
    const { spec } = scene
    const opened: RunData = {
      engineVersion: ENGINE_VERSION,
      spec,
      seed: 1,
      journal: journalOf(scene),
      positionUs: BEGINS_US,
    }
    // A picture that waits for its reader at a first election costs nothing.
    await page.goto(`${site.url}?pauses=off${encodeLink(opened)}`)
    await page.locator('canvas').first().waitFor({ timeout: 60_000 })
    await scene.prepare?.(page)
    await playAt(page, scene.speed)
    await page.waitForTimeout(WARM_UP_MS)
    const fps = await framesPerSecond(page)
    return [fps, ...(await scriptCost(site.browser, page))]
  } finally {
    await page.context().close()
  }
}

function journalOf({ spec, deed }: Scene): RunData['journal'] {
  if (deed === undefined) return []
  const { world } = startLoad(spec)
  const atUs = BEGINS_US - 1_000_000
  run(world, { untilUs: atUs })
  return [{ atUs, afterEvents: world.executedEvents, command: deed }]
}

async function showBeside(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Marks of the timeline' }).click()
  await page.getByRole('button', { name: /What if I had not/ }).click()
  await page.keyboard.press('Escape')
  await page.locator('.beside-stage canvas').waitFor({ timeout: 120_000 })
}

/** A leader's newest record, from its lane by the keyboard; the inspector tells its life. */
async function followRecord(page: Page): Promise<void> {
  // The stage's keys come with what is said below it.
  await page.locator('.caption-bar').waitFor({ timeout: 60_000 })
  const lane = page.locator('.stage .lane.is-leader').first()
  await lane.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.locator('.record-life').waitFor({ timeout: 60_000 })
}

/** The same run here, over the stretch that is watched, to see that the scene is what it is called. */
function expectInFlight(spec: ClusterSpec, records: number): void {
  const { world } = startLoad(spec)
  const counts = Array.from({ length: 20 }, (_, index) => {
    run(world, { untilUs: BEGINS_US + index * 30_000 })
    return inFlightRows(world).reduce((sum, message) => sum + message.records, 0)
  })
  const usual = percentile(counts, 0.1)
  if (usual < records) throw new Error(`often only ${usual} records are in flight`)
}

/** At a fixed pace, through the page's own controls. */
async function playAt(page: Page, speed: number): Promise<void> {
  await page.getByRole('button', { name: 'Speed', exact: true }).click()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption(String(speeds.indexOf(speed)))
  await page.keyboard.press('Escape')
  const auto = page.getByRole('button', { name: 'Auto pace' })
  if ((await auto.getAttribute('aria-pressed')) === 'true') await auto.click()
  const play = page.getByRole('button', { name: 'Play', exact: true })
  if (await play.isVisible()) await play.click()
}

async function framesPerSecond(page: Page): Promise<number> {
  const { frames, ms } = await page.evaluate(countFrames, WATCH_MS)
  // The display's rhythm and the clock's differ by a hair: 59.97 is sixty.
  return Math.round((frames * 10_000) / ms) / 10
}

async function countFrames(forMs: number): Promise<{ frames: number; ms: number }> {
  const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const beganMs = await nextFrame()
  let nowMs = beganMs
  let frames = 0
  while (nowMs - beganMs < forMs) {
    nowMs = await nextFrame()
    frames++
  }
  return { frames, ms: nowMs - beganMs }
}

/** By the clock, and without the time spent waiting for a processor; the 95th percentile of each. */
async function scriptCost(browser: Browser, page: Page): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] })
  await page.waitForTimeout(WATCH_MS)
  const costs = scriptPerFrame((await browser.stopTracing()).toString('utf8'))
  if (costs.length < 30) throw new Error(`the trace holds only ${costs.length} frames`)
  return [costs.map(({ wallMs }) => wallMs), costs.map(({ threadMs }) => threadMs)].map((each) =>
    percentile(each, 0.95),
  )
}
