import type { Translate } from '../../i18n/index.ts'
import { showToast } from '../../store/toasts-store.ts'

/** Puts an address into the clipboard, and says so. */
export async function copyLink(link: string, t: Translate): Promise<void> {
  try {
    await navigator.clipboard.writeText(link)
    showToast({ tone: 'info', text: t('failure.linkCopied') })
  } catch {
    // In frames and on plain http the clipboard is closed: the address itself is something to copy.
    showToast({ tone: 'info', text: link })
  }
}
