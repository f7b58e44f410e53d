import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** What axe finds, on the whole page or within a part of it, as lines a person can act on. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  // Told of nothing but violations it needs half the time: it does not write down everything that is well.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations: found } = await (within === undefined ? axe : axe.include(within)).analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} – ${node.html.slice(0, 140)}`),
  )
}
