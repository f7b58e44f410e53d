/** A file dropped anywhere is offered to the producer or terminal it was dropped on; a saved run is opened. */

import { openDialog } from '../../store/dialog-store.ts'
import { fetchPart } from '../../store/fetch-part.ts'

const RUN_FILE = /\.kafkascope$/i
/** A text file may as well be records, for whoever it is dropped on. */
const NOTES_FILE = /\.(md|markdown|adoc|txt)$/i

/** Listens until the returned function is called. */
export function listenForFiles(): () => void {
  const over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return
    // Otherwise the browser would leave the page and open the file.
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }
  const drop = (event: DragEvent) => {
    const file = event.dataTransfer?.files[0]
    if (file === undefined) return
    event.preventDefault()
    if (RUN_FILE.test(file.name)) {
      void fetchPart(() => import('../dialogs/open-run-file.ts')).then(({ openRunFile }) => openRunFile(file))
      return
    }
    const target = event.target instanceof Element ? event.target : null
    const producer = target?.closest<HTMLElement>('[data-producer]')?.dataset.producer ?? null
    const terminal = target?.closest<HTMLElement>('[data-terminal]')?.dataset.terminal ?? null
    if (producer === null && terminal === null && NOTES_FILE.test(file.name)) {
      void fetchPart(() => import('../../store/notes-files.ts')).then(({ openNotesFile }) => openNotesFile(file))
      return
    }
    openDialog({ name: 'sendFile', file, producer, terminal })
  }
  window.addEventListener('dragover', over)
  window.addEventListener('drop', drop)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('drop', drop)
  }
}
