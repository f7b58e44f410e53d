/** How soon the page is there, and what it had to fetch for it. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { type Measurement, percentile } from './figure.ts'
import type { Site } from './site.ts'

const OPENINGS = 5
/** The worst of so many is the figure: nobody opens the page twice to get the better one. */
const LOADS = 100
const GIVE_UP_MS = 60_000

export function appFigures(site: () => Promise<Site>): readonly Measurement[] {
  return [
    {
      targets: [
        {
          name: 'app.first_load_kb_gzip',
          unit: 'kB',
          atMost: 150,
          how: `all that was asked of the server before the picture moved, terminal excluded, gzip -9, the worst of ${LOADS} openings; 1 kB = 1000 bytes`,
        },
      ],
      measure: async () => [await worstFirstLoadKb(await site())],
    },
    {
      targets: [
        {
          name: 'app.interactive_ms',
          unit: 'ms',
          atMost: 800,
          how: `from navigation until the picture moves and a button has answered; median of ${OPENINGS} openings, nothing cached`,
        },
      ],
      measure: async () => [await interactiveMs(await site())],
    },
  ]
}

async function worstFirstLoadKb(site: Site): Promise<number> {
  const watched = await site.watched()
  const sizes = new Map<string, number>()
  let worst = 0
  try {
    for (let load = 0; load < LOADS; load++) {
      watched.requests.length = 0
      const page = await site.open()
      const { movedAtMs } = await openAndWatch(page, watched.url)
      const before = watched.requests.filter(({ path, atMs }) => atMs <= movedAtMs && !isTerminal(path))
      const bytes = before.reduce((sum, { path, body }) => sum + zippedSize(sizes, path, body), 0)
      worst = Math.max(worst, bytes / 1000)
      await page.context().close()
    }
  } finally {
    watched.close()
  }
  return worst
}

/** The same file is the same size in every opening. */
function zippedSize(known: Map<string, number>, path: string, body: Uint8Array): number {
  const size = known.get(path) ?? gzipSync(body, { level: 9 }).length
  known.set(path, size)
  return size
}

/** What the terminal is drawn with; the figure leaves it out. */
function isTerminal(path: string): boolean {
  return /xterm|terminal/i.test(path)
}

async function interactiveMs(site: Site): Promise<number> {
  const times: number[] = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    const page = await site.open()
    times.push((await openAndWatch(page, site.url)).interactiveMs)
    await page.context().close()
  }
  return percentile(times, 0.5)
}

interface Opening {
  /** Epoch milliseconds at which the clock had moved for the first time. */
  readonly movedAtMs: number
  /** Milliseconds since the navigation began at which the page had also answered a click. */
  readonly interactiveMs: number
}

/** Watches from inside, frame by frame, so that the way to the browser and back is no part of what is measured. */
async function openAndWatch(page: Page, url: string): Promise<Opening> {
  await page.addInitScript(watchOpening)
  await page.goto(url)
  const handle = await page.waitForFunction(() => (window as unknown as { opening?: Opening }).opening, undefined, {
    timeout: GIVE_UP_MS,
  })
  return (await handle.jsonValue()) as Opening
}

/**
 * Runs in the page before its own scripts: waits until the canvas has been painted a third time with the run's instant on
 * the clock, then presses Pause. The stage paints only when something is to move; the clock alone would tell late, since
 * it counts milliseconds and the page opens at a slow pace.
 */
function watchOpening(): void {
  let paints = 0
  const begun = () => /[1-9]/.test(document.querySelector('[role=timer]')?.textContent ?? '')
  const clearRect = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.isConnected && begun()) paints++
    clearRect.apply(this, box)
  }
  const press = (button: HTMLButtonElement, movedMs: number) => {
    const before = button.getAttribute('aria-label')
    button.click()
    const answered = () => {
      if (button.getAttribute('aria-label') === before) requestAnimationFrame(answered)
      else {
        const opening = { movedAtMs: performance.timeOrigin + movedMs, interactiveMs: performance.now() }
        Object.assign(window, { opening })
      }
    }
    answered()
  }
  let movedMs = 0
  const look = () => {
    if (paints >= 3 && movedMs === 0) movedMs = performance.now()
    const button = document.querySelector<HTMLButtonElement>('.play-button')
    if (movedMs > 0 && button !== null) press(button, movedMs)
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
