import { afterEach, expect, test, vi } from 'vitest'
import { play } from '../../store/engine.ts'
import { startPresenting, usePresenter } from '../../store/presenter-store.ts'
import { listenForShortcuts } from '../parts/shortcuts.ts'
import { listenForPresenterKeys } from './presenter-keys.ts'

vi.mock('../../store/engine.ts', async (original) => ({ ...(await original<object>()), pause: vi.fn(), play: vi.fn() }))

let forget = () => {}
afterEach(() => {
  forget()
  document.body.replaceChildren()
})

function press(target: EventTarget, key: string, more: KeyboardEventInit = {}): void {
  for (const type of ['keydown', 'keyup'])
    target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true, ...more }))
}

test('space plays even while the focus is on a button, which hears nothing of it', () => {
  forget = listenForPresenterKeys()
  const button = document.body.appendChild(document.createElement('button'))
  const heard = vi.fn()
  button.addEventListener('keydown', heard)
  button.addEventListener('keyup', heard)
  press(button, ' ')
  expect(play).toHaveBeenCalledTimes(1)
  expect(heard).not.toHaveBeenCalled()
})

test('B blanks, and then any key brings the picture back and does nothing else', () => {
  forget = listenForPresenterKeys()
  startPresenting()
  press(window, 'B')
  expect(usePresenter.getState().blank).toBe(true)
  vi.mocked(play).mockClear()
  press(window, ' ')
  expect([usePresenter.getState().blank, vi.mocked(play).mock.calls.length]).toEqual([false, 0])
})

test('a key of the browser’s stays the browser’s; Escape ends the presentation', () => {
  forget = listenForPresenterKeys()
  startPresenting()
  press(window, 'b', { ctrlKey: true })
  expect(usePresenter.getState()).toMatchObject({ presenting: true, blank: false })
  press(window, 'Escape')
  expect(usePresenter.getState().presenting).toBe(false)
})

test('Escape ends the presentation on a page that listened for its own keys before', () => {
  const forgetPage = listenForShortcuts()
  const forgetPresenter = listenForPresenterKeys()
  forget = () => {
    forgetPage()
    forgetPresenter()
  }
  startPresenting()
  press(document.body, 'Escape')
  expect(usePresenter.getState().presenting).toBe(false)
})
