/** Keeps the opened notes with the run on show, and brings them back with it. */
import { type KeptNotes, readKeptNotes } from '../notes/kept-notes.ts'
import { notesUrl, openNotesAt } from './notes-files.ts'
import { type NotesState, noNotes, notesAskedFor, useNotes } from './notes-store.ts'
import { whenRunIsLeft } from './run-left.ts'
import { savedRuns } from './session.ts'
import { useSession } from './session-store.ts'

const SAVE_AFTER_MS = 400

/** The run whose notes are on show or known to be none; null while that is being found out. */
let known: string | null = null

/** Until the returned function is called. */
export function keepNotes(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const save = () => {
    clearTimeout(timer)
    timer = undefined
    if (known !== null) void write(known, useNotes.getState())
  }
  const forgetters = [
    useSession.subscribe(({ runId }) => void bringBack(runId)),
    whenRunIsLeft(() => {
      if (timer !== undefined) save()
      known = null
      bringing = null
      // The notes stay; what their blocks did, they did in the run that is left.
      useNotes.setState(({ notes, shown, place, widthPx }) => ({ ...noNotes, notes, shown, place, widthPx }))
    }),
    useNotes.subscribe((state, before) => {
      const changed = state.notes !== before.notes || state.parts !== before.parts || state.shown !== before.shown
      const moved = state.place !== before.place || state.widthPx !== before.widthPx
      if (!changed && !moved && state.shell === before.shell) return
      timer ??= setTimeout(save, SAVE_AFTER_MS)
    }),
  ]
  const onHide = () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) save()
  }
  document.addEventListener('visibilitychange', onHide)
  void bringBack(useSession.getState().runId)
  const opening = useSession.subscribe(() => void openAskedFor())
  forgetters.push(opening)
  void openAskedFor()
  return () => {
    clearTimeout(timer)
    for (const forget of forgetters) forget()
    document.removeEventListener('visibilitychange', onHide)
  }
}

let bringing: { readonly runId: string; readonly done: Promise<void> } | null = null

/** Resolves when the notes that were kept with the run on show, if there are any, are on show again. */
function bringBack(runId: string | null): Promise<void> {
  if (runId === null || runId === known) return Promise.resolve()
  if (bringing?.runId !== runId) bringing = { runId, done: readKept(runId) }
  return bringing.done
}

async function readKept(runId: string): Promise<void> {
  const kept = readKeptNotes(
    await savedRuns()
      .then((storage) => storage.loadNotes(runId))
      .catch(() => undefined),
  )
  if (useSession.getState().runId !== runId) return
  known = runId
  if (kept === null) {
    // Those that stayed from the run before are kept with this one from now on.
    if (useNotes.getState().notes !== null) await write(runId, useNotes.getState())
    return
  }
  const { notes, shown, place, parts, shell, widthPx } = kept
  useNotes.setState({ notes, shown, place, parts, shell, widthPx, queue: [] })
}

let askedFor = false

/** What the page's address names, once the run on show is known; what the reader has opened since comes before it. */
async function openAskedFor(): Promise<void> {
  const { runId } = useSession.getState()
  const wanted = notesAskedFor()
  if (runId === null || askedFor || wanted === null) return
  askedFor = true
  await bringBack(runId)
  const { notes } = useNotes.getState()
  if (notes === null || notes.over !== wanted || notes.address === notesUrl(wanted)?.href) await openNotesAt(wanted)
}

async function write(runId: string, { notes, shown, place, parts, shell, widthPx }: NotesState): Promise<void> {
  const kept: KeptNotes | null = notes === null ? null : { version: 1, notes, shown, place, parts, shell, widthPx }
  // Notes can be opened again; what cannot be saved at all, the page tells of the run itself.
  await savedRuns()
    .then((storage) => storage.saveNotes(runId, kept))
    .catch(() => undefined)
}
