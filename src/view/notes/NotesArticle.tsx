import { type MouseEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useT } from '../../i18n/index.ts'
import type { OpenedNotes } from '../../notes/kept-notes.ts'
import type { Notes } from '../../notes/notes-model.ts'
import { useNotes } from '../../store/notes-store.ts'
import { cleanHtml } from './clean-html.ts'
import { NotesBlockView } from './NotesBlockView.tsx'

interface NotesArticleProps {
  readonly opened: OpenedNotes
  readonly notes: Notes
  readonly mark: string
  /** What scrolls. */
  readonly frame: RefObject<HTMLElement | null>
  /** Filled with the headings' elements, for the table of contents. */
  readonly headings: RefObject<readonly HTMLElement[]>
}

/** The page of the notes, with the blocks in their places. */
export function NotesArticle({ opened, notes, mark, frame, headings }: NotesArticleProps) {
  const t = useT()
  const article = useRef<HTMLElement>(null)
  const [places, setPlaces] = useState<ReadonlyMap<number, HTMLElement>>(new Map())
  useLayoutEffect(() => {
    const page = cleanHtml(notes.html, {
      mark,
      address: opened.address,
      pictureWords: (about, where) => t('notes.picture', { about: about === '' ? where : about }),
    })
    for (const heading of page.headings) heading.tabIndex = -1
    headings.current = page.headings
    article.current?.replaceChildren(page.fragment)
    setPlaces(page.places)
  }, [notes, mark, opened, t, headings])
  useKeptPlace(frame, article, places)

  const follow = (event: MouseEvent) => {
    const href = event.target instanceof Element ? event.target.closest('a')?.getAttribute('href') : null
    if (href == null || !href.startsWith('#')) return
    // The page's own address says which run is on show.
    event.preventDefault()
    const slug = decoded(href.slice(1))
    goTo(headings.current?.[notes.headings.findIndex((heading) => heading.slug === slug)])
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: it only hears of its links, which have keys of their own. */}
      <article className="notes-page" ref={article} onClick={follow} />
      {[...places].map(([index, place]) => createPortal(<NotesBlockView index={index} blocks={notes.blocks} />, place))}
    </>
  )
}

/** To a heading, with the focus, so that a keyboard goes on from there. */
export function goTo(heading: HTMLElement | undefined): void {
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const PLACE_EVERY_MS = 250

/** Comes back to where the reader was, and remembers where that is. */
function useKeptPlace(
  frame: RefObject<HTMLElement | null>,
  article: RefObject<HTMLElement | null>,
  places: ReadonlyMap<number, HTMLElement>,
): void {
  useEffect(() => {
    const [scrolls, page] = [frame.current, article.current]
    if (scrolls === null || page === null || places.size + page.childElementCount === 0) return
    const top = (element: Element) => element.getBoundingClientRect().top - scrolls.getBoundingClientRect().top
    const { place } = useNotes.getState()
    const target = page.children[place.piece]
    // At the very beginning the contents stand before the page.
    const begins = place.piece === 0 && place.offset === 0
    if (target !== undefined && !begins) scrolls.scrollTop += top(target) + place.offset
    let timer: ReturnType<typeof setTimeout> | undefined
    const remember = () => {
      timer = undefined
      const pieces = [...page.children]
      const piece = Math.max(
        0,
        pieces.findLastIndex((each) => top(each) <= 0),
      )
      const offset = pieces[piece] === undefined ? 0 : Math.max(0, Math.round(-top(pieces[piece])))
      useNotes.setState({ place: { piece, offset } })
    }
    const onScroll = () => {
      timer ??= setTimeout(remember, PLACE_EVERY_MS)
    }
    scrolls.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(timer)
      scrolls.removeEventListener('scroll', onScroll)
    }
  }, [frame, article, places])
}
