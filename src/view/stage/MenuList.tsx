import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { MenuListProps } from './menu-parts.ts'
import './menu.css'

/** The open menu of a `Menu`; it comes after the first frames. */
export function MenuList({ id, label, anchor, entries, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState({ left: 0, top: 0 })

  useLayoutEffect(() => {
    const at = anchor.getBoundingClientRect()
    const box = list.current?.getBoundingClientRect() ?? at
    const left = Math.max(8, Math.min(at.right - box.width, window.innerWidth - box.width - 8))
    const below = at.bottom + 4
    setSpot({ left, top: below + box.height > window.innerHeight ? Math.max(8, at.top - box.height - 4) : below })
    list.current?.querySelector('button')?.focus()
  }, [anchor])

  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node
      if (!list.current?.contains(target) && !anchor.contains(target)) close(false)
    }
    document.addEventListener('pointerdown', onPress, true)
    return () => document.removeEventListener('pointerdown', onPress, true)
  }, [anchor, close])

  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll('button') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLButtonElement)
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }
    const next = moves[event.key]
    if (next !== undefined) items[(next + items.length) % items.length]?.focus()
    else if (event.key === 'Escape') close(true)
    else if (event.key === 'Tab') close(false)
    else return
    if (event.key !== 'Tab') event.preventDefault()
    event.stopPropagation()
  }

  return createPortal(
    <div
      ref={list}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className="stage-menu"
      style={spot}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry) => (
        <button
          key={entry.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label={entry.label}
          aria-describedby={entry.note === undefined ? undefined : `${id}${entry.label}`}
          className={entry.danger ? 'stage-menu-item is-danger' : 'stage-menu-item'}
          onClick={() => {
            close(true)
            entry.run()
          }}
        >
          <span className="stage-menu-icon" aria-hidden="true">
            {entry.icon}
          </span>
          <span className="stage-menu-text">
            {entry.label}
            {entry.note !== undefined && (
              <span id={`${id}${entry.label}`} className="stage-menu-note">
                {entry.note}
              </span>
            )}
          </span>
        </button>
      ))}
    </div>,
    // Within a landmark, as everything that is read out should be, but outside the stage: what is fixed within something
    // scaled is placed by that and cut off with it.
    anchor.closest('main, aside') ?? document.body,
  )
}
