import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { SteppedEvent } from '../../kafka/observe/stepped-event.ts'
import { showFrame } from '../../store/image-store.ts'
import { followFrame } from '../../store/playback-store.ts'
import { keepStepNames, useStepNames } from '../../store/step-names.ts'
import { pausedPlayback } from '../../testing/fake-engine.ts'
import { showSample } from '../../testing/show-sample.ts'
import { NamedStepButton } from './NamedStepButton.tsx'

beforeAll(async () => {
  await setLanguage('en')
  await loadMoreWords()
})

afterEach(() => useStepNames.setState({ names: null }))

const acknowledged: SteppedEvent = {
  what: 'acknowledge',
  type: 'ProduceResponse',
  timer: null,
  from: 'broker-1',
  to: 'orders-service',
  topicPartitions: ['orders-0'],
  records: 0,
}

test('the button of a step names the event that it passes over, and none while the picture moves', async () => {
  const engine = showSample(
    {},
    {
      answer: (message) =>
        message.type === 'readNeighbours'
          ? {
              type: 'neighbours',
              requestId: message.requestId,
              afterEvents: 8,
              back: { what: 'command', number: 8 },
              forward: { what: 'event', event: acknowledged, number: 9 },
            }
          : undefined,
    },
  )
  const forget = keepStepNames()
  render(<NamedStepButton icon="eventForward" label="Forward one engine event" direction="forward" to="event" />)
  const name = 'Forward one engine event: broker-1 acknowledges to orders-service what it sent to orders-0.'
  const button = await screen.findByRole('button', { name })
  expect(button).toHaveAttribute('title', name)

  const frame = engine.frame({ playback: { ...pausedPlayback, state: 'playing' } })
  act(() => {
    followFrame(frame)
    showFrame(frame)
  })
  await vi.waitFor(() => expect(screen.getByRole('button', { name: 'Forward one engine event' })).toBeInTheDocument())
  forget()
})
