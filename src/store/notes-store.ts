/** The notes beside the stage. They are kept with the run (`notes-keeping.ts`), and stay on show when another is opened. */
import { create } from 'zustand'
import { type BlockPart, firstPlace, type NotesPlace, type OpenedNotes } from '../notes/kept-notes.ts'

export interface NotesState {
  readonly notes: OpenedNotes | null
  /** On show, or put aside: then there is a way back. */
  readonly shown: boolean
  readonly place: NotesPlace
  /** Null until the reader chooses. */
  readonly widthPx: number | null
  readonly parts: readonly BlockPart[]
  readonly shell: string | null
  /** Blocks that wait for their turn or are being typed, in order. */
  readonly queue: readonly number[]
}

export const noNotes: NotesState = {
  notes: null,
  shown: true,
  place: firstPlace,
  widthPx: null,
  parts: [],
  shell: null,
  queue: [],
}

export const useNotes = create<NotesState>()(() => noNotes)

/** Shows notes from their beginning; where they are the ones on show, as after a reload, the reader's place stays. */
export function openNotes(opened: Omit<OpenedNotes, 'over'>): void {
  const notes = { ...opened, over: notesAskedFor() }
  useNotes.setState((state) => {
    const same = state.notes !== null && state.notes.name === notes.name && state.notes.address === notes.address
    if (same && state.notes?.text === notes.text) return { notes, shown: true }
    return { ...noNotes, notes, shell: state.shell, widthPx: state.widthPx, place: same ? state.place : firstPlace }
  })
}

/** What `?notes=` of the page's address names. */
export function notesAskedFor(): string | null {
  return new URLSearchParams(location.search).get('notes')
}

export function closeNotes(): void {
  useNotes.setState(noNotes)
}

export function showNotes(shown: boolean): void {
  useNotes.setState({ shown })
}

/** A block does it anew: what it did so before is of the past. */
export function addPart(part: BlockPart): void {
  const replaces = (each: BlockPart) =>
    each.block === part.block && each.paste === part.paste && each.deed === part.deed
  useNotes.setState(({ parts }) => ({ parts: [...parts.filter((each) => !replaces(each)), part] }))
}

/** What the terminal writes from now on is no longer of this part. */
export function endPart(part: BlockPart, to: number): void {
  useNotes.setState(({ parts }) => ({ parts: parts.map((each) => (each === part ? { ...part, to } : each)) }))
}
