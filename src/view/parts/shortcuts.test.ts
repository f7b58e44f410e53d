import { afterEach, expect, test } from 'vitest'
import { useSelectionStore } from '../../store/selection-store.ts'
import { showSample } from '../../testing/show-sample.ts'
import { listenForShortcuts } from './shortcuts.ts'

let stop = () => {}
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

function pressOn(target: Element, key: string, init: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

function element(html: string): Element {
  document.body.insertAdjacentHTML('beforeend', html)
  const all = document.body.querySelectorAll('*')
  return all[all.length - 1]!
}

test('space plays, arrows step, Ctrl-Z takes back', () => {
  const engine = showSample()
  stop = listenForShortcuts()
  expect(pressOn(document.body, ' ').defaultPrevented).toBe(true)
  pressOn(document.body, 'ArrowRight')
  pressOn(document.body, 'ArrowLeft', { shiftKey: true })
  pressOn(document.body, 'z', { ctrlKey: true })
  expect(engine.posted).toEqual([
    { type: 'play' },
    { type: 'step', direction: 'forward', to: 'happening' },
    { type: 'step', direction: 'back', to: 'event' },
    { type: 'undo', requestId: expect.any(Number) },
  ])
})

test('Escape closes the inspector, wherever on the stage the focus is', () => {
  showSample()
  stop = listenForShortcuts()
  useSelectionStore.getState().select({ kind: 'broker', id: 'broker-1' })
  pressOn(element('<button></button>'), 'Escape')
  expect(useSelectionStore.getState().selection).toBeNull()
})

test.each([
  ['a field', '<input>', ' '],
  ['a terminal', '<div class="terminal-screen"><textarea></textarea></div>', 'ArrowLeft'],
  ['a button', '<button></button>', ' '],
  ['a slider', '<div role="slider" tabindex="0"></div>', 'ArrowLeft'],
  ['a dialog', '<dialog open><p></p></dialog>', ' '],
])('no key is taken from %s', (_, html, key) => {
  const engine = showSample()
  stop = listenForShortcuts()
  expect(pressOn(element(html), key).defaultPrevented).toBe(false)
  expect(engine.posted).toEqual([])
})

test('keys with other modifiers, and those somebody has used, are left alone', () => {
  const engine = showSample()
  stop = listenForShortcuts()
  pressOn(document.body, ' ', { altKey: true })
  pressOn(document.body, 'p', { ctrlKey: true })
  const used = element('<div></div>')
  used.addEventListener('keydown', (event) => event.preventDefault())
  pressOn(used, 'ArrowRight')
  expect(engine.posted).toEqual([])
})

test('F6 leads around the parts of the page, also out of a terminal, but not out of a dialog', () => {
  showSample()
  stop = listenForShortcuts()
  document.body.innerHTML = `
    <header class="header"><button id="menu"></button></header>
    <div id="stage" tabindex="-1"><button></button></div>
    <section class="dock"><button></button><div class="terminal-screen"><textarea class="xterm-helper-textarea" id="line"></textarea></div></section>
    <section class="timeline"><button disabled></button><button id="play"></button></section>
    <dialog open><button id="close"></button></dialog>`
  const walked: string[] = []
  for (let i = 0; i < 5; i++) {
    pressOn(document.activeElement!, 'F6')
    walked.push(document.activeElement!.id)
  }
  expect(walked).toEqual(['menu', 'stage', 'line', 'play', 'menu'])
  pressOn(document.activeElement!, 'F6', { shiftKey: true })
  expect(document.activeElement!.id).toBe('play')
  document.getElementById('close')!.focus()
  expect(pressOn(document.activeElement!, 'F6').defaultPrevented).toBe(false)
  expect(document.activeElement!.id).toBe('close')
})
