// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { loadMoreWords, setLanguage, t } from '../../../i18n/index.ts'
import { wholeImage } from '../../../testing/fake-engine.ts'
import { sampleImage } from '../../../testing/sample-image.ts'
import { desk, stageFor } from '../../../testing/sample-stage.ts'
import { showSample } from '../../../testing/show-sample.ts'
import { deferredHeatMap } from './deferred-heat-map.ts'
import { HeatLegend } from './HeatLegend.tsx'
import { heatMap } from './heat-map-layout.ts'
import { heatWord } from './heat-painter.ts'

deferredHeatMap.arrive(heatMap)

beforeAll(async () => {
  await loadMoreWords()
  await setLanguage('en')
})

const crowd = sampleImage({ brokers: 6, partitions: 120 })

test.each([
  ['desk', desk],
  ['phone', { ...desk, width: 390, height: 700 }],
] as const)('on a %s the measure is chosen where the scale says what is most', async (_, viewport) => {
  showSample({ delta: wholeImage(crowd) })
  render(<HeatLegend layout={stageFor(crowd, viewport)} />)
  expect(screen.getByRole('button', { name: 'Lag' })).toHaveAttribute('aria-pressed', 'true')
  expect(screen.getByText(/^\d+ records$/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Bytes' }))
  expect(screen.getByRole('button', { name: 'Bytes' })).toHaveAttribute('aria-pressed', 'true')
  expect(screen.queryByText(/records$/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Lag' }))
})

test('where lanes are shown there is no map to explain', () => {
  const few = sampleImage()
  showSample({ delta: wholeImage(few) })
  const { container } = render(<HeatLegend layout={stageFor(few)} />)
  expect(container).toBeEmptyDOMElement()
})

test('a cell says in words how far its replica, or the slowest reader of it, is behind', () => {
  const image = sampleImage()
  const [leader] = [...image.replicas.values()].filter(({ role }) => role === 'leader')
  const behind = { ...leader!, id: `${leader!.topicPartition}@9`, role: 'follower' as const, logEndOffset: 1 }
  const withOne = { ...image, replicas: new Map([...image.replicas, [behind.id, behind]]) }
  expect(heatWord(t, withOne, behind)).toBe(`${leader!.logEndOffset - 1} behind its leader`)
  expect(heatWord(t, withOne, leader!)).toMatch(/^\d+ not read yet by its slowest group$/)
  expect(heatWord(t, withOne, { ...behind, role: 'offline' })).toBe('')
})
