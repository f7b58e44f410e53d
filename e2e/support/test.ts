/**
 * What every journey has in common: a page that is watched all the way. Whatever a test is about, it fails when the page
 * throws, writes an error to the console (a violated content policy is one), or asks another origin for anything.
 */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

export { expect }

export interface Watch {
  /** What the page threw or complained about. */
  readonly complaints: string[]
  /** Requests beyond the page's own origin. */
  readonly elsewhere: string[]
  /** For journeys in which something has to go wrong: complaints that match are part of the story. */
  expectComplaint(pattern: RegExp): void
}

interface Fixtures {
  watch: Watch
}

export const test = base.extend<Fixtures>({
  watch: [
    async ({ context, baseURL }, use) => {
      const expected: RegExp[] = []
      const watch: Watch = { complaints: [], elsewhere: [], expectComplaint: (pattern) => void expected.push(pattern) }
      watchContext(context, new URL(baseURL ?? '').origin, watch)
      await use(watch)
      const unexpected = watch.complaints.filter((text) => !expected.some((pattern) => pattern.test(text)))
      expect(unexpected, 'what the page complained about').toEqual([])
      expect(watch.elsewhere, 'requests to other origins').toEqual([])
    },
    { auto: true },
  ],
})

/** Watches every page of a context; a test that makes a context of its own calls it itself. */
export function watchContext(context: BrowserContext, origin: string, watch: Watch): void {
  context.on('request', (request) => {
    const url = new URL(request.url())
    const isLocal = url.protocol === 'data:' || url.protocol === 'blob:' || url.protocol === 'about:'
    if (!isLocal && url.origin !== origin) watch.elsewhere.push(request.url())
  })
  context.on('console', (message) => {
    if (message.type() === 'error') watch.complaints.push(message.text())
  })
  context.on('weberror', (error) => watch.complaints.push(error.error().message))
}

/**
 * Opens the page, without its pauses at what is new, and waits until the cluster is on show and so is what comes after
 * the first frames, as captions do: keys and menus are among it, and nobody is as quick as a journey.
 */
export async function openPage(page: Page, path = './'): Promise<void> {
  const [place = './', fragment] = path.split('#')
  const address = `${place}${place.includes('?') ? '&' : '?'}pauses=off`
  await page.goto(fragment === undefined ? address : `${address}#${fragment}`)
  await expect(page.locator('.stage')).toBeVisible()
  await expect(page.locator('.caption-bar .caption-text').first()).toBeAttached()
}
