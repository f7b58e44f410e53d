/**
 * What is being written in the editors of terminals, until it is saved. A draft outlives its editor: whoever ends that
 * by Ctrl-C or with its tab, or goes back in time, finds the changes again when the file is opened the next time.
 */
import { create } from 'zustand'
import { t } from '../../i18n/index.ts'
import type { EditorImage, TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { whenRunIsLeft } from '../../store/run-left.ts'
import { showToast } from '../../store/toasts-store.ts'

export interface Draft {
  /** Which editor it is written in. */
  readonly owner: string
  readonly name: string
  readonly program: string
  readonly text: string
  readonly cursor: number
  /** What stood there before each change, oldest first, and what was taken back. */
  readonly undone: readonly Version[]
  readonly before: readonly Version[]
  /** It differs from the file. */
  readonly changed: boolean
  /** Its editor is to end once this is saved. */
  readonly leaving: boolean
}

export interface Version {
  readonly text: string
  readonly cursor: number
}

/** By the file's path. */
export const useDrafts = create<Readonly<Record<string, Draft>>>()(() => ({}))

whenRunIsLeft(() => useDrafts.setState({}, true))

export function ownerOf(terminal: string, { processId }: EditorImage): string {
  return `${terminal} ${processId}`
}

/** The file as it is edited: the end of its last line is the editor's affair. */
export function linesToEdit(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text
}

/** As editors write it: every line has its end. */
export function fileOf(text: string): string {
  return text === '' ? '' : `${text}\n`
}

export function freshDraft(terminal: string, editor: EditorImage): Draft {
  const { name, program, text, line } = editor
  const lines = linesToEdit(text)
  return {
    ...{ owner: ownerOf(terminal, editor), name, program, text: lines, cursor: startOfLine(lines, line) },
    ...{ before: [], undone: [], changed: false, leaving: false },
  }
}

/** Lines count from 1; 0 is the last one. */
export function startOfLine(text: string, line: number): number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return starts[line === 0 ? starts.length - 1 : Math.min(line, starts.length) - 1] ?? 0
}

export function setDraft(path: string, draft: Draft): void {
  useDrafts.setState({ [path]: draft })
}

export function forgetDraft(path: string): void {
  useDrafts.setState(({ [path]: _gone, ...others }) => others, true)
}

const MOST_UNDONE = 500

/** The next state of a draft; a letter behind another belongs to the same change. */
export function changed(draft: Draft, text: string, cursor: number, saved: string): Draft {
  if (text === draft.text) return { ...draft, cursor }
  const last = draft.before.at(-1)
  const goesOn =
    last !== undefined &&
    text.length === draft.text.length + 1 &&
    cursor === draft.cursor + 1 &&
    draft.text !== last.text &&
    !/\s/.test(text.charAt(cursor - 1))
  const before = goesOn
    ? draft.before
    : [...draft.before, { text: draft.text, cursor: draft.cursor }].slice(-MOST_UNDONE)
  return { ...draft, text, cursor, before, undone: [], changed: text !== linesToEdit(saved), leaving: false }
}

export function takenBack(draft: Draft, saved: string): Draft {
  const version = draft.before.at(-1)
  if (version === undefined) return draft
  const undone = [...draft.undone, { text: draft.text, cursor: draft.cursor }]
  return {
    ...draft,
    ...version,
    before: draft.before.slice(0, -1),
    undone,
    changed: version.text !== linesToEdit(saved),
  }
}

export function doneAgain(draft: Draft, saved: string): Draft {
  const version = draft.undone.at(-1)
  if (version === undefined) return draft
  const before = [...draft.before, { text: draft.text, cursor: draft.cursor }]
  return {
    ...draft,
    ...version,
    before,
    undone: draft.undone.slice(0, -1),
    changed: version.text !== linesToEdit(saved),
  }
}

/** Says so where an editor has gone and its changes were not saved. */
export function tellOfLostEditors(): () => void {
  let open = openOwners(useImageStore.getState().image.terminals)
  const stop = useImageStore.subscribe(({ image }, before) => {
    if (image.terminals === before.image.terminals) return
    const now = openOwners(image.terminals)
    for (const [path, draft] of Object.entries(useDrafts.getState())) {
      if (!open.has(draft.owner) || now.has(draft.owner)) continue
      if (draft.leaving || !draft.changed) {
        forgetDraft(path)
        continue
      }
      showToast({ tone: 'info', text: t('terminal.editor.kept', { program: draft.program, name: draft.name }) })
    }
    open = now
  })
  const ask = (event: BeforeUnloadEvent) => {
    if (Object.values(useDrafts.getState()).some(({ changed: is }) => is)) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  return () => {
    stop()
    window.removeEventListener('beforeunload', ask)
  }
}

function openOwners(terminals: ReadonlyMap<string, TerminalImage>): ReadonlySet<string> {
  const owners = new Set<string>()
  for (const { name, editor } of terminals.values()) if (editor?.kind === 'editor') owners.add(ownerOf(name, editor))
  return owners
}
