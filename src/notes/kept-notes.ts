/** What is kept of opened notes beside a run: what they say, where the reader is, and what their blocks have done. */
import type { NotesFormat } from './notes-model.ts'

export interface KeptNotes {
  readonly version: 1
  readonly notes: OpenedNotes
  /** On show, or put aside for a while. */
  readonly shown: boolean
  readonly place: NotesPlace
  /** Of the panel; null where the reader has not chosen. */
  readonly widthPx: number | null
  readonly parts: readonly BlockPart[]
  /** The terminal that commands are typed into which end by themselves; null before the first. */
  readonly shell: string | null
}

export interface OpenedNotes {
  /** Of the file; empty for pasted text. */
  readonly name: string
  readonly text: string
  readonly format: NotesFormat
  /** Where on this site the file lies; null for one of the reader's own. */
  readonly address: string | null
  /** What the page's own address asked for when they were opened: they come before that from then on. */
  readonly over: string | null
}

/** How far the reader has come: to a piece of the page, and so many pixels into it. */
export interface NotesPlace {
  readonly piece: number
  readonly offset: number
}

/** What a block had typed into one terminal. */
export interface BlockPart {
  readonly block: number
  /** Which of the block's pastes. */
  readonly paste: number
  /** `file`: its text was written into one. `meant`: what the block's author meant, where the block itself is broken. */
  readonly deed: 'run' | 'file' | 'meant'
  readonly terminal: string
  /** Characters that the terminal had written before, and when the paste was done; null while it goes on. */
  readonly from: number
  readonly to: number | null
  /** As typed: the commands, and what their producer got. */
  readonly typed: readonly string[]
  /** Where the first of it stands in the run's history. */
  readonly at: { readonly branchId: string; readonly atUs: number; readonly afterEvents: number }
}

export const firstPlace: NotesPlace = { piece: 0, offset: 0 }

/** What came from a disk, or null where it is nothing this page has written. Parts that cannot be read are left out. */
export function readKeptNotes(value: unknown): KeptNotes | null {
  if (!isObject(value) || value.version !== 1) return null
  const { notes, shown, place, parts, shell, widthPx } = value
  if (!isObject(notes) || typeof notes.name !== 'string' || typeof notes.text !== 'string') return null
  return {
    version: 1,
    notes: {
      name: notes.name,
      text: notes.text,
      format: notes.format === 'asciidoc' || notes.format === 'text' ? notes.format : 'markdown',
      address: typeof notes.address === 'string' ? notes.address : null,
      over: typeof notes.over === 'string' ? notes.over : null,
    },
    shown: shown !== false,
    place:
      isObject(place) && isCount(place.piece) && isCount(place.offset) ? (place as unknown as NotesPlace) : firstPlace,
    widthPx: isCount(widthPx) ? widthPx : null,
    parts: Array.isArray(parts) ? parts.filter(isPart) : [],
    shell: typeof shell === 'string' ? shell : null,
  }
}

function isPart(value: unknown): value is BlockPart {
  if (!isObject(value) || !isObject(value.at)) return false
  const { block, paste, deed, terminal, from, to, typed, at } = value
  return (
    [block, paste, from, to ?? 0, at.atUs, at.afterEvents].every(isCount) &&
    (deed === 'run' || deed === 'file' || deed === 'meant') &&
    typeof terminal === 'string' &&
    typeof at.branchId === 'string' &&
    Array.isArray(typed) &&
    typed.every((line) => typeof line === 'string')
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}
