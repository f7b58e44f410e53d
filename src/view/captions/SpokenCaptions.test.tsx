import { act, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import { captions as english } from '../../i18n/messages/en/captions.ts'
import { captions as korean } from '../../i18n/messages/ko/captions.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { keepStories } from '../../store/stories-store.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { SpokenCaptions } from './SpokenCaptions.tsx'

const at = (id: number, atS: number, causedBy: number, body: Happening): TimedHappening => ({
  id,
  atUs: atS * 1_000_000,
  causedBy,
  body,
})
const joined = at(1, 4, 0, { type: 'MemberJoined', groupId: 'hello-group', memberId: 'm', client: 'consumer-3' })
const killed = at(2, 10, 0, { type: 'NodeKilled', node: 'broker-2' })
const fenced = at(3, 18.5, 2, { type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' })
const elected = at(4, 18.5, 3, {
  type: 'LeaderElected',
  topicPartition: 'orders-2',
  from: 2,
  to: 3,
  leaderEpoch: 1,
  election: 'clean',
  isr: [3, 1],
})
const retried = (id: number): TimedHappening =>
  at(id, 40 + id, 0, {
    type: 'BatchRetried',
    producer: 'order-service',
    topicPartition: 'orders-0',
    error: 'REQUEST_TIMED_OUT',
    attempt: 1,
  })

/** What a screen reader was given, utterance by utterance. */
let said: string[] = []
let forget = () => {}
let observer: MutationObserver

function show(atS: number, ...happenings: TimedHappening[]): void {
  act(() => useImageStore.setState({ image: sampleImage(), happenings, atUs: atS * 1_000_000, ready: true }))
}

/** Wall time passes. */
async function wait(seconds: number): Promise<void> {
  for (let i = 0; i < seconds * 2; i++) await act(() => vi.advanceTimersByTimeAsync(500))
}

beforeEach(async () => {
  vi.useFakeTimers()
  await setLanguage('en')
  await loadMoreWords()
  said = []
  useImageStore.setState({ image: sampleImage(), happenings: [], atUs: 8_000_000, ready: true })
  usePlaybackStore.setState(({ playback }) => ({
    playback: { ...playback, state: 'playing' },
    beginsAtUs: 0,
    stepped: null,
  }))
  render(<SpokenCaptions />)
  const log = screen.getByRole('log')
  observer = new MutationObserver(() => {
    if (log.textContent !== '') said.push(log.textContent ?? '')
  })
  observer.observe(log, { childList: true, characterData: true, subtree: true })
})
afterEach(() => {
  observer.disconnect()
  forget()
  vi.useRealTimers()
})

test('how the cluster came to be is not told to who arrives, at whatever speed', async () => {
  show(8, joined)
  forget = keepStories({ pauses: false })
  await wait(10)
  show(80, joined)
  await wait(10)
  expect(said).toEqual([])
})

test('each moment is said once, and what is counted on is not said again', async () => {
  forget = keepStories({ pauses: false })
  show(10, killed)
  await wait(20)
  show(19, killed, fenced, elected)
  await wait(30)
  show(60, killed, fenced, elected, retried(5))
  await wait(20)
  show(61, killed, fenced, elected, retried(5), retried(6))
  await wait(20)
  expect(said).toHaveLength(4)
  expect(said[0]).toMatch(/^broker-2 was killed\./)
  expect(said[1]).toMatch(/fences broker-2/)
  expect(said[2]).toMatch(/^orders-2: broker-3, the first survivor/)
  expect(said[3]).toMatch(
    /^orders-0: no answer came in time \(REQUEST_TIMED_OUT\)\. order-service keeps retrying: 1 time so far/,
  )
})

test('a fast picture does not make the voice hurry: it is given no more than it has had time to say', async () => {
  forget = keepStories({ pauses: false })
  const happenings: TimedHappening[] = []
  const givenAtMs: number[] = []
  for (let i = 0; i < 60; i++) {
    const broker = (i % 3) + 1
    happenings.push(at(10 + i, 10 + i * 5, 0, { type: 'BrokerFenced', broker, reason: 'sessionExpired' }))
    show(11 + i * 5, ...happenings)
    const before = said.length
    await wait(1)
    if (said.length > before) givenAtMs.push(Date.now())
  }
  expect(said.length).toBeGreaterThan(2)
  for (const [index, text] of said.slice(0, -1).entries()) {
    const forVoiceMs = givenAtMs[index + 1]! - givenAtMs[index]!
    expect(forVoiceMs + 1_000).toBeGreaterThanOrEqual(text.length * 50)
  }
  expect(new Set(said).size).toBe(said.length)
})

test('who goes back hears what comes after that instant again, and nothing of what came before', async () => {
  forget = keepStories({ pauses: false })
  show(10, killed)
  await wait(20)
  show(19, killed, fenced)
  await wait(20)
  said = []
  show(12, killed)
  await wait(20)
  expect(said).toEqual([])
  show(19, killed, fenced)
  await wait(20)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/fences broker-2/)
})

test('another run begins to count anew, and is told all the same', async () => {
  forget = keepStories({ pauses: false })
  show(10, killed)
  show(19, killed, fenced)
  await wait(30)
  said = []
  show(2)
  show(5, at(1, 5, 0, { type: 'NodeKilled', node: 'broker-1' }))
  await wait(20)
  expect(said).toEqual([expect.stringMatching(/^broker-1 was killed\./)])
})

test('where a step has led, it says itself', async () => {
  forget = keepStories({ pauses: false })
  usePlaybackStore.setState({ stepped: { what: 'happening', happeningId: 2, number: 7 } })
  show(10, killed)
  await wait(20)
  expect(said).toEqual([])
})

test('no sentence needs eyes: there is no sign in any that a voice cannot say', () => {
  for (const words of [english, korean]) {
    for (const [key, text] of Object.entries(words)) expect(text, key).not.toMatch(/[→←↔·×✕◇★▶↑↓]/)
  }
})
