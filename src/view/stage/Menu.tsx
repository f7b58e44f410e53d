import { type ReactNode, useId, useRef, useState } from 'react'
import { type MenuEntry, type MenuParts, menuParts } from './menu-parts.ts'

export interface MenuProps {
  /** What the button is called for those who cannot see it. */
  readonly label: string
  readonly className: string
  readonly children: ReactNode
  /** What it offers, made when it opens: what can be done to a node comes after the first frames, as the list does. */
  entries(parts: MenuParts): readonly MenuEntry[]
}

/** A button that opens a menu of commands; keyboard as WAI-ARIA's menu button asks. */
export function Menu({ label, className, children, entries }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const parts = menuParts.use()
  const close = (refocus: boolean) => {
    setOpen(false)
    if (refocus) button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && parts !== null && button.current !== null && (
        <parts.MenuList id={id} label={label} anchor={button.current} entries={entries(parts)} close={close} />
      )}
    </>
  )
}
