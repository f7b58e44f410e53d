/** What the page says of a command: that it was done, with a way to take it back, or why it was not. */
import { engineWords } from '../i18n/engine-words.ts'
import { loadMoreWords, t } from '../i18n/index.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { commandText } from './command-text.ts'
import { fetchPart } from './fetch-part.ts'
import { showToast } from './toasts-store.ts'

export async function tellDone(command: Command, takeBack: () => void): Promise<void> {
  await fetchPart(loadMoreWords)
  showToast({ tone: 'done', text: commandText(command, t), action: { label: t('app.toast.undo'), run: takeBack } })
}

/** `error`: in the simulator's own words. */
export function tellRefused(error: string): void {
  showToast({ tone: 'error', text: engineWords(error) })
}
