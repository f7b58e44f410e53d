/** Keys of the page. They never take a key from a field, a terminal or anything that has its own use for it. */

import { brokerNode } from '../../kafka/common/addresses.ts'
import { openDialog } from '../../store/dialog-store.ts'
import { pause, play, seek, setSpeed, step, undo } from '../../store/engine.ts'
import { fetchPart } from '../../store/fetch-part.ts'
import { placeUs, usePlaybackStore } from '../../store/playback-store.ts'
import { usePresenter } from '../../store/presenter-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { neighbourSpeed } from '../timeline/speeds.ts'
import { keepFocus } from './keep-focus.ts'
import { keepLine } from './keep-line.ts'
import { goToPart } from './page-parts.ts'
import { goToTools, noteFocus } from './tools-focus.ts'

export type Shortcut =
  | 'playPause'
  | 'nextHappening'
  | 'previousHappening'
  | 'nextEvent'
  | 'previousEvent'
  | 'forward'
  | 'back'
  | 'beginning'
  | 'newest'
  | 'faster'
  | 'slower'
  | 'autoPace'
  | 'undo'
  | 'keyHints'
  | 'nextPart'
  | 'previousPart'
  | 'closeInspector'
  | 'help'

/** For the help dialog, in the order shown. */
export const shortcutKeys: readonly (readonly [Shortcut, string])[] = [
  ['playPause', 'Space'],
  ['nextHappening', '→'],
  ['previousHappening', '←'],
  ['nextEvent', 'Shift + →'],
  ['previousEvent', 'Shift + ←'],
  ['forward', '.'],
  ['back', ','],
  ['beginning', 'Home'],
  ['newest', 'End'],
  ['faster', '+'],
  ['slower', '-'],
  ['autoPace', 'P'],
  ['undo', 'Ctrl + Z'],
  ['keyHints', 'G'],
  ['nextPart', 'F6'],
  ['previousPart', 'Shift + F6'],
  ['closeInspector', 'Esc'],
  ['help', '?'],
]

const SEEK_US = 100_000

export interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press asks for; null when it is nobody's. */
export function shortcutOf({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): Shortcut | null {
  if (altKey) return null
  if (ctrlKey || metaKey) return key.toLowerCase() === 'z' && !shiftKey ? 'undo' : null
  switch (key) {
    case ' ':
      return 'playPause'
    case 'ArrowRight':
      return shiftKey ? 'nextEvent' : 'nextHappening'
    case 'ArrowLeft':
      return shiftKey ? 'previousEvent' : 'previousHappening'
    case '.':
      return 'forward'
    case ',':
      return 'back'
    case 'Home':
      return 'beginning'
    case 'End':
      return 'newest'
    case '+':
    case '=':
      return 'faster'
    case '-':
      return 'slower'
    case 'p':
    case 'P':
      return 'autoPace'
    case 'g':
    case 'G':
      return 'keyHints'
    case 'F6':
      return shiftKey ? 'previousPart' : 'nextPart'
    case 'Escape':
      return 'closeInspector'
    case '?':
      return 'help'
    default:
      return null
  }
}

const takesText = 'input, textarea, select, [contenteditable], .terminal-screen, dialog'
const takesSpace = 'button, a, summary, [role="button"], [role="tab"], [role="menuitem"]'
const takesArrows =
  '[role="slider"], [role="separator"], [role="tablist"], [role="menu"], [role="listbox"], [role="grid"], .legend'

/** Whether the element under the keys has its own use for this one. */
export function belongsElsewhere(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false
  // A way out of everything but a dialog, which must be closed first.
  if (key === 'F6') return target.closest('dialog') !== null
  if (target.closest(takesText) !== null) return true
  if (key === ' ' && target.closest(takesSpace) !== null) return true
  return /^(Arrow|Home|End|Page)/.test(key) && target.closest(takesArrows) !== null
}

const actions: Readonly<Record<Shortcut, () => void>> = {
  playPause: () => (usePlaybackStore.getState().playback.state === 'playing' ? pause() : play()),
  nextHappening: () => step('forward', 'happening'),
  previousHappening: () => step('back', 'happening'),
  nextEvent: () => step('forward', 'event'),
  previousEvent: () => step('back', 'event'),
  forward: () => seek(Math.min(usePlaybackStore.getState().playback.latestUs, placeUs() + SEEK_US)),
  back: () => seek(placeUs() - SEEK_US),
  beginning: () => seek(0),
  newest: () => seek(usePlaybackStore.getState().playback.latestUs),
  faster: () => changeSpeed(1),
  slower: () => changeSpeed(-1),
  autoPace: () => {
    const { speed, autoPace } = usePlaybackStore.getState().playback
    setSpeed(speed, !autoPace)
  },
  undo,
  keyHints: () => void fetchPart(() => import('./key-hints.ts')).then(({ showKeyHints }) => showKeyHints()),
  nextPart: () => goToPart(1),
  previousPart: () => goToPart(-1),
  closeInspector: () => useSelectionStore.getState().select(null),
  help: () => openDialog({ name: 'help' }),
}

function changeSpeed(steps: number): void {
  const { speed, autoPace } = usePlaybackStore.getState().playback
  setSpeed(neighbourSpeed(speed, steps), autoPace)
}

/** A digit leads to the broker of that number; false when there is none, or the digit was not alone. */
function goToBroker({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean {
  if (ctrlKey || metaKey || altKey || !/^[1-9]$/.test(key)) return false
  const broker = document.querySelector<HTMLElement>(`#stage [data-rove="${brokerNode(Number(key))}"]`)
  broker?.focus()
  return broker !== null
}

/** Listens until the returned function is called. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || belongsElsewhere(event.target, event.key)) return
    if (goToBroker(event)) return event.preventDefault()
    const shortcut = shortcutOf(event)
    // While there is a class to see the picture, Escape is the presenter's.
    if (shortcut === null || (shortcut === 'closeInspector' && usePresenter.getState().presenting)) return
    event.preventDefault()
    actions[shortcut]()
  }
  window.addEventListener('keydown', onKeyDown)
  // When the key comes up the thing is picked.
  window.addEventListener('keyup', goToTools)
  document.addEventListener('focusin', noteFocus)
  document.addEventListener('pointerdown', noteFocus, true)
  const endKeeping = keepFocus()
  const endKeepingLine = keepLine()
  return () => {
    endKeeping()
    endKeepingLine()
    window.removeEventListener('keydown', onKeyDown)
    window.removeEventListener('keyup', goToTools)
    document.removeEventListener('focusin', noteFocus)
    document.removeEventListener('pointerdown', noteFocus, true)
  }
}
