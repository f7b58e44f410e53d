import { type KeyboardEvent, type ReactNode, type UIEvent, useEffect, useId, useRef, useState } from 'react'
import { uiScale } from '../parts/ui-scale.ts'
import { useMeasured } from '../parts/use-measured.ts'
import { narrowQuery, useMedia } from '../parts/use-media.ts'

/** What a row says of itself beside what it shows. */
export interface RowParts {
  readonly content: ReactNode
  /** What a screen reader says. */
  readonly label: string
  readonly className?: string
  /** Of a row of a tree. */
  readonly level?: number
  readonly expanded?: boolean
}

export interface RowsProps {
  readonly label: string
  /** Of a tree the rows have levels, and those that hold others open and close. */
  readonly role: 'listbox' | 'tree'
  readonly count: number
  /** -1: none. */
  readonly active: number
  row(index: number): RowParts
  onPick(index: number): void
  /** The reader's keys beyond the usual ones; true: it has been dealt with. */
  onKey?(key: string, index: number): boolean
  /** Which rows are to be seen, `to` exclusive. */
  onWindow?(from: number, to: number): void
}

/** Pixels of a usual window: what a mouse needs, and a finger. */
const ROW_PX = 24
const TOUCHED_ROW_PX = 44
/** Rows drawn beyond what is seen, so that scrolling shows no gaps. */
const SPARE = 12

/**
 * A list of any length of which only what is in view is drawn. One stop of the Tab key; arrows, Page Up, Page Down, Home
 * and End move within it, Enter and space pick.
 */
export function Rows({ label, role, count, active, row, onPick, onKey, onWindow }: RowsProps) {
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = (useMedia(narrowQuery) ? TOUCHED_ROW_PX : ROW_PX) * uiScale()
  const height = useMeasured(scroller, 400, heightOf)
  const [top, setTop] = useState(0)
  const [cursor, setCursor] = useState(active)
  const at = Math.min(count - 1, Math.max(0, cursor < 0 ? active : cursor))
  const from = Math.max(0, Math.floor(top / rowPx) - SPARE)
  const to = Math.min(count, Math.ceil((top + height) / rowPx) + SPARE)

  // What is picked from elsewhere comes into view.
  useEffect(() => {
    setCursor(active)
    if (active >= 0) reveal(scroller.current, active, rowPx)
  }, [active, rowPx])
  useEffect(() => onWindow?.(from, to), [onWindow, from, to])

  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(height / rowPx) - 1)
    const next = target(event.key, { at, count, page })
    if (next !== null) {
      setCursor(next)
      reveal(scroller.current, next, rowPx)
    } else if (event.key === 'Enter' || event.key === ' ') onPick(at)
    else if (onKey?.(event.key, at) !== true) return
    event.preventDefault()
    event.stopPropagation()
  }
  const drawn = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
  const isSeen = at >= from && at < to
  const all = (
    <div className="disk-rows-all" role="presentation" style={{ height: count * rowPx }}>
      {drawn.map((index) => (
        <Row
          key={index}
          {...{ id: `${id}-${index}`, role, index, count }}
          parts={row(index)}
          isPicked={index === active}
          isAt={index === at}
          style={{ top: index * rowPx, height: rowPx }}
          onPick={() => {
            setCursor(index)
            onPick(index)
          }}
        />
      ))}
    </div>
  )
  const shared = {
    ref: scroller,
    className: 'disk-rows',
    tabIndex: 0,
    'aria-label': label,
    'aria-activedescendant': count > 0 && isSeen ? `${id}-${at}` : undefined,
    onKeyDown: move,
    onScroll: (event: UIEvent<HTMLElement>) => setTop(event.currentTarget.scrollTop),
  }
  return role === 'tree' ? (
    <div role="tree" {...shared}>
      {all}
    </div>
  ) : (
    <div role="listbox" {...shared}>
      {all}
    </div>
  )
}

interface RowProps {
  readonly id: string
  readonly role: RowsProps['role']
  readonly index: number
  readonly count: number
  readonly parts: RowParts
  readonly isPicked: boolean
  readonly isAt: boolean
  readonly style: { readonly top: number; readonly height: number }
  onPick(): void
}

function Row({ id, role, index, count, parts, isPicked, isAt, style, onPick }: RowProps) {
  const { content, label, className = '', level, expanded } = parts
  const shared = {
    id,
    className: `disk-row ${className} ${isPicked ? 'is-picked' : ''} ${isAt ? 'is-at' : ''}`,
    'aria-label': label,
    'aria-posinset': index + 1,
    'aria-setsize': count,
    style,
    onClick: onPick,
  }
  return role === 'tree' ? (
    // biome-ignore lint/a11y/useFocusableInteractive: the list is what has the focus, and names its active row.
    <div role="treeitem" aria-selected={isPicked} aria-level={level} aria-expanded={expanded} {...shared}>
      {content}
    </div>
  ) : (
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div role="option" aria-selected={isPicked} {...shared}>
      {content}
    </div>
  )
}

const heightOf = (element: HTMLElement) => element.clientHeight || 400

interface Place {
  readonly at: number
  readonly count: number
  /** Rows of a screenful. */
  readonly page: number
}

/** Where a key leads; null: nowhere. */
function target(key: string, { at, count, page }: Place): number | null {
  const within = (index: number) => Math.min(count - 1, Math.max(0, index))
  switch (key) {
    case 'ArrowDown':
      return within(at + 1)
    case 'ArrowUp':
      return within(at - 1)
    case 'PageDown':
      return within(at + page)
    case 'PageUp':
      return within(at - page)
    case 'Home':
      return 0
    case 'End':
      return within(count - 1)
    default:
      return null
  }
}

function reveal(scroller: HTMLElement | null, index: number, rowPx: number): void {
  if (scroller === null) return
  const top = index * rowPx
  const { scrollTop, clientHeight } = scroller
  if (top >= scrollTop && top + rowPx <= scrollTop + clientHeight) return
  // From row to row the list moves by one; what is further away comes with what stands before and behind it.
  if (top < scrollTop && top + rowPx >= scrollTop) scroller.scrollTop = top
  else if (top >= scrollTop && top <= scrollTop + clientHeight) scroller.scrollTop = top + rowPx - clientHeight
  else scroller.scrollTop = Math.max(0, top - Math.floor(clientHeight / 3))
}
