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
  const places = placesOf(controls)
  layer.append(...controls.map((_, at) => hintAt(lettersOf(at), places[at]!)))
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

interface Place {
  readonly x: number
  readonly y: number
}

/** A hint's size with a little air. */
const HINT = { width: 25, height: 19 }

/**
 * Where each hint's middle stands: on the corner of its control, beside what is written there; on a wire. None covers
 * another as long as there is a place for it.
 */
function placesOf(controls: readonly Element[]): readonly Place[] {
  const placed: Place[] = []
  for (const control of controls) {
    const places = placesFor(control).map(onScreen)
    placed.push(places.find((place) => !placed.some((other) => touch(place, other))) ?? places[0]!)
  }
  return placed
}

function touch(a: Place, b: Place): boolean {
  return Math.abs(a.x - b.x) < HINT.width && Math.abs(a.y - b.y) < HINT.height
}

function onScreen({ x, y }: Place): Place {
  const [halfWidth, halfHeight] = [HINT.width / 2, HINT.height / 2]
  return {
    x: Math.min(innerWidth - halfWidth, Math.max(halfWidth, x)),
    y: Math.min(innerHeight - halfHeight, Math.max(halfHeight, y)),
  }
}

/** The best first. */
function placesFor(control: Element): readonly Place[] {
  if (control instanceof SVGElement) return alongWire(control)
  const { top, left, right, bottom } = control.getBoundingClientRect()
  const middle = (top + bottom) / 2
  return [
    { x: left - 5, y: top },
    { x: left - 9, y: middle },
    { x: left - 5, y: bottom },
    { x: right + 5, y: top },
    { x: right + 5, y: bottom },
  ]
}

const SHARES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]

function alongWire(wire: SVGElement): readonly Place[] {
  const { top, left, width, height } = wire.getBoundingClientRect()
  const matrix = 'getScreenCTM' in wire ? (wire as SVGGraphicsElement).getScreenCTM() : null
  if (!('getPointAtLength' in wire) || matrix === null) return [{ x: left + width / 2, y: top + height / 2 }]
  const line = wire as SVGGeometryElement
  const length = line.getTotalLength()
  return SHARES.map((share) => line.getPointAtLength(length * share).matrixTransform(matrix))
}

function hintAt(letters: string, { x, y }: Place): HTMLElement {
  const hint = document.createElement('kbd')
  hint.textContent = letters.toUpperCase()
  hint.style.left = `${x}px`
  hint.style.top = `${y}px`
  return hint
}
