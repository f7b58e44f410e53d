/** What the page says of a command: that it was done, with a way to take it back, or why it was not. */
import { engineWords } from '../i18n/engine-words.ts'
import { loadMoreWords, t } from '../i18n/index.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { commandText } from './command-text.ts'
import { fetchPart } from './fetch-part.ts'
import { dismissToast, showToast } from './toasts-store.ts'

/** The message that offers to take back what was done last. */
let offered: number | null = null

/** Only what was done last can be taken back by it: an earlier message would take back something else than it names. */
export async function tellDone(command: Command, takeBack: () => void): Promise<void> {
  await fetchPart(loadMoreWords)
  if (offered !== null) dismissToast(offered)
  const action = { label: t('app.toast.undo'), run: takeBack }
  offered = showToast({ tone: 'done', text: commandText(command, t), action })
}

/** `error`: in the simulator's own words. */
export function tellRefused(error: string): void {
  showToast({ tone: 'error', text: engineWords(error) })
}
