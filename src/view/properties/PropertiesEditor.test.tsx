import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { showSample } from '../../testing/show-sample.ts'
import type { FromWorker, ToWorker } from '../../worker/port.ts'
import { keepDraft } from '../parts/kept-drafts.ts'
import { PropertiesEditor } from './PropertiesEditor.tsx'
import { useProperties } from './use-properties.ts'

afterEach(() => {
  document.body.replaceChildren()
  keepDraft('producer p', null)
})

/** An engine that knows one name, `acks`. */
function answer(message: ToWorker): FromWorker | undefined {
  if (message.type !== 'readProperties') return undefined
  const text = message.text ?? 'acks=1\n'
  const notes = text
    .split('\n')
    .flatMap((line, index) =>
      line === '' || line.startsWith('acks=')
        ? []
        : [{ line: index + 1, kind: 'unknown' as const, name: line, words: '', meant: 'acks=all' }],
    )
  const { requestId } = message
  return {
    type: 'properties',
    requestId,
    path: null,
    text,
    original: 'acks=1\n',
    notes,
    entries: {},
    log: '',
    failure: null,
  }
}

function Edited() {
  const file = useProperties({ kind: 'producer', config: {} }, 'producer p')
  return <PropertiesEditor file={file} label="p.properties" resetLabel="As it came" />
}

const settled = () => act(() => new Promise((done) => setTimeout(done, 300)))

test('a line that is misspelt is put right with one press, and every step is taken back', async () => {
  showSample({}, { answer })
  render(<Edited />)
  await settled()
  const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'p.properties' })
  expect(text.value).toBe('acks=1\n')
  expect(screen.getByText('Kafka takes every line.')).toBeDefined()

  await userEvent.click(text)
  await userEvent.paste('ack=all')
  await settled()
  expect(screen.getByRole('button', { name: 'Line 2:' })).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Use acks=all' }))
  await settled()
  expect(text.value).toBe('acks=1\nacks=all')
  expect(screen.queryByRole('button', { name: 'Line 2:' })).toBeNull()

  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(text.value).toBe('acks=1\nack=all')
  await userEvent.keyboard('{Control>}z{/Control}')
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(text.value).toBe('acks=1\n')
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Undo' }).disabled).toBe(true)
})

test('what was written and not saved is there again, and is given up only on purpose', async () => {
  showSample({}, { answer })
  const { unmount } = render(<Edited />)
  await settled()
  await userEvent.click(screen.getByRole('textbox', { name: 'p.properties' }))
  expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull()
  await userEvent.paste('acks=all')
  // Esc, ✕ and a press beside the dialog all close it.
  unmount()

  const again = render(<Edited />)
  await settled()
  const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'p.properties' })
  expect(text.value).toBe('acks=1\nacks=all')
  await userEvent.click(screen.getByRole('button', { name: 'Discard changes' }))
  expect(text.value).toBe('acks=1\n')
  expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull()
  again.unmount()

  render(<Edited />)
  await settled()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'p.properties' }).value).toBe('acks=1\n')
})

test('going back to the file as it came is a step like any other', async () => {
  showSample({}, { answer })
  render(<Edited />)
  await settled()
  const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'p.properties' })
  await userEvent.click(text)
  await userEvent.paste('acks=0')
  await settled()
  await userEvent.click(screen.getByRole('button', { name: 'As it came' }))
  expect(text.value).toBe('acks=1\n')
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(text.value).toBe('acks=1\nacks=0')
})
