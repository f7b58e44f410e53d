/**
 * Whoever works by keyboard stands at the control that has the focus. When that is taken away or switched off (its own
 * press may do it), the browser lets the focus fall to the whole page, and the reader begins again at the top. Here it
 * goes on instead: to the control that led here, if that is there again, else to the next one beside the lost one.
 */

/** What the focus may come to by itself; the stage as a whole too, as for the link that skips to it. */
const CONTROL = 'button, input, select, textarea, a[href], [tabindex]:not([tabindex="-1"]), #stage'
/** What comes instead of the lost control may need the engine's answer first, or a file that is on its way. */
const PATIENCE_MS = 400
const ON_ITS_WAY = '.part-loading'
const PATIENCE_ON_ITS_WAY_MS = 10_000
/** Nobody finds back further. */
const MOST_WAYS = 20

interface Place {
  /** What is left of the lost control's surroundings. */
  readonly within: Element
  /** The next one after this is looked for first; null: any in `within` comes after. */
  readonly after: Node | null
}

/** A control that was lost, by what it is to the reader: as an element it does not come back. */
interface Way {
  readonly within: Element
  readonly tag: string
  readonly name: string
}

let held: Element | null = null
let byKeyboard = false
let ways: readonly Way[] = []
/** Counts up whenever what is being looked for is of no use any more. */
let search = 0

/** Listens until the returned function is called. */
export function keepFocus(): () => void {
  const observer = new MutationObserver((records) => onChange(records))
  const hold = (element: Element | null) => {
    held = element
    search++
    observer.disconnect()
    for (let each = element; each !== null; each = each.parentElement)
      observer.observe(each, { childList: true, attributeFilter: ['disabled', 'inert', 'hidden'] })
  }
  const onFocusIn = ({ target }: FocusEvent) =>
    hold(target instanceof Element && target !== document.body ? target : null)
  const onFocusOut = ({ target }: FocusEvent) => {
    // Only afterwards is it known whether it was left or lost.
    setTimeout(() => target === held && held !== null && isUsable(held) && !hasFocus(held) && hold(null))
  }
  const onKey = () => {
    byKeyboard = true
  }
  // A hand on the mouse looks for nothing, and a key such as Space must not press what the focus went on to.
  const onPointer = () => {
    byKeyboard = false
    search++
  }
  document.addEventListener('focusin', onFocusIn)
  document.addEventListener('focusout', onFocusOut)
  document.addEventListener('keydown', onKey, true)
  document.addEventListener('pointerdown', onPointer, true)
  return () => {
    hold(null)
    document.removeEventListener('focusin', onFocusIn)
    document.removeEventListener('focusout', onFocusOut)
    document.removeEventListener('keydown', onKey, true)
    document.removeEventListener('pointerdown', onPointer, true)
  }
}

function onChange(records: readonly MutationRecord[]): void {
  if (!byKeyboard || held === null || (isUsable(held) && (hasFocus(held) || !isMoved(held, records)))) return
  const lost = held
  const place = placeOf(lost, records)
  if (place === null || !isNobodys(lost)) return
  const back = ways.filter(({ within }) => within === place.within)
  const way = { within: place.within, tag: lost.localName, name: nameOf(lost) }
  // One of several of the same name is not to be told from the others.
  if (standingAgain(way) === null) ways = [...ways, way].slice(-MOST_WAYS)
  held = null
  lookFor({ lost, place, back, search: ++search, sinceMs: performance.now() })
}

/** Taken out and put in again elsewhere, which ends the focus too. */
function isMoved(element: Element, records: readonly MutationRecord[]): boolean {
  return records.some(({ removedNodes }) => [...removedNodes].some((each) => each.contains(element)))
}

/** Whether nothing but what was lost has the focus. */
function isNobodys(lost: Element): boolean {
  const { activeElement } = document
  return activeElement === null || activeElement === document.body || activeElement === lost
}

/** Null when nothing around it is left, or it was not lost by one of these changes. */
function placeOf(lost: Element, records: readonly MutationRecord[]): Place | null {
  if (lost.isConnected) return lost.parentElement === null ? null : { within: lost.parentElement, after: lost }
  let root: Node = lost
  for (;;) {
    while (root.parentNode !== null) root = root.parentNode
    const removal = records.find(({ removedNodes }) => [...removedNodes].includes(root as ChildNode))
    if (removal === undefined) return null
    const { target, previousSibling } = removal
    if (!target.isConnected) root = target
    else return { within: target as Element, after: previousSibling?.parentNode === target ? previousSibling : null }
  }
}

interface Search {
  readonly lost: Element
  readonly place: Place
  readonly back: readonly Way[]
  readonly search: number
  readonly sinceMs: number
}

function lookFor(sought: Search): void {
  requestAnimationFrame(() => {
    if (sought.search !== search || !isNobodys(sought.lost)) return
    const onItsWay = sought.place.within.querySelector(ON_ITS_WAY) !== null
    const isLast = performance.now() - sought.sinceMs > (onItsWay ? PATIENCE_ON_ITS_WAY_MS : PATIENCE_MS)
    const found = foundFor(sought, isLast)
    if (found !== null) (found as HTMLElement).focus()
    else if (!isLast) lookFor(sought)
  })
}

function foundFor({ lost, place, back }: Search, isLast: boolean): Element | null {
  if (lost.isConnected && isUsable(lost)) return lost
  const again = back.map(standingAgain).findLast((each) => each !== null)
  if (again !== undefined) return again
  const next = controlsIn(place.within).find((each) => isAfter(each, place.after))
  return next ?? (isLast ? nearest(place) : null)
}

function standingAgain({ within, tag, name }: Way): Element | null {
  return controlsIn(within).find((each) => each.localName === tag && nameOf(each) === name) ?? null
}

/** Nothing comes after it: what stands before it, else the same further out. */
function nearest({ within, after }: Place): Element | null {
  const controls = controlsIn(within)
  const found = controls.find((each) => isAfter(each, after)) ?? controls.at(-1)
  if (found !== undefined) return found
  if (within.matches(CONTROL)) return within
  return within.parentElement === null ? null : nearest({ within: within.parentElement, after: within })
}

function isAfter(element: Element, after: Node | null): boolean {
  if (after === null) return true
  return !after.contains(element) && (after.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
}

function controlsIn(scope: Element): readonly Element[] {
  return [...scope.querySelectorAll(CONTROL)].filter(isUsable)
}

function isUsable(element: Element): boolean {
  if (!element.isConnected || element.matches(':disabled') || element.closest('[inert], [hidden]') !== null)
    return false
  return element.checkVisibility?.({ visibilityProperty: true }) ?? true
}

function hasFocus(element: Element): boolean {
  return document.activeElement === element
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''
}
