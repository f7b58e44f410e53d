/** From one part of the page to the next by one key: by Tab alone it is some seventy controls around. */

/** In the order of the page; on a phone others are there than on a desk. */
const parts = [
  '.header',
  '.invitations, .next-invitation',
  '.notes',
  '#stage',
  '.caption-bar',
  '.dock, .sheet:not([inert] *)',
  '.inspector',
  '.timeline',
  '.bottom-tabs',
]

/** What the focus comes to within a part: the terminal's line if there is one, else the first control. */
const LINE = '.xterm-helper-textarea'
const CONTROL = 'button:not(:disabled), input, select, a[href], textarea, [tabindex="0"]'

/** Moves the focus; `direction` is 1 or -1. */
export function goToPart(direction: 1 | -1): void {
  const here = document.activeElement
  const places = parts.flatMap((selector) => {
    const part = document.querySelector<HTMLElement>(selector)
    const target = part === null ? null : targetIn(part)
    return part === null || target === null ? [] : [{ part, target }]
  })
  // An inspector lies in a phone's sheet: the innermost counts.
  const at = places.findLastIndex(({ part }) => part.contains(here))
  const next = at < 0 ? (direction === 1 ? 0 : places.length - 1) : (at + direction + places.length) % places.length
  places[next]?.target.focus()
}

function targetIn(part: HTMLElement): HTMLElement | null {
  // The stage itself, as for the link that skips to it: Tab leads on from there.
  if (part.tabIndex === -1 && part.hasAttribute('tabindex')) return part
  return part.querySelector<HTMLElement>(LINE) ?? part.querySelector<HTMLElement>(CONTROL)
}
