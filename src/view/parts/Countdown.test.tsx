import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage } from '../../i18n/index.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { Countdown } from './Countdown.tsx'

let atUs = 0
vi.mock('../../store/playback-store.ts', async (original) => ({
  ...(await original<typeof import('../../store/playback-store.ts')>()),
  playheadUs: () => atUs,
}))

beforeEach(() => {
  vi.useFakeTimers()
  setLanguage('en')
  usePreferences.setState({ reducedMotion: false })
})

afterEach(() => vi.useRealTimers())

const session = { sinceUs: 1_000_000, untilUs: 10_000_000 }

function showing() {
  const { container } = render(
    <Countdown wait={session} text="stage.wait.session" outcome="stage.wait.brokerSession" />,
  )
  return {
    words: () => container.textContent,
    ring: () => container.querySelector('.countdown-left')!.getAttribute('stroke-dasharray'),
    goTo(instantUs: number) {
      atUs = instantUs
      act(() => vi.advanceTimersByTime(32))
    },
  }
}

test('the ring drains with the playhead, and the words say how much has passed', () => {
  const session = showing()
  session.goTo(7_240_000)
  expect(session.words()).toBe('session 6.2 / 9 s')
  expect(session.ring()).toBe('30.7 100')
  session.goTo(3_250_000)
  expect(session.words()).toBe('session 2.2 / 9 s')
})

test('who wants no motion sees a number that changes once a second, and a ring that steps with it', () => {
  usePreferences.setState({ reducedMotion: true })
  const session = showing()
  session.goTo(7_240_000)
  const steady = [session.words(), session.ring()]
  session.goTo(7_900_000)
  expect([session.words(), session.ring()]).toEqual(steady)
  expect(session.words()).toBe('session 6 / 9 s')
  session.goTo(8_100_000)
  expect(session.words()).toBe('session 7 / 9 s')
})
