/** What the page says once something was taken back. */
import { loadMoreWords, type Translate, t } from '../i18n/index.ts'
import { branchName } from './branch-name.ts'
import { commandText } from './command-text.ts'
import { openBranch, type Undone } from './engine.ts'
import { usePlaybackStore } from './playback-store.ts'
import { dismissToast, showToast, useToasts } from './toasts-store.ts'

/** What was taken back, and where it stays done: going another way from here must not look as if that were lost. */
export function undoneText({ command, keptBranch }: Undone, translate: Translate): string {
  if (command === null) return translate('command.nothingToUndo')
  const what = commandText(command, translate)
  if (keptBranch === null) return translate('command.undone', { what })
  const { branches } = usePlaybackStore.getState()
  return translate('command.undoneKept', { what, branch: branchName(keptBranch, branches, translate) })
}

/** As a message that also leads back to the branch on which it stays done. */
export async function tellUndone(undone: Undone): Promise<void> {
  await loadMoreWords()
  if (undone.command !== null) {
    // The message that offered to undo this would now undo something else.
    const offered = commandText(undone.command, t)
    for (const { id, text } of useToasts.getState().toasts) if (text === offered) dismissToast(id)
  }
  const { keptBranch } = undone
  const tone = undone.command === null ? 'info' : 'done'
  const text = undoneText(undone, t)
  if (keptBranch === null) showToast({ tone, text })
  else showToast({ tone, text, action: { label: t('command.openKept'), run: () => openBranch(keptBranch.id) } })
}
