import { t } from '../../i18n/index.ts'
import { openImportedRun } from '../../store/other-runs.ts'
import { readRunFile } from '../../store/run-files.ts'
import { showToast } from '../../store/toasts-store.ts'

/** Opens a saved run from a file, or says what is wrong with it. True when it is open. */
export async function openRunFile(file: File): Promise<boolean> {
  const reading = await readRunFile(file)
  if (reading.kind === 'ok') {
    await openImportedRun(reading.run)
    return true
  }
  showToast({ tone: 'error', text: t(`dialog.runFile.${reading.kind}`, { name: file.name }) })
  return false
}
