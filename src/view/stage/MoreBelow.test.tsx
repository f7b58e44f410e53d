import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { sampleImage } from '../../testing/sample-image.ts'
import { stageFor } from '../../testing/sample-stage.ts'
import { MoreBelow } from './MoreBelow.tsx'

const frame = { width: 640, height: 330, compact: true }

function scrollerOf(height: number): HTMLElement {
  const scroller = document.createElement('div')
  Object.defineProperty(scroller, 'clientHeight', { value: height })
  scroller.scrollTo = vi.fn()
  return scroller
}

test('a frame that hides brokers says which, and leads there', async () => {
  const layout = stageFor(sampleImage({}), frame)
  const scroller = scrollerOf(frame.height)
  render(<MoreBelow layout={layout} scroller={{ current: scroller }} />)
  const button = screen.getByRole('button', { name: /^Further down: broker-3/ })
  await userEvent.click(button)
  expect(scroller.scrollTo).toHaveBeenCalledOnce()
  act(() => {
    scroller.scrollTop = layout.height
    scroller.dispatchEvent(new Event('scroll'))
  })
  expect(screen.queryByRole('button')).toBeNull()
})

test('where everything is in view there is nothing to say', () => {
  const layout = stageFor(sampleImage({}), frame)
  render(<MoreBelow layout={layout} scroller={{ current: scrollerOf(layout.height * layout.scale) }} />)
  expect(screen.queryByRole('button')).toBeNull()
})
