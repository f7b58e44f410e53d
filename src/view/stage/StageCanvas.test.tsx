import { act, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { deferredLaneMarks } from '../kinds/broker/deferred-lane-marks.ts'
import type { Routes } from '../layout/routes.ts'
import type { StageLayout } from '../layout/stage-layout.ts'
import { loadDeferredParts } from '../parts/use-deferred-parts.ts'
import { StageCanvas } from './StageCanvas.tsx'

const set = vi.hoisted(() => vi.fn())
vi.mock('../painting/renderer.ts', () => ({
  SceneRenderer: class {
    canPaint = true
    set = set
    wake = () => undefined
    stop = () => undefined
  },
}))

// The styles that a palette is read from are not loaded here.
vi.mock('../painting/palette.ts', async (original) => ({
  ...(await original<object>()),
  readPalette: () => ({}),
}))

test('a picture that stands still is painted again when the painters of rare marks have come', async () => {
  const layout = { scale: 1, width: 600, height: 400 } as StageLayout
  const routes = {} as Routes
  const scroller = { current: null }
  render(
    <StageCanvas
      layout={layout}
      routes={routes}
      viewportHeight={400}
      scroller={scroller}
      rendererRef={{ current: null }}
    />,
  )
  expect(deferredLaneMarks.current()).toBeNull()
  const painted = set.mock.calls.length
  expect(painted).toBeGreaterThan(0)
  await act(loadDeferredParts)
  expect(deferredLaneMarks.current()).not.toBeNull()
  expect(set.mock.calls.length).toBeGreaterThan(painted)
})
