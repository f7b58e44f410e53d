import { t } from '../../i18n/index.ts'
import { openImportedRun } from '../../store/other-runs.ts'
import { readRunFile } from '../../store/run-files.ts'
import { dismissToast, showToast } from '../../store/toasts-store.ts'

/** What is still said of files that could not be opened. */
let refusals: readonly number[] = []

/** Opens a saved run from a file, or says what is wrong with it. True when it is open. */
export async function openRunFile(file: File): Promise<boolean> {
  const reading = await readRunFile(file)
  if (reading.kind === 'ok') {
    await openImportedRun(reading.run)
    for (const id of refusals) dismissToast(id)
    refusals = []
    showToast({ tone: 'done', text: t('dialog.runFile.opened', { name: file.name }) })
    return true
  }
  const text = t(`dialog.runFile.${reading.kind}`, { name: file.name })
  refusals = [...refusals, showToast({ tone: 'error', text })]
  return false
}
