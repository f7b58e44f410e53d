/** How smoothly the picture moves, and what it costs. */
import type { Browser, Page } from '@playwright/test'
import { run } from '../../engine/scheduler.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { inFlightRows } from '../../kafka/observe/image/in-flight-rows.ts'
import { encodeLink } from '../../persistence/share-link.ts'
import { speeds } from '../../view/timeline/speeds.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import type { RunData } from '../../worker/port.ts'
import { type Measurement, percentile } from './figure.ts'
import { longHaulCluster, startLoad, watchedCluster } from './loads.ts'
import type { Site } from './site.ts'
import { scriptMsPerFrame } from './trace.ts'

const WATCH_MS = 5_000
const WARM_UP_MS = 3_000
const BEGINS_US = 12_000_000

interface Scene {
  readonly suffix: string
  readonly spec: ClusterSpec
  readonly speed: number
  readonly how: string
  /** Something was done a second before, and the branch without it stands beside. */
  readonly beside?: true
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
    beside: true,
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
    await page.goto(site.url + encodeLink(opened))
    await page.locator('canvas').first().waitFor({ timeout: 60_000 })
    if (scene.beside === true) await showBeside(page)
    await playAt(page, scene.speed)
    await page.waitForTimeout(WARM_UP_MS)
    const fps = await framesPerSecond(page)
    return [fps, await scriptCost(site.browser, page)]
  } finally {
    await page.context().close()
  }
}

function journalOf({ spec, beside }: Scene): RunData['journal'] {
  if (beside !== true) return []
  const { world } = startLoad(spec)
  const atUs = BEGINS_US - 1_000_000
  run(world, { untilUs: atUs })
  return [{ atUs, afterEvents: world.executedEvents, command: { type: 'SlowNode', node: 'broker-1', delayUs: 2_000 } }]
}

async function showBeside(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Marks of the timeline' }).click()
  await page.getByRole('button', { name: /What if I had not/ }).click()
  await page.keyboard.press('Escape')
  await page.locator('.beside-stage canvas').waitFor({ timeout: 120_000 })
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

async function scriptCost(browser: Browser, page: Page): Promise<number> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] })
  await page.waitForTimeout(WATCH_MS)
  const costs = scriptMsPerFrame((await browser.stopTracing()).toString('utf8'))
  if (costs.length < 30) throw new Error(`the trace holds only ${costs.length} frames`)
  return percentile(costs, 0.95)
}
