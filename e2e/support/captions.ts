/** What the captions say while a story is played. */
import { expect, type Page } from '@playwright/test'

/**
 * From now on the page keeps what its captions say, and the moments that their stories list. Who looks in from outside now
 * and then misses what a slow machine shows only for an instant.
 */
export async function keepCaptions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const kept = new Set<string>()
    const keep = () => {
      for (const text of document.querySelectorAll('.caption-text')) kept.add(text.textContent ?? '')
      for (const beat of document.querySelectorAll('.caption-beats button')) kept.add(beat.ariaLabel ?? '')
    }
    keep()
    new MutationObserver(keep).observe(document.body, { childList: true, subtree: true, characterData: true })
    Object.assign(window, { keptCaptions: kept })
  })
}

/** All that was said since `keepCaptions`, in order and a line each, as soon as something said matches. */
export async function captionsUntil(page: Page, last: RegExp): Promise<string> {
  let said = ''
  await expect
    .poll(
      async () => {
        said = await page.evaluate(() =>
          [...(window as unknown as { keptCaptions: Set<string> }).keptCaptions].join('\n'),
        )
        return said
      },
      { timeout: 90_000, intervals: [100] },
    )
    .toMatch(last)
  return said
}
