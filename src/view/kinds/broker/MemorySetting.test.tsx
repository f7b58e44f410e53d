import { fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { setLanguage } from '../../../i18n/index.ts'
import type { BrokerImage } from '../../../kafka/observe/cluster-image.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { showSample } from '../../../testing/show-sample.ts'
import { MemorySetting } from './MemorySetting.tsx'

beforeEach(() => setLanguage('en'))

const free = (): BrokerImage => sampleImage().brokers.get('broker-1')!

test('the slider says what is left, gives its command when it is let go, and shows what reads cost', () => {
  const engine = showSample()
  const commands = () => engine.posted.flatMap((message) => (message.type === 'command' ? [message.command] : []))
  const { rerender } = render(<MemorySetting broker={free()} />)
  const slider = screen.getByRole('slider', { name: 'Another program uses memory' })
  expect(slider).toHaveAttribute('aria-valuetext', 'Left for the page cache: all of it: every log fits')
  fireEvent.change(slider, { target: { value: '4' } })
  expect(commands()).toEqual([])
  fireEvent.pointerUp(slider)
  expect(commands()).toEqual([{ type: 'LimitPageCache', broker: 'broker-1', bytes: 16_384 }])

  const pageCache = { limitBytes: 16_384, usedBytes: 12_288, hits: 40, misses: 7 }
  rerender(<MemorySetting broker={{ ...free(), pageCache }} />)
  expect(slider).toHaveValue('4')
  expect(slider).toHaveAttribute('aria-valuetext', 'Left for the page cache: 16.4 kB; 12.3 kB in use')
  expect(screen.getByText('Pages read from the disk').nextSibling).toHaveTextContent('7')
  fireEvent.change(slider, { target: { value: '0' } })
  fireEvent.keyUp(slider)
  expect(commands().at(-1)).toEqual({ type: 'LimitPageCache', broker: 'broker-1', bytes: null })
})
