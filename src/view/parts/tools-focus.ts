/**
 * From a thing on the stage to what can be done with it, and back, by one key each way; and from one panel to the next
 * and back to where the reader was in it.
 */
import { type Selection, useSelectionStore } from '../../store/selection-store.ts'

/** What on the stage is gone to, and has tools. */
export const THING =
  '[data-rove], [data-link], .chip-name, .node-name, .member-name, [aria-pressed]:not(.power, .bar-toggle)'
const INSPECTOR = '.inspector'
const FIRST_TOOL = '.inspector-body > .actions button'
const TAKES_FOCUS = 'button, a[href], input, select, textarea, [tabindex]'
const WAY_OUT = '.inspector-head button'
/** The inspector may still be on its way: it is fetched when it is first asked for. */
const MOST_FRAMES = 60

let opener: HTMLElement | SVGElement | null = null
let lastOutside: Element | null = null

interface WayOn {
  readonly from: Selection
  readonly to: Selection
  /** Which of the inspector's buttons led on; -1: none of them. */
  readonly button: number
}

let ways: readonly WayOn[] = []
/** Nobody goes back further. */
const MOST_WAYS = 50

/** Within the inspector from one thing to another, from which `goBack` returns. */
export function goOn(to: Selection): void {
  const { selection, select } = useSelectionStore.getState()
  const pressed = document.activeElement
  if (selection !== null) {
    const button = inspectorButtons().indexOf(pressed as HTMLElement)
    ways = [...ways, { from: selection, to, button }].slice(-MOST_WAYS)
  }
  select(to)
}

/** Whether `selection` was come to from another thing in the inspector. */
export function canGoBack(selection: Selection): boolean {
  return ways.at(-1)?.to === selection
}

/** To what the inspector showed before, and the button there that led on; else it closes. */
export function goBack(): void {
  const { selection, select } = useSelectionStore.getState()
  const way = ways.at(-1)
  if (way === undefined || way.to !== selection) {
    ways = []
    select(null)
    return
  }
  ways = ways.slice(0, -1)
  select(way.from)
  if (way.button >= 0) waitForButton(way.button, MOST_FRAMES)
}

/** What is explained comes a moment after the thing itself. */
function waitForButton(button: number, frames: number): void {
  const found = inspectorButtons()[button]
  if (found !== undefined) found.focus()
  else if (frames > 0) requestAnimationFrame(() => waitForButton(button, frames - 1))
}

function inspectorButtons(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`${INSPECTOR}-body button`)]
}

/** The panel that had the focus may give way to the inspector, which comes later: by then nothing has the focus. */
export function noteFocus({ type, target }: Event): void {
  if (!(target instanceof Element) || target.closest(INSPECTOR) !== null) return
  // A press on what takes no focus ends it where it was.
  lastOutside = type === 'pointerdown' ? target.closest(TAKES_FOCUS) : target
}

/** Enter has picked what has the focus: the focus goes on to its tools. */
export function goToTools(event: KeyboardEvent): void {
  const { target } = event
  if (event.key !== 'Enter' || !(target instanceof HTMLElement || target instanceof SVGElement)) return
  if (target.closest('#stage') === null || !target.matches(THING)) return
  opener = target
  waitForTools(MOST_FRAMES)
}

/** Where the focus was before it came to the inspector; null when that is not there any more. */
export function leaveTools(): HTMLElement | SVGElement | null {
  const back = [opener, lastOutside].find((each) => each?.isConnected === true) ?? null
  opener = null
  return back as HTMLElement | SVGElement | null
}

function waitForTools(frames: number): void {
  const inspector = document.querySelector(INSPECTOR)
  const tool = inspector?.querySelector<HTMLElement>(FIRST_TOOL) ?? inspector?.querySelector<HTMLElement>(WAY_OUT)
  if (tool !== null && tool !== undefined) tool.focus()
  else if (frames > 0) requestAnimationFrame(() => waitForTools(frames - 1))
}
