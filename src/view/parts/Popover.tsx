import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './popover.css'

export interface PopoverProps {
  readonly label: string
  /** What the button shows. */
  readonly button: ReactNode
  readonly className?: string
  readonly placement?: 'above' | 'below'
  readonly children: (close: () => void) => ReactNode
}

/**
 * A button with a panel beside it. Closed by Escape, by a press or a key outside and when focus leaves, unless a terminal's
 * line has it again (`keep-line.ts`); focus returns to the button. The panel is no modal: the run goes on behind it.
 */
export function Popover({ label, button, className = 'button', placement = 'below', children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const panelId = useId()

  useEffect(() => {
    if (!open) return
    const onPress = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPress)
    document.addEventListener('keydown', onPress)
    return () => {
      document.removeEventListener('pointerdown', onPress)
      document.removeEventListener('keydown', onPress)
    }
  }, [open])

  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for keys that bubble from its controls.
    <div
      className="popover"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        close()
      }}
      onBlur={(event) => {
        const next = event.relatedTarget
        if (next?.matches(':not(.xterm-helper-textarea)') && !event.currentTarget.contains(next)) setOpen(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        className={className}
        aria-expanded={open}
        aria-controls={open ? panelId : undefined}
        aria-label={label}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <section id={panelId} className={`popover-panel ${placement}`} aria-label={label}>
          {children(close)}
        </section>
      )}
    </div>
  )
}
