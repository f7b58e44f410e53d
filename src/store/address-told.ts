/** What the address says that the page does not know. Comes after the first frames, which do without it. */
import { loadMoreWords, t } from '../i18n/index.ts'
import { ERAS } from '../scenarios/index.ts'
import { fetchPart } from './fetch-part.ts'
import { shortened } from './other-runs.ts'
import { showToast } from './toasts-store.ts'

/** As `preferencesFromAddress` reads them. Parameters of other names are somebody else's, and none of the page's business. */
const CHOICES = {
  lang: ['ko', 'en'],
  theme: ['light', 'dark', 'projector', 'system'],
  motion: ['system', 'reduced', 'full'],
  pauses: ['off'],
  profile: ERAS,
  beside: ERAS,
} as const

/** Tells of each parameter with a value that means nothing here. */
export async function tellUnknownValues(address: URLSearchParams): Promise<void> {
  await fetchPart(loadMoreWords)
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = address.get(name)
    if (value === null || choices.some((choice) => choice === value)) continue
    const words = { name, value: shortened(value), choices: choices.join(', ') }
    showToast({ tone: 'error', text: t('app.address.value', words) })
  }
}
