import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test, vi } from 'vitest'
import { loadMoreWords } from '../../i18n/index.ts'
import { openDialog, useDialog } from '../../store/dialog-store.ts'
import { showSample } from '../../testing/show-sample.ts'
import type { FromWorker, ToWorker } from '../../worker/port.ts'
import { BrokerProperties } from './BrokerProperties.tsx'

beforeAll(loadMoreWords)

/** Of a broker that dies of every file, or of none. */
const answering = (fatal: boolean) => (message: ToWorker) =>
  message.type === 'readProperties'
    ? ({
        type: 'properties',
        requestId: message.requestId,
        path: '/tmp/kafka/config/broker-1.properties',
        text: message.text ?? 'node.id=1\n',
        original: 'node.id=1\n',
        notes: fatal ? [{ line: 1, kind: 'refused', name: 'node.id', words: 'No.' }] : [],
        entries: {},
        log: '',
        failure: null,
      } satisfies FromWorker)
    : undefined

test('a broker that starts anew is to be watched; of what one dies its file’s dialog goes on to tell', async () => {
  for (const fatal of [false, true]) {
    openDialog({ name: 'properties', of: 'broker', node: 'broker-1' })
    const engine = showSample({}, { answer: answering(fatal) })
    const { unmount } = render(<BrokerProperties node="broker-1" />)
    const restart = await screen.findByRole('button', { name: 'Save and restart broker-1' })
    await vi.waitFor(() => expect(restart).toBeEnabled())
    await userEvent.click(restart)
    await vi.waitFor(() => expect(engine.posted.some(({ type }) => type === 'play')).toBe(true))
    if (fatal) expect(useDialog.getState().dialog).not.toBeNull()
    else await vi.waitFor(() => expect(useDialog.getState().dialog).toBeNull())
    unmount()
  }
})
