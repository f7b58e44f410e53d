/** Two letters on everything that can be pressed: any control is four keys away, however many there are. */
import './key-hints.css'

const CONTROLS = 'button, select, input, a[href], [role="slider"], [role="separator"], [data-link]'
/** Without letters that look alike. */
const LETTERS = 'asdfghjklqwertyuopzxcvbnm'

let end: (() => void) | null = null

/** Shows the letters; the next two keys move the focus, any other key puts the letters away. */
export function showKeyHints(): void {
  end?.()
  const controls = [...document.querySelectorAll<HTMLElement | SVGElement>(CONTROLS)].filter(isInView)
  const layer = document.createElement('div')
  layer.className = 'key-hints'
  layer.setAttribute('aria-hidden', 'true')
  const byLetters = new Map(controls.map((control, at) => [lettersOf(at), control]))
  for (const [letters, control] of byLetters) layer.append(hintAt(letters, control))
  document.body.append(layer)
  let typed = ''
  const onKey = (event: KeyboardEvent) => {
    if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    typed += event.key.toLowerCase()
    const target = byLetters.get(typed)
    if (typed.length === 1 && LETTERS.includes(typed)) return
    end?.()
    target?.focus()
  }
  const away = () => end?.()
  window.addEventListener('keydown', onKey, true)
  window.addEventListener('pointerdown', away)
  end = () => {
    window.removeEventListener('keydown', onKey, true)
    window.removeEventListener('pointerdown', away)
    layer.remove()
    end = null
  }
}

function lettersOf(at: number): string {
  return `${LETTERS[Math.floor(at / LETTERS.length) % LETTERS.length]}${LETTERS[at % LETTERS.length]}`
}

function isInView(control: Element): boolean {
  const { width, height, top, left } = control.getBoundingClientRect()
  if (control.getAttribute('aria-hidden') === 'true' || !control.checkVisibility({ visibilityProperty: true }))
    return false
  return width > 0 && height > 0 && top < innerHeight && left < innerWidth && top + height > 0 && left + width > 0
}

function hintAt(letters: string, control: Element): HTMLElement {
  const { top, left, width, height } = control.getBoundingClientRect()
  const hint = document.createElement('kbd')
  hint.textContent = letters.toUpperCase()
  const middle = control instanceof SVGElement
  hint.style.left = `${middle ? left + width / 2 : left}px`
  hint.style.top = `${middle ? top + height / 2 : top}px`
  return hint
}
