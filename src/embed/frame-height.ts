/** Tells the page around how high the frame would have to be for its stage to be whole (`lti.frameResize`). */
import type { FramingPage } from './framing-page.ts'

/** A figure, and no page: what is higher scrolls. */
const MOST_PX = 900
/** Differences that nobody would see. */
const SLACK_PX = 8
const SETTLED_AFTER_MS = 400

/** Returns what ends it. */
export function askForHeight(page: FramingPage): () => void {
  let asked = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    const wanted = wantedHeight()
    if (wanted <= Math.max(asked, window.innerHeight) + SLACK_PX) return
    asked = wanted
    page.tell({ subject: 'lti.frameResize', message_id: crypto.randomUUID(), height: wanted })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(look, SETTLED_AFTER_MS)
  }
  const watched = new ResizeObserver(later)
  watched.observe(document.body)
  for (const part of document.querySelectorAll('.stage, .embed-terminal')) watched.observe(part)
  later()
  return () => {
    clearTimeout(timer)
    watched.disconnect()
  }
}

function wantedHeight(): number {
  const scroller = document.querySelector('.stage-scroll')
  const hidden = scroller === null ? 0 : Math.max(0, scroller.scrollHeight - scroller.clientHeight)
  return Math.min(MOST_PX, Math.ceil(window.innerHeight + hidden))
}
