import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { EditorImage, TerminalImage } from '../../kafka/observe/cluster-image.ts'
import { useImageStore } from '../../store/image-store.ts'
import { useToasts } from '../../store/toasts-store.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import { EditorPanel } from './EditorPanel.tsx'
import { useDrafts } from './editor-drafts.ts'

const { sent } = vi.hoisted(() => ({ sent: [] as Command[] }))
vi.mock('../../store/terminals-store.ts', async (original) => ({
  ...(await original<object>()),
  inTurn: (_name: string, command: Command) => void sent.push(command),
}))

const NAME = 'config/server.properties'
const image = (program: string, more: Partial<EditorImage> = {}): EditorImage => ({
  kind: 'editor',
  ...{ processId: 7, program, name: NAME, path: `/tmp/kafka/${NAME}`, text: 'broker.id=1\nnum.partitions=1\n' },
  ...{ readOnly: false, line: 1, said: `"${NAME}" 2L, 29B`, saidTimes: 0, ...more },
})
const text = () => screen.getByLabelText<HTMLTextAreaElement>(`Text of ${NAME}`)
const keys = (typed: string) => {
  for (const key of typed) fireEvent.keyDown(document.activeElement!, { key })
}

beforeEach(async () => {
  await loadMoreWords()
  await setLanguage('en')
  useDrafts.setState({}, true)
  sent.length = 0
})

test('vi: G, A, 2, Esc, :wq writes twelve partitions into the run and ends the editor', async () => {
  render(<EditorPanel terminal="terminal-1" editor={image('vi')} />)
  expect(text()).toHaveFocus()
  expect(text().readOnly).toBe(true)
  keys('GA')
  await userEvent.type(text(), '2', { skipClick: true })
  fireEvent.keyDown(text(), { key: 'Escape' })
  keys(':')
  await userEvent.type(screen.getByLabelText(/Command of vi/), 'q{Enter}')
  expect(screen.getByRole('status')).toHaveTextContent('E37: No write since last change')
  keys(':')
  await userEvent.type(screen.getByLabelText(/Command of vi/), 'wq{Enter}')
  const content = 'broker.id=1\nnum.partitions=12\n'
  expect(sent).toEqual([{ type: 'SaveFile', terminal: 'terminal-1', path: NAME, content, leaves: true }])
})

test('with Hangul on, the keys of the commands are where they are', () => {
  render(<EditorPanel terminal="terminal-1" editor={image('vi')} />)
  fireEvent.keyDown(text(), { key: 'ㅇ', code: 'KeyD' })
  fireEvent.keyDown(text(), { key: 'ㅇ', code: 'KeyD' })
  expect(text().value).toBe('num.partitions=1')
  keys('u')
  expect(text().value).toBe('broker.id=1\nnum.partitions=1')
  keys('v')
  expect(screen.getByRole('status')).toHaveTextContent('v does nothing here')
})

test('nano: what was typed is asked about by ^X, and saved by y', async () => {
  render(<EditorPanel terminal="terminal-1" editor={image('nano')} />)
  fireEvent.keyDown(text(), { key: 'k', ctrlKey: true })
  expect(text().value).toBe('num.partitions=1')
  fireEvent.keyDown(text(), { key: 'z', ctrlKey: true })
  expect(text().value).toBe('broker.id=1\nnum.partitions=1')
  await userEvent.type(text(), '#', { initialSelectionStart: 0, initialSelectionEnd: 0 })
  fireEvent.keyDown(text(), { key: 'x', ctrlKey: true })
  await userEvent.type(screen.getByLabelText(/Save the changes/), 'y')
  expect(sent).toMatchObject([{ type: 'SaveFile', content: '#broker.id=1\nnum.partitions=1\n', leaves: true }])
})

test('a broker’s own file is looked at and nothing more', async () => {
  render(<EditorPanel terminal="terminal-1" editor={image('vi', { readOnly: true })} />)
  keys('i')
  expect(text().readOnly).toBe(true)
  expect(screen.getByRole('status')).toHaveTextContent('Read-only')
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: /^Close/ }))
  expect(sent).toEqual([{ type: 'LeaveEditor', terminal: 'terminal-1' }])
})

test('Ctrl-C, or the end of the tab, loses nothing: the next editor of the file offers what was not saved', async () => {
  const showEditor = (editor: EditorImage | null) => {
    const terminal = { name: 'terminal-1', output: '', outputLength: 0, editor } as TerminalImage
    useImageStore.setState({ image: { ...sampleImage(), terminals: new Map([[terminal.name, terminal]]) } })
  }
  showEditor(image('nano'))
  const first = render(<EditorPanel terminal="terminal-1" editor={image('nano')} />)
  await userEvent.type(text(), '#', { initialSelectionStart: 0, initialSelectionEnd: 0 })
  first.unmount()
  showEditor(null)
  expect(useToasts.getState().toasts.at(-1)?.text).toContain(`nano was closed before ${NAME} was saved`)
  render(<EditorPanel terminal="terminal-2" editor={image('vi', { processId: 9 })} />)
  await userEvent.click(screen.getByRole('button', { name: 'Take them up' }))
  expect(text().value).toBe('#broker.id=1\nnum.partitions=1')
})
