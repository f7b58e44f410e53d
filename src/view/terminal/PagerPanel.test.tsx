import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { PagerImage } from '../../kafka/observe/cluster-image.ts'
import { PagerPanel } from './PagerPanel.tsx'

const { sent } = vi.hoisted(() => ({ sent: [] as Command[] }))
vi.mock('../../store/terminals-store.ts', async (original) => ({
  ...(await original<object>()),
  inTurn: (_name: string, command: Command) => void sent.push(command),
}))

const TEXT = 'INFO one\nERROR two\nINFO three\nerror four\n'
const image = (more: Partial<PagerImage> = {}): PagerImage => ({
  ...{ kind: 'pager', processId: 7, program: 'less', files: [{ name: 'server.log', text: TEXT }], isWhole: true },
  ...{ first: { line: 1 }, numbers: false, chops: false, ignoresCase: false, endsAtEnd: false, ...more },
})
const page = () => screen.getByRole('document')
const keys = (typed: string) => {
  for (const key of typed) fireEvent.keyDown(document.activeElement!, { key })
}
const marks = () => [...page().querySelectorAll('mark')].map(({ textContent, className }) => [textContent, className])

beforeEach(async () => {
  await loadMoreWords()
  await setLanguage('en')
  sent.length = 0
})

test('/ finds, n goes on, and q leaves', async () => {
  render(<PagerPanel terminal="terminal-1" pager={image()} />)
  expect(page()).toHaveFocus()
  keys('/')
  await userEvent.type(screen.getByLabelText(/Search/), 'INFO{Enter}')
  expect(page()).toHaveFocus()
  expect(marks()).toEqual([
    ['INFO', 'is-current'],
    ['INFO', ''],
  ])
  keys('n')
  expect(marks()[1]).toEqual(['INFO', 'is-current'])
  keys('n')
  expect(screen.getByRole('status')).toHaveTextContent('Not found: INFO')
  keys('q')
  expect(sent).toEqual([{ type: 'LeaveEditor', terminal: 'terminal-1' }])
})

test('-i finds either case unless a capital letter is meant; an expression that may not end is refused', async () => {
  render(<PagerPanel terminal="terminal-1" pager={image({ ignoresCase: true })} />)
  keys('/')
  await userEvent.type(screen.getByLabelText(/Search/), 'error{Enter}')
  expect(marks()).toHaveLength(2)
  keys('/')
  await userEvent.type(screen.getByLabelText(/Search/), 'Error{Enter}')
  expect(screen.getByRole('status')).toHaveTextContent('Not found: Error')
  keys('/')
  await userEvent.type(screen.getByLabelText(/Search/), '(a+)+b{Enter}')
  expect(screen.getByRole('status')).toHaveTextContent('cannot be searched for')
})

test('with Hangul on, the keys are where they are; one that does nothing says so', () => {
  render(<PagerPanel terminal="terminal-1" pager={image()} />)
  fireEvent.keyDown(page(), { key: 'ㅌ', code: 'KeyX' })
  expect(screen.getByRole('status')).toHaveTextContent('x does nothing here')
  fireEvent.keyDown(page(), { key: 'ㅂ', code: 'KeyQ' })
  expect(sent).toMatchObject([{ type: 'LeaveEditor' }])
})

test('more goes on to the next file, and ends behind the last one', () => {
  const files = ['first', 'second'].map((name) => ({ name, text: `${name}\n` }))
  render(<PagerPanel terminal="terminal-1" pager={image({ program: 'more', files, endsAtEnd: true })} />)
  expect(screen.getByText('file 1 of 2')).toBeVisible()
  keys(' ')
  expect(page()).toHaveTextContent('second')
  expect(sent).toEqual([])
  keys(' ')
  expect(sent).toMatchObject([{ type: 'LeaveEditor' }])
})

test('+/words begins at what is searched for; :n of a single file says that there is none', async () => {
  render(<PagerPanel terminal="terminal-1" pager={image({ first: { words: 'three' } })} />)
  expect(marks()).toEqual([['three', 'is-current']])
  keys(':')
  await userEvent.type(screen.getByLabelText(/Command of less/), 'n{Enter}')
  expect(screen.getByRole('status')).toHaveTextContent('No such file')
})

test('Ctrl-C stops what feeds it, and says so as long as more may come', () => {
  render(<PagerPanel terminal="terminal-1" pager={image({ isWhole: false })} />)
  expect(screen.getByText(/More may come/)).toBeVisible()
  fireEvent.keyDown(page(), { key: 'c', ctrlKey: true })
  expect(sent).toEqual([{ type: 'Interrupt', terminal: 'terminal-1' }])
})
