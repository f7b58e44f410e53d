import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds, on the whole page or within a part of it, as lines a person can act on. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  return found(page, within)
}

/**
 * What axe finds in each of the themes, the page's own first: a journey is made once and looked at in all of them. What
 * another theme can change is the contrast alone.
 */
export async function violationsInThemes(page: Page, themes: readonly string[], within?: string): Promise<string[]> {
  const [own = 'light', ...others] = themes
  const lines = await found(page, within)
  for (const theme of others) {
    await putOn(page, theme)
    lines.push(...(await found(page, within, ['color-contrast'])).map((line) => `${theme}: ${line}`))
  }
  if (others.length > 0) await putOn(page, own)
  return lines
}

async function putOn(page: Page, theme: string): Promise<void> {
  await page.evaluate(async (name) => {
    document.documentElement.dataset.theme = name
    // Colours on their way from one theme to the other are of neither.
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.all(changes.map(({ finished }) => finished.catch(() => undefined)))
  }, theme)
}

async function found(page: Page, within?: string, rules?: readonly string[]): Promise<string[]> {
  // Told of nothing but violations it needs half the time: it does not write down everything that is well.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  if (rules !== undefined) axe.withRules([...rules])
  const { violations: those } = await (within === undefined ? axe : axe.include(within)).analyze()
  return those.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.html.slice(0, 140)}`),
  )
}
