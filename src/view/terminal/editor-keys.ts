/** What the panels of editors and pagers do with the keyboard alike. */
import { type KeyboardEvent, useEffect } from 'react'

/** Nothing of what is written here is a key of the page. F6 goes from part to part, and stays its own. */
export function keepKeys(event: KeyboardEvent): void {
  if (event.key !== 'F6') event.stopPropagation()
}

/** A letter as typed, whatever the keyboard's script is: with Hangul on, the key of `i` is still that. */
export function keyOf({ key, code, ctrlKey, metaKey, shiftKey, nativeEvent }: KeyboardEvent): string {
  if (
    ['Control', 'Meta', 'Alt', 'CapsLock', 'HangulMode', 'Process', 'Unidentified'].includes(key) &&
    !/^Key/.test(code)
  )
    return ''
  const isForeign = /^Key[A-Z]$/.test(code) && !/^[\x20-\x7e]$/.test(key)
  const letter = isForeign ? (shiftKey ? code.slice(3) : code.slice(3).toLowerCase()) : key
  if (!ctrlKey && !metaKey) return nativeEvent.isComposing ? '' : letter
  return `Ctrl+${letter.length === 1 && !shiftKey ? letter.toLowerCase() : letter}`
}

/** Whoever opened it from here goes on here. */
export function useFocusWhereReaderIs(
  section: { readonly current: HTMLElement | null },
  field: { readonly current: HTMLElement | null },
): void {
  useEffect(() => {
    const place = section.current?.closest('.terminal-screen, .notes-block') ?? null
    const { activeElement } = document
    if (activeElement === document.body || place?.contains(activeElement) === true) field.current?.focus()
  }, [section, field])
}
