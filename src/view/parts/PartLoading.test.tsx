import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { useImageStore } from '../../store/image-store.ts'
import { showSample } from '../../testing/show-sample.ts'
import { StageLoading } from './PartLoading.tsx'

test('a run that is a long way from its instant may be stopped where it has come', async () => {
  const engine = showSample()
  useImageStore.setState({ opening: 0 })
  const { unmount } = render(<StageLoading />)
  expect(screen.queryByRole('button')).toBeNull()
  unmount()

  useImageStore.setState({ opening: 0.01 })
  render(<StageLoading />)
  await userEvent.click(screen.getByRole('button', { name: 'Stop here' }))
  expect(engine.posted).toContainEqual({ type: 'pause' })
})
