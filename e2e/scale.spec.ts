import type { Page } from '@playwright/test'
import { encodeLink } from '../src/persistence/share-link.ts'
import { firstMinute, shippedProperties } from '../src/scenarios/index.ts'
import { ENGINE_VERSION } from '../src/worker/engine-version.ts'
import { violations } from './support/axe.ts'
import { counter, play } from './support/page.ts'
import { expect, openPage, test } from './support/test.ts'

/** Six brokers with sixty replicas each: 120 partitions, three replicas of each. */
function bigCluster() {
  const topics = ['orders', 'payments', 'shipments', 'clicks', 'audit', 'stock']
  const spec = firstMinute()
  const [producer] = spec.producers
  const [consumer] = spec.consumers
  if (producer === undefined || consumer === undefined) throw new Error('the first minute has no clients')
  return {
    ...spec,
    brokers: [1, 2, 3, 4, 5, 6].map((id) => ({ id, rack: null, config: {} })),
    config: shippedProperties(3),
    topics: topics.map((name) => ({ name, partitions: 20, replicationFactor: 3, config: {} })),
    producers: topics.map((topic) => ({
      ...producer,
      name: `${topic}-writer`,
      workload: { topic, recordsPerSecond: 20, keys: [], valueBytes: 50 },
    })),
    consumers: topics.flatMap((topic) =>
      [1, 2].map((number) => ({
        ...consumer,
        name: `${topic}-reader-${number}`,
        groupId: `${topic}-group`,
        topics: [topic],
      })),
    ),
  }
}

interface Box {
  readonly what: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The cards on the stage, in its own coordinates. */
function cards(page: Page): Promise<readonly Box[]> {
  return page
    .locator('.stage .broker, .stage .client, .stage .group, .stage .add-card, .stage .chip')
    .evaluateAll((elements) =>
      elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect()
        return { what: element.getAttribute('aria-label') ?? element.textContent ?? '', x, y, width, height }
      }),
    )
}

function overlaps(boxes: readonly Box[]): string[] {
  const found: string[] = []
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
      const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
      if (across > 1 && down > 1) found.push(`${a.what} and ${b.what}`)
    }
  })
  return found
}

for (const [width, height] of [
  [1440, 900],
  [3840, 2160],
  [390, 844],
] as const) {
  test(`six brokers with sixty replicas each stay readable at ${width}×${height}`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height })
    const run = { engineVersion: ENGINE_VERSION, spec: bigCluster(), seed: 7, journal: [], positionUs: 12_000_000 }
    await openPage(page, `./${encodeLink(run)}`)
    await expect(page.locator('.stage .broker')).toHaveCount(6)
    await expect(page.locator('.stage .lane:not(.is-pinned)')).toHaveCount(360)
    await expect(page.locator('.stage .group')).toHaveCount(6)
    expect(overlaps(await cards(page))).toEqual([])

    // Each replica can be reached and says what it is, however thin its strip.
    const lane = page.getByRole('button', { name: /^audit-19 leader on broker-\d/ })
    const size = await lane.boundingBox()
    expect(size?.height).toBeGreaterThanOrEqual(4)
    await lane.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('audit-19')
    await page.keyboard.press('Escape')

    // What is seen as a colour is said too, and what is measured can be chosen.
    await lane.focus()
    await expect(lane).toHaveAccessibleName(/not read yet by its slowest group/)
    await page.getByRole('button', { name: 'Bytes', exact: true }).click()
    await expect(page.locator('.heat-legend')).toContainText('B')
    expect(await violations(page, '.stage')).toEqual([])

    const before = await counter(page, 'acknowledged')
    await play(page)
    await expect.poll(() => counter(page, 'acknowledged'), { timeout: 30_000 }).toBeGreaterThan(before)
  })
}

test('the first minute has no overlapping cards in any of the usual windows', async ({ page }) => {
  await openPage(page)
  for (const [width, height] of [
    [1920, 1080],
    [1440, 900],
    [1280, 720],
    [1024, 768],
    [768, 1024],
    [390, 844],
    [360, 640],
  ] as const) {
    await page.setViewportSize({ width, height })
    await expect.poll(async () => overlaps(await cards(page)), { message: `${width}×${height}` }).toEqual([])
    const scrolls = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(scrolls, `${width}×${height} scrolls sideways`).toBe(false)
  }
})
