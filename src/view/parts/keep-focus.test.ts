import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepFocus } from './keep-focus.ts'

const user = userEvent.setup()
let forget = () => {}

beforeEach(() => {
  forget = keepFocus()
})
afterEach(() => {
  forget()
  document.body.replaceChildren()
})

function show(html: string): void {
  document.body.innerHTML = html
}

function named(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>('button, select')].find((each) => each.textContent === name)
  if (found === undefined) throw new Error(`no control called ${name}`)
  return found
}

/** What the focus is on once everything that may move it has had the time. */
async function focused(): Promise<string | null | undefined> {
  await new Promise((later) => setTimeout(later, 900))
  return document.activeElement === document.body ? 'nothing' : document.activeElement?.textContent
}

/** `does` is done by the press itself. */
async function pressByKey(name: string, does: () => void): Promise<void> {
  named(name).addEventListener('click', does, { once: true })
  named(name).focus()
  await user.keyboard('{Enter}')
}

test('from a control that its own press switches off to the next one, even if that has yet to come', async () => {
  show('<ol><li><b></b><button>Kill</button></li></ol><button>Other</button>')
  await pressByKey('Kill', () => {
    named('Kill').setAttribute('disabled', '')
    setTimeout(() => document.querySelector('li')?.insertAdjacentHTML('beforeend', '<button>Skip</button>'), 50)
  })
  expect(await focused()).toBe('Skip')
})

test('from a control that is gone to the one that followed it, else to the one before, else further out', async () => {
  show('<p><button>Out</button></p><ul><li><button>A</button><button>B</button><button>C</button></li></ul>')
  await pressByKey('B', () => named('B').remove())
  expect(await focused()).toBe('C')
  await pressByKey('C', () => named('C').remove())
  expect(await focused()).toBe('A')
  await pressByKey('A', () => named('A').remove())
  expect(await focused()).toBe('Out')
})

test('from one picture to another and back to the control that led there, which is a new element by then', async () => {
  const first = '<div><button>Before</button><button>Another picture</button></div>'
  show(`<main>${first}</main>`)
  const main = document.querySelector('main')!
  await pressByKey('Another picture', () => {
    main.innerHTML = '<div><select><option>Span</option></select><button>Back</button></div>'
  })
  expect(await focused()).toBe('Span')
  await pressByKey('Back', () => {
    main.innerHTML = first
  })
  expect(await focused()).toBe('Another picture')
})

test('to the same control once it can be used again', async () => {
  show('<p><button>Ask</button></p><button>Other</button>')
  await pressByKey('Ask', () => {
    const button = named('Ask') as HTMLButtonElement
    button.disabled = true
    setTimeout(() => {
      button.disabled = false
    }, 50)
  })
  expect(await focused()).toBe('Ask')
})

test('of several of the same name the next one follows, not the first', async () => {
  show(
    '<ul><li><button>Remove</button></li><li><button>Remove</button></li><li id="c"><button>Remove</button></li></ul>',
  )
  const second = document.querySelectorAll('button')[1]!
  second.addEventListener('click', () => second.parentElement?.remove())
  second.focus()
  await user.keyboard('{Enter}')
  await focused()
  expect(document.activeElement?.parentElement?.id).toBe('c')
})

test('a control that the mouse pressed, or that was left before it went, leads nowhere', async () => {
  show('<p><button>A</button><button>B</button><button>C</button></p>')
  named('A').addEventListener('click', () => named('A').remove())
  await user.click(named('A'))
  expect(await focused()).toBe('nothing')
  named('B').focus()
  await user.keyboard('{Shift}')
  named('B').blur()
  await focused()
  named('B').remove()
  expect(await focused()).toBe('nothing')
})

test('what takes the focus itself keeps it', async () => {
  show('<p><button>A</button><button>B</button><button>C</button></p>')
  await pressByKey('A', () => {
    named('A').remove()
    named('C').focus()
  })
  expect(await focused()).toBe('C')
})
