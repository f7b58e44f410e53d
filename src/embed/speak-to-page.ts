/** All that the frame and the page around it say to one another. Fetched after the first frames. */
import { answerPage } from './answer-page.ts'
import { askForHeight } from './frame-height.ts'
import { framingPage } from './framing-page.ts'
import { speakSplice } from './splice.ts'

/** Returns what ends it; nothing is said where there is no page around. */
export function speakToPage(showTerminal: () => void): () => void {
  const page = framingPage()
  if (page === null) return () => undefined
  const ends = [answerPage(page, showTerminal), speakSplice(page), askForHeight(page)]
  return () => {
    for (const end of ends) end()
  }
}
