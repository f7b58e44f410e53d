/**
 * Whoever types in a terminal and presses a button with the mouse, as to change the speed, goes on typing: the line keeps
 * the focus. A field beside the stage has it for as long as it is used. What the reader goes to (a thing on the stage,
 * a part reached by keyboard) keeps it.
 */

import { useTerminals } from '../../store/terminals-store.ts'
import { THING } from './tools-focus.ts'

const LINE = '.xterm-helper-textarea'
const BUTTON = 'button, summary, [role="slider"]:not(input), .scrubber'
const FIELD = 'input, select, textarea'
/** Fields in here are changed in passing. */
const BESIDE_STAGE = '.header, .timeline, .dock-bar'
/** A key that ends the use of a field or a panel; others lead elsewhere, or are at work in it. */
const ENDS = new Set(['Escape', 'Enter'])
/** Another terminal's screen may still be on its way. */
const MOST_FRAMES = 60

/** Where the reader typed before the mouse led away; null once something else was gone to. */
let line: HTMLElement | null = null
let mayReturn = false
/** A press or a key moves the focus just now. Whatever moves it later, as a screen reader does, means it. */
let isMoving = false
let settles: ReturnType<typeof setTimeout> | undefined
/** Until what a press or a key has led to has come about. */
const SETTLED_MS = 100

/** Listens until the returned function is called. */
export function keepLine(): () => void {
  const listeners = [
    ['focusin', onFocusIn, false],
    ['focusout', onFocusOut, false],
    ['keydown', onKey, true],
    ['pointerdown', onPointer, true],
    ['pointerup', settle, true],
    ['pointercancel', settle, true],
    ['mousedown', onMouse, true],
    // After React's own, which stands further in: a panel that closes with the focus would not hear of the choice.
    ['change', onChange, false],
  ] as const
  for (const [type, listener, capture] of listeners) document.addEventListener(type, listener as EventListener, capture)
  return () => {
    line = null
    for (const [type, listener, capture] of listeners)
      document.removeEventListener(type, listener as EventListener, capture)
  }
}

/** A terminal's tab was pressed with the mouse: on to its line. By finger it would call up a keyboard nobody asked for. */
export function goToLine({ detail, nativeEvent }: { readonly detail: number; readonly nativeEvent: Event }): void {
  const byMouse = detail > 0 && (nativeEvent as PointerEvent).pointerType !== 'touch'
  if (byMouse || line !== null) waitForLine(MOST_FRAMES)
}

function waitForLine(frames: number): void {
  requestAnimationFrame(() => {
    if (document.activeElement?.matches('dialog *, .dock-rename') === true) return
    const screen = `.terminal-screen[data-terminal="${CSS.escape(useTerminals.getState().active)}"]`
    const found = document.querySelector<HTMLElement>(`${screen} ${LINE}`)
    if (found !== null) found.focus()
    else if (frames > 0) waitForLine(frames - 1)
  })
}

function onFocusIn({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return
  if (target.matches(LINE)) line = target as HTMLElement
  else if (isButton(target) && isMoving) giveBack()
}

/** A field that is given up by a key leaves the focus to nobody. */
function onFocusOut({ target, relatedTarget }: FocusEvent): void {
  if (relatedTarget !== null || !(target instanceof Element) || !isField(target)) return
  setTimeout(() => mayReturn && document.activeElement === document.body && giveBack())
}

function onKey({ key }: KeyboardEvent): void {
  mayReturn = ENDS.has(key)
  isMoving = mayReturn
  settle()
  if (key === 'Tab' || key === 'F6') line = null
}

function settle(): void {
  clearTimeout(settles)
  settles = setTimeout(() => {
    isMoving = false
  }, SETTLED_MS)
}

function onPointer({ target }: PointerEvent): void {
  clearTimeout(settles)
  mayReturn = true
  isMoving = true
  if (!(target instanceof Element) || target.closest(LINE) !== null) return
  const stays = isButton(target) || target.closest('[role="menu"]') !== null
  if (!stays && target.closest(BESIDE_STAGE) === null) line = null
}

/** It is this that moves the focus. */
function onMouse(event: MouseEvent): void {
  const { target } = event
  if (!(target instanceof Element) || document.activeElement?.matches(LINE) !== true) return
  const leads = isField(target) || target.closest('.xterm') !== null
  if (!leads && (isButton(target) || target.closest(BESIDE_STAGE) !== null)) event.preventDefault()
}

function onChange({ target }: Event): void {
  if (target instanceof Element && isField(target) && mayReturn) giveBack()
}

function giveBack(): void {
  if (line?.isConnected === true) line.focus()
}

function isButton(target: Element): boolean {
  const isThing = target.closest(THING) !== null && target.closest('#stage') !== null
  return target.closest(BUTTON) !== null && !isThing && target.closest('dialog, [role="menu"]') === null
}

function isField(target: Element): boolean {
  return target.closest(FIELD) !== null && target.closest(BESIDE_STAGE) !== null
}
