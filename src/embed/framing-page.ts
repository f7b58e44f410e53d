/**
 * The page in which the frame stands: whose messages are heard, and to whom anything is told. Only the parent window is,
 * and of it only one origin.
 */

export interface FramingPage {
  /** Told only once it is known whose page it is. */
  tell(message: object): void
  /** For what tells nothing: told also while it is not known yet whose page it is. */
  greet(message: object): void
  onMessage(hear: (data: unknown) => void): () => void
}

/** Null for a page that stands in no frame. */
export function framingPage(page: Window = window): FramingPage | null {
  const { parent } = page
  if (parent === page) return null
  let origin = statedOrigin(page)
  return {
    tell: (message) => {
      if (origin !== null) parent.postMessage(message, targetOf(origin))
    },
    greet: (message) => parent.postMessage(message, origin === null ? '*' : targetOf(origin)),
    onMessage: (hear) => {
      const listener = (event: MessageEvent) => {
        if (event.source !== parent) return
        // Where nothing told it, the first message does: a frame's parent stays the same for as long as the frame stands.
        origin ??= named(event.origin)
        if (named(event.origin) === origin) hear(event.data)
      }
      page.addEventListener('message', listener)
      return () => page.removeEventListener('message', listener)
    },
  }
}

/** What the address of the frame says (`?host=`), else what the browser does; null where neither does. */
function statedOrigin(page: Window): string | null {
  const stated = new URLSearchParams(page.location.search).get('host')
  if (stated !== null) return named(stated)
  const ancestor = page.location.ancestorOrigins?.[0]
  if (ancestor !== undefined) return named(ancestor)
  return URL.canParse(page.document.referrer) ? new URL(page.document.referrer).origin : null
}

const NAMELESS = 'null'

/** A page that was opened from a disk is called `null` by one browser and `file://` by another, and cannot be addressed. */
function named(origin: string): string {
  return /^https?:/.test(origin) ? origin : NAMELESS
}

function targetOf(origin: string): string {
  return origin === NAMELESS ? '*' : origin
}
