import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepLine } from './keep-line.ts'
import { Popover } from './Popover.tsx'

const user = userEvent.setup()
let forget = () => {}

beforeEach(() => {
  forget = keepLine()
})
afterEach(() => {
  forget()
  cleanup()
})

/** A terminal with what stands around it. */
async function typeInTerminal(): Promise<HTMLElement> {
  render(
    <>
      <header className="header">
        <input
          aria-label="Name of the run"
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
      </header>
      <main id="stage">
        <button type="button" data-rove="broker-1">
          broker-1
        </button>
        <button type="button" className="power" aria-pressed>
          Power
        </button>
        <p>paper</p>
      </main>
      <section className="dock">
        <div className="terminal-screen">
          <textarea className="xterm-helper-textarea" aria-label="Terminal 1" />
        </div>
      </section>
      <section className="timeline">
        <button type="button">Play</button>
        <Popover label="Speed" button="1×">
          {() => (
            <select aria-label="Chosen speed">
              <option>1×</option>
              <option>10×</option>
            </select>
          )}
        </Popover>
      </section>
    </>,
  )
  await user.click(line())
  await user.keyboard('kafka-')
  return line()
}

const line = () => screen.getByRole('textbox', { name: 'Terminal 1' })
const button = (name: string) => screen.getByRole('button', { name })

test('who presses a button with the mouse goes on typing in the terminal', async () => {
  const typed = await typeInTerminal()
  for (const name of ['Play', 'Power']) {
    await user.click(button(name))
    expect(typed).toHaveFocus()
  }
  await user.keyboard('topics')
  expect(typed).toHaveValue('kafka-topics')
})

test('a speed that is chosen gives the line back, and the panel closes with the next key', async () => {
  const typed = await typeInTerminal()
  await user.click(button('Speed'))
  await user.click(screen.getByRole('combobox'))
  await user.selectOptions(screen.getByRole('combobox'), '10×')
  expect(typed).toHaveFocus()
  expect(screen.getByRole('combobox'), 'whoever wants to try another one can').toHaveValue('10×')
  await user.keyboard('topics')
  expect(typed).toHaveValue('kafka-topics')
  expect(screen.queryByRole('combobox')).toBeNull()
})

test('a panel that is closed by Escape, and a name that is written, give it back too', async () => {
  const typed = await typeInTerminal()
  await user.click(button('Speed'))
  await user.click(screen.getByRole('combobox'))
  await user.keyboard('{Escape}')
  expect(typed).toHaveFocus()
  await user.click(screen.getByRole('textbox', { name: 'Name of the run' }))
  await user.keyboard('mine{Enter}')
  await new Promise((later) => setTimeout(later, 5))
  expect(typed).toHaveFocus()
})

test('who goes to something on the stage, to its paper or on by Tab is there', async () => {
  const typed = await typeInTerminal()
  await user.click(button('broker-1'))
  expect(button('broker-1')).toHaveFocus()
  await user.click(button('Power'))
  expect(button('Power')).toHaveFocus()
  await user.click(typed)
  await user.click(screen.getByText('paper'))
  expect(document.body).toHaveFocus()
  await user.click(typed)
  await user.tab()
  expect(button('Play')).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(button('Play')).toHaveFocus()
  await user.tab()
  await user.keyboard('{Enter}')
  await user.tab()
  await user.selectOptions(screen.getByRole('combobox'), '10×')
  await user.keyboard('{Escape}')
  expect(button('Speed')).toHaveFocus()
})

test('a button that is gone to later without mouse or key, as a screen reader does, keeps the focus', async () => {
  await typeInTerminal()
  await user.click(button('Play'))
  await new Promise((later) => setTimeout(later, 150))
  button('Power').focus()
  expect(button('Power')).toHaveFocus()
})
