import { expect, test } from 'vitest'
import { lineNames } from './MetricChart.tsx'

const shareOf = (value: number) => value / 10

test('each line is named where it ends', () => {
  const series = [
    { label: 'broker-1', values: [1, 1] },
    { label: 'broker-2', values: [1, 9, Number.NaN] },
  ]
  expect(lineNames(series, shareOf)).toEqual([
    { names: 'broker-1', share: 0.1 },
    { names: 'broker-2', share: 0.9 },
  ])
})

test('lines that end together have their names in one place, in their order, and one that has no value has none', () => {
  const series = [
    { label: 'broker-10', values: [5] },
    { label: 'broker-2', values: [5] },
    { label: 'analytics', values: [6] },
    { label: 'broker-3', values: [Number.NaN] },
  ]
  expect(lineNames(series, shareOf)).toEqual([{ names: 'analytics, broker-2, 10', share: 0.5 }])
})
