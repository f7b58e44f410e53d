/** What storage costs: writing broker disks, and coming back to a long run. */
import type { Page } from '@playwright/test'
import { build } from 'esbuild'
import { run } from '../../engine/scheduler.ts'
import type { ProducerNodeState } from '../../kafka/clients/producer/producer-node.ts'
import { encodeLink } from '../../persistence/share-link.ts'
import { ENGINE_VERSION } from '../../worker/engine-version.ts'
import type { RunData } from '../../worker/port.ts'
import { type Measurement, percentile } from './figure.ts'
import { longRun, startLoad } from './loads.ts'
import type { Site } from './site.ts'

const EVENTS = 100_000
const RECORDS = 50_000
const RELOADS = 3

export function storageFigures(site: () => Promise<Site>): readonly Measurement[] {
  return [
    {
      targets: [
        {
          name: 'storage.write_mb_per_second',
          unit: 'MB/s',
          how: 'broker disks into IndexedDB in Chromium, 24 replicas of 1 MB, a transaction each',
        },
      ],
      measure: async () => [await writeSpeed(await site())],
    },
    {
      targets: [
        {
          name: 'storage.reload_ms',
          unit: 'ms',
          atMost: 1_500,
          how: `reload of a saved run of 100,000 events and 50,000 records until its instant is on screen; median of ${RELOADS}`,
        },
      ],
      measure: async () => [await reloadMs(await site())],
    },
  ]
}

async function writeSpeed(site: Site): Promise<number> {
  const code = await bundledProbe()
  const page = await site.open()
  try {
    // Of the site's origin, and nothing else runs in it.
    await page.goto(`${site.url}favicon.svg`)
    await page.evaluate(code)
    return await page.evaluate(() =>
      (globalThis as unknown as { writeMbPerSecond(): Promise<number> }).writeMbPerSecond(),
    )
  } finally {
    await page.context().close()
  }
}

async function bundledProbe(): Promise<string> {
  const result = await build({
    entryPoints: ['src/testing/cli/storage-probe.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  })
  return result.outputFiles[0]?.text ?? ''
}

async function reloadMs(site: Site): Promise<number> {
  const page = await site.open()
  try {
    await page.goto(site.url + encodeLink(runOfHundredThousandEvents()))
    const shown = await stillPicture(page)
    if (Number(shown.acknowledged.replaceAll(',', '')) < RECORDS)
      throw new Error(`the page shows ${shown.acknowledged}`)
    const times: number[] = []
    await page.addInitScript(watchReload, shown)
    for (let reload = 0; reload < RELOADS; reload++) {
      await page.reload()
      const handle = await page.waitForFunction(
        () => (window as unknown as { reloadedMs?: number }).reloadedMs,
        undefined,
        { timeout: 60_000 },
      )
      times.push((await handle.jsonValue()) as number)
    }
    return percentile(times, 0.5)
  } finally {
    await page.context().close()
  }
}

/** Where the run has had its hundred thousand events is found out here; the page computes them anew at every reload. */
function runOfHundredThousandEvents(): RunData {
  const spec = longRun()
  const { world } = startLoad(spec)
  run(world, { maxEvents: EVENTS - world.executedEvents })
  const producer = world.nodes.get('producer-0')?.state as ProducerNodeState | undefined
  const acknowledged = producer?.client?.acknowledged ?? 0
  if (acknowledged < RECORDS) throw new Error(`only ${acknowledged} records in ${world.executedEvents} events`)
  return { engineVersion: ENGINE_VERSION, spec, seed: 1, journal: [], positionUs: world.nowUs }
}

interface Picture {
  readonly clock: string
  readonly acknowledged: string
}

/** What stands on screen when nothing moves any more, and a moment for it to be saved. */
async function stillPicture(page: Page): Promise<Picture> {
  await page.locator('.counter-value').first().waitFor({ timeout: 60_000 })
  await page.waitForTimeout(2_000)
  return page.evaluate(() => ({
    clock: document.querySelector('[role=timer]')?.textContent ?? '',
    acknowledged: document.querySelector('.counter-value')?.textContent ?? '',
  }))
}

/** Runs in the page before its own scripts. */
function watchReload(shown: Picture): void {
  const look = () => {
    const clock = document.querySelector('[role=timer]')?.textContent
    const acknowledged = document.querySelector('.counter-value')?.textContent
    if (clock === shown.clock && acknowledged === shown.acknowledged)
      Object.assign(window, { reloadedMs: performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
