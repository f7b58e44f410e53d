/** From a thing on the stage to what can be done with it, and back, by one key each way. */

const THING = '[data-rove], [data-link], .chip-name, .node-name, .member-name, [aria-pressed]:not(.power, .bar-toggle)'
const INSPECTOR = '.inspector'
const FIRST_TOOL = '.inspector-body > .actions button'
const WAY_OUT = '.inspector-head button'
/** The inspector may still be on its way: it is fetched when it is first asked for. */
const MOST_FRAMES = 60

let opener: HTMLElement | SVGElement | null = null

/** Enter has picked what has the focus: the focus goes on to its tools. */
export function goToTools(event: KeyboardEvent): void {
  const { target } = event
  if (event.key !== 'Enter' || !(target instanceof HTMLElement || target instanceof SVGElement)) return
  if (target.closest('#stage') === null || !target.matches(THING)) return
  opener = target
  waitForTools(MOST_FRAMES)
}

/** Where the focus was before it went to the tools; null when it is not there any more. */
export function leaveTools(): HTMLElement | SVGElement | null {
  const back = opener?.isConnected === true ? opener : null
  opener = null
  return back
}

function waitForTools(frames: number): void {
  const inspector = document.querySelector(INSPECTOR)
  const tool = inspector?.querySelector<HTMLElement>(FIRST_TOOL) ?? inspector?.querySelector<HTMLElement>(WAY_OUT)
  if (tool !== null && tool !== undefined) tool.focus()
  else if (frames > 0) requestAnimationFrame(() => waitForTools(frames - 1))
}
