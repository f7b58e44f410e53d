/** Several commands that one gesture gives: told as one thing, by its first, and taken back as one. */
import { loadMoreWords, t } from '../i18n/index.ts'
import type { Command } from '../kafka/cluster/commands.ts'
import { commandText } from './command-text.ts'
import { sendCommand, sendQuietly, type Undone, undoQuietly } from './engine.ts'
import { showToast } from './toasts-store.ts'
import { tellUndone } from './undo-message.ts'

/** Those after one that is refused are not given. */
export async function doTogether(commands: readonly Command[]): Promise<void> {
  const [first, ...others] = commands
  if (first === undefined) return
  if (others.length === 0) return void (await sendCommand(first))
  let done = 0
  let error: string | null = null
  for (const command of commands) {
    error = (await sendQuietly(command)).error
    if (error !== null) break
    done++
  }
  await loadMoreWords()
  if (done > 0) {
    const action = { label: t('app.toast.undo'), run: () => takeBack(done) }
    showToast({ tone: 'done', text: commandText(first, t), action })
  }
  if (error === null) return
  const { engineWords } = await import('../i18n/engine-words.ts')
  showToast({ tone: 'error', text: engineWords(error) })
}

async function takeBack(commands: number): Promise<void> {
  let undone: Undone | null = null
  for (let left = commands; left > 0; left--) undone = await undoQuietly()
  if (undone !== null) await tellUndone(undone)
}
