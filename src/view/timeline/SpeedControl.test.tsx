import { act, renderHook } from '@testing-library/react'
import { useLayoutEffect } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePlaybackStore } from '../../store/playback-store.ts'
import type { TimelineMark } from '../../worker/port.ts'
import { type PaceWord, usePaceWord } from './use-pace-word.ts'

beforeEach(() => {
  vi.useFakeTimers()
  usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, state: 'playing', pace: 0.002 }, marks: [] }))
})
afterEach(() => vi.useRealTimers())

/** Frames of 20 ms, each with the pace that is said of it; the words as they came. */
function play(frames: number, paceOf: (frame: number) => number, hook: { current: PaceWord }): PaceWord[] {
  const words: PaceWord[] = [hook.current]
  for (let frame = 0; frame < frames; frame++) {
    act(() => {
      usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, pace: paceOf(frame) } }))
      vi.advanceTimersByTime(20)
    })
    if (hook.current !== words.at(-1)) words.push(hook.current)
  }
  return words
}

const decision: TimelineMark = { kind: 'election', atUs: 1, happeningId: 1 } as unknown as TimelineMark

test('ordinary traffic, whose pace goes up and down several times a second, has one word', () => {
  const { result } = renderHook(usePaceWord)
  // A crawl, a spurt of a tenth of a second, a crawl again: half a second passes in four.
  expect(play(1_000, (frame) => (frame % 50 < 45 ? 0.01 : frame % 50 === 49 ? 5 : 0.9), result)).toEqual(['slowly'])
})

test('a long wait is called one, and the word stays while the wait lasts', () => {
  const { result } = renderHook(usePaceWord)
  expect(play(600, (frame) => (frame % 10 === 0 ? 0.01 : 8), result)).toEqual(['slowly', 'waiting'])
})

test('what is decided, and what the reader does, is called what it is at once', () => {
  const { result } = renderHook(usePaceWord)
  expect(play(400, () => 10, result)).toEqual(['slowly', 'waiting'])
  act(() =>
    usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, pace: 0.002 }, marks: [decision] })),
  )
  expect(result.current).toBe('slowly')
})

test('no word is gone before it can be read', () => {
  const { result } = renderHook(usePaceWord)
  const at: number[] = []
  let before = result.current
  play(
    2_000,
    (frame) => {
      if (result.current !== before) at.push(frame * 20)
      before = result.current
      return Math.floor(frame / 60) % 2 === 0 ? 0.01 : 20
    },
    result,
  )
  for (const [index, ms] of at.slice(1).entries()) expect(ms - at[index]!).toBeGreaterThanOrEqual(2_900)
})

test('a pace that changes while the word is drawn for the first time is not missed', () => {
  usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, pace: 1 } }))
  const { result } = renderHook(() => {
    useLayoutEffect(() => {
      usePlaybackStore.setState(({ playback }) => ({ playback: { ...playback, pace: 0.01 } }))
    }, [])
    return usePaceWord()
  })
  expect(play(100, () => 0.01, result)).toEqual(['slowly'])
})

test('two seconds in which the session of a dead broker runs out are called a wait', () => {
  const { result } = renderHook(usePaceWord)
  act(() => usePlaybackStore.setState({ marks: [decision] }))
  expect(play(120, (frame) => (frame < 20 ? 0.01 * frame : frame % 10 === 0 ? 0.5 : 5), result)).toEqual([
    'slowly',
    'waiting',
  ])
})
