import { render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { setLanguage } from '../../../i18n/index.ts'
import { type LagSample, useLagHistory } from '../../../store/lag-history.ts'
import { LagChart } from './LagChart.tsx'

const sample = (second: number, lag: number, change: Partial<LagSample> = {}): LagSample => ({
  atUs: second * 1_000_000,
  lag,
  stable: true,
  afterGap: false,
  ...change,
})

function draw(...samples: LagSample[]): HTMLElement {
  useLagHistory.setState({ samples: new Map([['billing', samples]]) })
  return render(<LagChart id="billing" />).container
}

afterEach(() => useLagHistory.setState({ samples: new Map() }))

test('says in words what the line shows, in both languages', async () => {
  draw(sample(1, 3), sample(2, 14), sample(3, 6))
  expect(screen.getByRole('img')).toHaveAccessibleName('Lag over the last 10 simulated seconds: 6 now, 14 at most')
  await setLanguage('ko')
  expect(await screen.findByRole('img')).toHaveAccessibleName('최근 10초(시뮬레이션 시간) 동안의 랙: 현재 6, 최대 14')
  await setLanguage('en')
})

test('draws one line for each stretch that was watched, and a band for each rebalance', () => {
  const drawn = draw(
    sample(1, 0),
    sample(2, 4, { stable: false }),
    sample(3, 9, { stable: false }),
    sample(4, 2),
    sample(30, 1, { afterGap: true }),
    sample(31, 0),
  )
  expect(drawn.querySelectorAll('.lag-line')).toHaveLength(2)
  const bands = [...drawn.querySelectorAll('.lag-unstable')]
  expect(bands).toHaveLength(1)
  // From the second at which it began to rebalance to the fourth, of thirty that are 298 units wide.
  expect(Number(bands[0]!.getAttribute('width'))).toBeCloseTo((2 * 298) / 30, 3)
})

test('draws nothing before there is anything to draw', () => {
  expect(draw(sample(1, 3)).querySelector('svg')).toBeNull()
})
