/** What a pager's panel knows and does: which file, what is searched for, and how far its page has been moved. */
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import type { PagerImage } from '../../kafka/observe/cluster-image.ts'
import { leaveStory } from '../../store/stories-store.ts'
import { inTurn } from '../../store/terminals-store.ts'
import { startOfLine } from './editor-drafts.ts'
import { type PagerDeed, type PagerMove, pagerColon, pagerKey } from './pager-keys.ts'
import { lineOf, type Match, matchesIn } from './pager-search.ts'
import { terminalLines } from './terminal-words.ts'

export interface PagerPrompt {
  readonly kind: 'search' | 'searchBack' | 'colon'
  readonly typed: string
}

export interface Pager {
  readonly text: string
  readonly fileIndex: number
  readonly matches: readonly Match[]
  /** Index of the match that the page was moved to; -1 for none. */
  readonly current: number
  readonly prompt: PagerPrompt | null
  readonly message: string
  press(key: string): void
  setPrompt(prompt: PagerPrompt | null): void
  answer(prompt: PagerPrompt): void
  goToFile(index: number): void
  leave(): void
}

interface Search {
  readonly words: string
  readonly backwards: boolean
  readonly current: number
}

const NO_SEARCH: Search = { words: '', backwards: false, current: -1 }

export function usePager(terminal: string, image: PagerImage, page: RefObject<HTMLElement | null>): Pager {
  const t = useT()
  const [fileIndex, setFileIndex] = useState(0)
  const [pending, setPending] = useState('')
  const [prompt, setPrompt] = useState<PagerPrompt | null>(null)
  const [message, say] = useState('')
  const file = image.files[Math.min(fileIndex, image.files.length - 1)]
  const text = useMemo(() => terminalLines(file?.text ?? ''), [file])
  const { matches, search, find, step, leaveMatch } = useSearch({ text, ignoresCase: image.ignoresCase, page, say })
  const send = (type: 'LeaveEditor' | 'Interrupt') => {
    leaveStory()
    void inTurn(terminal, { type, terminal })
  }
  const goToFile = (index: number) => {
    if (index < 0 || index >= image.files.length) return say(t('terminal.pager.noFile'))
    setFileIndex(index)
    leaveMatch()
    page.current?.scrollTo?.({ top: 0 })
  }
  const move = (by: PagerMove) => {
    const goesOn = by.by === 'pages' && by.count > 0 && image.endsAtEnd && image.isWhole && isAtEnd(page.current)
    if (!goesOn) return scroll(page.current, text, by)
    if (fileIndex + 1 < image.files.length) goToFile(fileIndex + 1)
    else send('LeaveEditor')
  }
  const obey = (deed: PagerDeed, key: string) => {
    setPending(deed.type === 'wait' ? deed.pending : '')
    if (deed.type !== 'wait') say('')
    if (deed.type === 'move') move(deed.move)
    else if (deed.type === 'prompt') setPrompt({ kind: deed.prompt, typed: '' })
    else if (deed.type === 'next' || deed.type === 'before') step(deed.type === 'before')
    else if (deed.type === 'leave') send('LeaveEditor')
    else if (deed.type === 'interrupt') send('Interrupt')
    else if (deed.type === 'follow') say(t('terminal.pager.follow'))
    else if (deed.type === 'position') say(positionOf(page.current, text, file?.name ?? ''))
    else if (deed.type === 'unknown') say(t('terminal.pager.noKey', { key }))
  }
  const answer = ({ kind, typed }: PagerPrompt) => {
    setPrompt(null)
    if (kind !== 'colon') return find(typed, kind === 'searchBack')
    const line = /^\d+$/.exec(typed.trim())
    if (line !== null) return scroll(page.current, text, { by: 'to', line: Number(line[0]) })
    const colon = pagerColon(typed)
    if (colon === 'leave') send('LeaveEditor')
    else if (colon === 'unknown') say(t('terminal.pager.noColon', { command: `:${typed}` }))
    else goToFile(fileIndex + (colon === 'nextFile' ? 1 : -1))
  }
  useStart(image, { text, page, find })
  return {
    ...{ text, fileIndex, matches, current: search.current, prompt, message, setPrompt, answer, goToFile },
    press: (key) => obey(pagerKey(pending, key), key),
    leave: () => send('LeaveEditor'),
  }
}

interface Searched {
  readonly text: string
  readonly ignoresCase: boolean
  readonly page: RefObject<HTMLElement | null>
  say(message: string): void
}

/** What was searched for last, where it stands, and the way from one place to the next. */
function useSearch({ text, ignoresCase, page, say }: Searched) {
  const t = useT()
  const [search, setSearch] = useState<Search>(NO_SEARCH)
  const found = useMemo(() => matchesIn(text, search.words, ignoresCase), [text, search.words, ignoresCase])
  const matches = found ?? []
  const find = (words: string, backwards: boolean) => {
    const all = words === '' ? found : matchesIn(text, words, ignoresCase)
    const wanted = words === '' ? search.words : words
    if (all === null) return say(t('terminal.pager.noExpression', { words: wanted }))
    const current = nextMatch(all, offsetOf(page.current, text), backwards)
    setSearch({ words: wanted, backwards, current })
    if (current === -1) return say(t('terminal.pager.notFound', { words: wanted }))
    say('')
    showOffset(page.current, all[current]?.from ?? 0)
  }
  const step = (turned: boolean) => {
    if (search.words === '') return say(t('terminal.pager.noSearch'))
    const current = search.current + (turned !== search.backwards ? -1 : 1)
    const match = matches[current]
    if (match === undefined) return say(t('terminal.pager.notFound', { words: search.words }))
    setSearch({ ...search, current })
    say('')
    showOffset(page.current, match.from)
  }
  return { matches, search, find, step, leaveMatch: () => setSearch({ ...search, current: -1 }) }
}

interface Opened {
  readonly text: string
  readonly page: RefObject<HTMLElement | null>
  find(words: string, backwards: boolean): void
}

/** `+G`, `+50`, `+/words`: once, as soon as there is something. */
function useStart({ first }: PagerImage, { text, page, find }: Opened): void {
  const began = useRef(false)
  useLayoutEffect(() => {
    if (began.current || text === '') return
    began.current = true
    if ('words' in first) find(first.words, false)
    else if (first.line !== 1) scroll(page.current, text, { by: 'to', line: first.line })
  })
}

/** The first behind where the page begins; backwards the last before that. */
function nextMatch(matches: readonly Match[], offset: number, backwards: boolean): number {
  return backwards
    ? matches.findLastIndex(({ from }) => from < offset)
    : matches.findIndex(({ from }) => from >= offset)
}

function lineHeight(page: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(page).lineHeight) || 18
}

export function isAtEnd(page: HTMLElement | null): boolean {
  return page === null || page.scrollTop + page.clientHeight >= page.scrollHeight - 2
}

function scroll(page: HTMLElement | null, text: string, move: PagerMove): void {
  if (page === null) return
  const height = lineHeight(page)
  // A line of the page before stays to be seen.
  if (move.by === 'to') {
    if (move.line === 0) page.scrollTop = page.scrollHeight
    else showOffset(page, startOfLine(text, move.line))
  } else if (move.by === 'pages') page.scrollTop += move.count * Math.max(height, page.clientHeight - height)
  else if (move.by === 'lines') page.scrollTop += move.count * height
  else page.scrollLeft += move.count * (page.clientWidth / 2)
}

/** Brings a character's line to the top of the page, wherever lines are broken. */
function showOffset(page: HTMLElement | null, offset: number): void {
  const rect = page === null ? null : rectOf(page, offset)
  if (page !== null && rect !== null) page.scrollTop += rect.top - page.getBoundingClientRect().top - 2
}

function rectOf(page: HTMLElement, offset: number): DOMRect | null {
  const walker = document.createTreeWalker(page.querySelector('[data-text]') ?? page, NodeFilter.SHOW_TEXT)
  let left = offset
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node as Text
    if (left < length) {
      const range = document.createRange()
      range.setStart(node, left)
      range.setEnd(node, left + 1)
      return range.getBoundingClientRect?.() ?? null
    }
    left -= length
  }
  return null
}

/** Of the first character on the page, found by halving: lines may be broken anywhere. */
function offsetOf(page: HTMLElement | null, text: string): number {
  if (page === null || page.scrollTop < 1) return 0
  const { top } = page.getBoundingClientRect()
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rectOf(page, middle)?.top ?? top) < top) low = middle + 1
    else high = middle
  }
  return low
}

/** As `=` prints it. */
function positionOf(page: HTMLElement | null, text: string, name: string): string {
  if (page === null) return ''
  const first = lineOf(text, offsetOf(page, text))
  const total = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  const last = Math.min(total, first + Math.max(0, Math.floor(page.clientHeight / lineHeight(page)) - 1))
  return `${name === '' ? '' : `${name} `}lines ${first}-${last}/${total} ${Math.round((last / Math.max(1, total)) * 100)}%`
}
