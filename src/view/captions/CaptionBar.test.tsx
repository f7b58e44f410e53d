import { act, fireEvent, render, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { loadMoreWords, setLanguage } from '../../i18n/index.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import { holdAt, pause, play, seek } from '../../store/engine.ts'
import { useImageStore } from '../../store/image-store.ts'
import { usePlaybackStore } from '../../store/playback-store.ts'
import { usePreferences } from '../../store/preferences-store.ts'
import { useSelectionStore } from '../../store/selection-store.ts'
import { keepStories, leaveStory } from '../../store/stories-store.ts'
import { useStories } from '../../store/told-stories.ts'
import { sampleImage } from '../../testing/sample-image.ts'
import type { TimedHappening } from '../../worker/port.ts'
import { CaptionBar } from './CaptionBar.tsx'

vi.mock('../../store/engine.ts', async (original) => ({
  ...(await original<object>()),
  holdAt: vi.fn(),
  pause: vi.fn(),
  play: vi.fn(),
  seek: vi.fn(),
}))

const at = (id: number, atS: number, causedBy: number, body: Happening): TimedHappening => ({
  id,
  atUs: atS * 1_000_000,
  causedBy,
  body,
})
const killed = at(1, 10, 0, { type: 'NodeKilled', node: 'broker-2' })
const fenced = at(2, 18.5, 1, { type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' })
const elected = (id: number, topicPartition: string): TimedHappening =>
  at(id, 18.5, 2, {
    type: 'LeaderElected',
    topicPartition,
    from: 2,
    to: 3,
    leaderEpoch: 1,
    election: 'clean',
    isr: [3, 1],
  })
const retried = (id: number): TimedHappening =>
  at(id, 40, 0, {
    type: 'BatchRetried',
    producer: 'orders-service',
    topicPartition: 'orders-0',
    error: 'REQUEST_TIMED_OUT',
    attempt: 1,
  })

function show(...happenings: TimedHappening[]): void {
  act(() => useImageStore.setState({ image: { ...sampleImage(), groups: new Map() }, happenings, ready: true }))
}

function playback(state: 'playing' | 'paused' | 'seeking'): void {
  act(() => usePlaybackStore.setState(({ playback: known }) => ({ playback: { ...known, state }, beginsAtUs: 0 })))
}

let forget = () => {}
beforeEach(async () => {
  vi.useFakeTimers()
  await setLanguage('en')
  await loadMoreWords()
  usePreferences.getState().setPreferences({ pauseAtBeats: true, beatsMet: [] })
  useImageStore.setState({ image: { ...sampleImage(), groups: new Map() }, happenings: [], ready: true })
  playback('playing')
  vi.mocked(pause).mockClear()
  vi.mocked(play).mockClear()
  vi.mocked(seek).mockClear()
})
afterEach(() => {
  forget()
  vi.useRealTimers()
})

const text = () => document.querySelector('.caption-text')?.textContent ?? ''

/** A story of three moments is told, and its reader goes back to the first. */
function goBackToFirst(): void {
  forget = keepStories({ pauses: false })
  render(<CaptionBar />)
  show(killed, fenced, elected(3, 'orders-1'))
  playback('paused')
  fireEvent.click(within(screen.getAllByRole('listitem')[0]!).getByRole('button'))
  show(killed)
  expect(text()).toContain('broker-2 was killed')
}

describe('captions', () => {
  test('say what happens as it happens, each moment long enough to be read', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    expect(text()).toContain('Records flow')
    show(killed)
    expect(text()).toContain('broker-2 was killed')
    act(() => vi.advanceTimersByTime(5_000))
    show(killed, fenced, elected(3, 'orders-1'), elected(4, 'orders-2'))
    expect(text()).toContain('fences broker-2')
    act(() => vi.advanceTimersByTime(2_500))
    expect(text()).toContain('orders-1, orders-2: broker-3, the first survivor in the ISR')
  })

  test('of several moments of one instant it is said that they are, since the picture shows them all at once', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed)
    expect(text()).not.toContain('At this instant')
    act(() => vi.advanceTimersByTime(5_000))
    show(killed, fenced, elected(3, 'orders-1'))
    expect(text()).toMatch(/At this instant, 1 of 2:.*fences broker-2/)
    act(() => vi.advanceTimersByTime(2_500))
    expect(text()).toMatch(/At this instant, 2 of 2:.*first survivor/)
  })

  test('where more happened than can be told, what came last is told last', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed)
    const throttled = (id: number, client: string) =>
      at(id, 20 + id, 0, { type: 'ClientThrottled', client, broker: id, api: 'produce', throttleMs: 100 })
    const stopped = (id: number, node: string) => at(id, 20 + id, 0, { type: 'NodeKilled', node })
    const fixed = at(8, 30, 0, { type: 'LinkRepaired', a: 'broker-1', b: 'broker-2' })
    show(killed, throttled(2, 'a'), stopped(3, 'orders-service'), retried(4), stopped(5, 'payments'), fixed)
    for (let beat = 0; beat < 8; beat++) act(() => vi.advanceTimersByTime(2_500))
    expect(text()).toContain('The link between broker-1, broker-2 is repaired.')
  })

  test('a retry that comes again is one line that counts', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(retried(1), retried(2))
    expect(text()).toContain('keeps retrying: 2 times')
    // Twenty times a second nobody could read it.
    show(retried(1), retried(2), retried(3))
    expect(text()).toContain('keeps retrying: 2 times')
    expect(screen.getByRole('listitem').querySelector('button')).toHaveAccessibleName(/2 times/)
    act(() => vi.advanceTimersByTime(1_000))
    expect(text()).toContain('keeps retrying: 3 times')
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })

  test('partitions are named as they stand on the stage, whatever was told of first', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-10'), elected(4, 'orders-2'), elected(5, 'orders-0'))
    act(() => vi.advanceTimersByTime(12_000))
    expect(text()).toContain('orders-0, orders-2, orders-10: broker-3')
  })

  test('room for a story is kept while one is told, and not while nothing is', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    const bar = screen.getByRole('region', { name: 'What is happening' })
    expect(bar).not.toHaveClass('has-stories')
    show(killed)
    expect(bar).toHaveClass('has-stories')
  })

  test('each moment of a story can be gone back to, and asked why', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-1'))
    fireEvent.click(within(screen.getAllByRole('listitem')[1]!).getByRole('button'))
    expect(seek).toHaveBeenCalledWith(18_500_000)
    expect(useSelectionStore.getState().selection).toEqual({ kind: 'happening', id: '2' })
    fireEvent.click(screen.getByRole('button', { name: /Replay/ }))
    expect(seek).toHaveBeenLastCalledWith(9_700_000)
    expect(play).toHaveBeenCalled()
  })

  test('the picture stops at what is new, moment by moment, and not at what has been met', () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    show(killed)
    expect(pause).not.toHaveBeenCalled()
    act(() => vi.advanceTimersByTime(5_000))
    show(killed, fenced, elected(3, 'orders-1'))
    expect(pause).toHaveBeenCalledTimes(1)
    playback('paused')
    expect(text()).toContain('fences broker-2')
    // Time alone does not go on for the reader.
    act(() => vi.advanceTimersByTime(60_000))
    expect(text()).toContain('fences broker-2')
    fireEvent.click(screen.getByRole('button', { name: /Continue/ }))
    expect(text()).toContain('first survivor')
    expect(play).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: /Continue/ }))
    expect(play).toHaveBeenCalled()
    expect(usePreferences.getState().beatsMet).toEqual(['brokerFenced', 'leadersElected'])
  })

  test('where the picture has stopped by itself the moment is told in its turn, and where that is known already it goes on', async () => {
    forget = keepStories({ pauses: true })
    expect(vi.mocked(holdAt).mock.lastCall?.[0]).toContain('brokerFenced')
    render(<CaptionBar />)
    show(killed)
    // It is being read when the picture stops.
    const heldBy = (id: number) =>
      act(async () =>
        usePlaybackStore.setState(({ playback: known }) => ({ playback: { ...known, state: 'paused', heldBy: id } })),
      )
    act(() => useImageStore.setState({ happenings: [killed, fenced] }))
    await heldBy(2)
    expect(text()).toContain('was killed')
    act(() => vi.advanceTimersByTime(2_500))
    expect(text()).toContain('fences broker-2')
    expect(useStories.getState().held).toBe(true)
    expect(vi.mocked(holdAt).mock.lastCall?.[0]).not.toContain('brokerFenced')
    fireEvent.click(screen.getByRole('button', { name: /Continue/ }))
    expect(play).toHaveBeenCalledTimes(1)
    act(() =>
      usePlaybackStore.setState(({ playback: { heldBy: _, ...known } }) => ({
        playback: { ...known, state: 'playing' },
      })),
    )
    await heldBy(9)
    expect(play).toHaveBeenCalledTimes(2)
  })

  test('of several moments at one event each is told in its turn, though the picture stops once', async () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    show(killed)
    act(() => vi.advanceTimersByTime(5_000))
    // A frame brings both: that it has stopped, and what has happened.
    await act(async () => {
      usePlaybackStore.setState(({ playback: known }) => ({ playback: { ...known, state: 'paused', heldBy: 2 } }))
      useImageStore.setState({ happenings: [killed, fenced, elected(3, 'orders-1')] })
    })
    expect(text()).toContain('fences broker-2')
    fireEvent.click(screen.getByRole('button', { name: /Continue/ }))
    expect(text()).toContain('first survivor')
    expect(play).not.toHaveBeenCalled()
    act(() => usePlaybackStore.setState(({ playback: { heldBy: _, ...known } }) => ({ playback: known })))
  })

  test('who does something else meanwhile, as in a terminal, is not held up by each further moment', () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    leaveStory()
    expect(play, 'nothing holds the picture').not.toHaveBeenCalled()
    show(killed)
    act(() => vi.advanceTimersByTime(5_000))
    show(killed, fenced, elected(3, 'orders-1'))
    playback('paused')
    expect(useStories.getState().held).toBe(true)
    vi.mocked(pause).mockClear()
    act(() => leaveStory())
    expect(play).toHaveBeenCalledTimes(1)
    playback('playing')
    expect(useStories.getState().held).toBe(false)
    act(() => vi.advanceTimersByTime(5_000))
    expect(text()).toContain('first survivor')
    expect(useStories.getState().held).toBe(false)
    expect(pause).not.toHaveBeenCalled()
  })

  test('who does not want the picture to stop says so once', () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    show(fenced)
    playback('paused')
    fireEvent.click(screen.getByRole('button', { name: /Don’t pause/ }))
    expect(play).toHaveBeenCalled()
    playback('playing')
    vi.mocked(pause).mockClear()
    act(() => vi.advanceTimersByTime(5_000))
    show(fenced, elected(3, 'orders-1'))
    expect(pause).not.toHaveBeenCalled()
    expect(useStories.getState().held).toBe(false)
  })

  test('after going back only what has happened by then is told', () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-1'))
    show(killed)
    expect(text()).toContain('broker-2 was killed')
    show()
    expect(text()).toContain('Records flow')
  })

  test('who goes back to a moment sees that more comes, and may go on to it', () => {
    goBackToFirst()
    expect(screen.getAllByRole('listitem')).toHaveLength(3)
    fireEvent.click(within(screen.getAllByRole('listitem')[2]!).getByRole('button'))
    expect(seek).toHaveBeenLastCalledWith(18_500_000)
    show(killed, fenced, elected(3, 'orders-1'))
    expect(text()).toContain('first survivor')
  })

  test('on another branch nothing is known of what comes', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed, fenced)
    act(() => usePlaybackStore.setState(({ playback: known }) => ({ playback: { ...known, branchId: 'other' } })))
    show(killed)
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })

  test('where nothing new happens, what is not as it should be is said, and not that all goes well', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    const image = sampleImage()
    const link = {
      id: 'broker-1|broker-2',
      a: 'broker-1',
      b: 'broker-2',
      cut: false,
      extraUs: 0,
      held: 3,
      holding: true,
    }
    act(() => useImageStore.setState({ image: { ...image, links: new Map([[link.id, link]]) } }))
    expect(text()).toContain('Messages between broker-1, broker-2 are being held')
    act(() => useImageStore.setState({ image: { ...image, links: new Map([[link.id, { ...link, cut: true }]]) } }))
    expect(text()).toContain('The link between broker-1, broker-2 is cut')
    act(() => useImageStore.setState({ image }))
  })

  test('where the reader arrives long after it, it is no news', () => {
    forget = keepStories({ pauses: true })
    render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-1'))
    act(() => useImageStore.setState({ atUs: 60_000_000 }))
    show(killed, fenced)
    expect(text()).toContain('Records flow')
    act(() => useImageStore.setState({ atUs: 0 }))
  })

  test('a story seen once more from one of its moments goes on to the next ones', () => {
    goBackToFirst()
    fireEvent.click(screen.getByRole('button', { name: /Replay/ }))
    playback('seeking')
    playback('playing')
    act(() => vi.advanceTimersByTime(5_000))
    show(killed, fenced)
    expect(text()).toContain('fences broker-2')
  })

  test('after a leap a moment has the number it had, though the list begins in the middle of its story', () => {
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-1'))
    show(fenced)
    expect(text()).toContain('fences broker-2')
    const dots = screen.getAllByRole('listitem').map((item) => within(item).getByRole('button'))
    expect(dots.map((dot) => dot.getAttribute('aria-current'))).toEqual([null, 'step', null])
    expect(dots[1]).toHaveAccessibleName(/^Beat 2 of 3: /)
  })

  test('a step to what a story tells is told as it always is, and to what none tells in a sentence', () => {
    const byController = { type: 'IsrShrunk', topicPartition: 'orders-1', removed: [2], isr: [3, 1], by: 'controller' }
    const shrunk = at(3, 18.5, 2, byController as unknown as Happening)
    forget = keepStories({ pauses: false })
    render(<CaptionBar />)
    show(killed, fenced, shrunk)
    act(() => usePlaybackStore.setState({ stepped: { what: 'happening', happeningId: 2, number: 7 } }))
    expect(screen.getByRole('status')).toHaveTextContent(
      /Event 7: No heartbeat for a whole session: .* fences broker-2/,
    )
    expect(screen.getByRole('button', { name: /^Why\?/ })).toBeInTheDocument()
    act(() => usePlaybackStore.setState({ stepped: { what: 'happening', happeningId: 3, number: 8 } }))
    expect(screen.getByRole('status')).toHaveTextContent(
      /Event 8: orders-1: broker-2 dropped out of the ISR, now .*\.$/,
    )
    act(() => usePlaybackStore.setState({ stepped: null }))
  })

  test('axe finds nothing', async () => {
    vi.useRealTimers()
    forget = keepStories({ pauses: false })
    const { container } = render(<CaptionBar />)
    show(killed, fenced, elected(3, 'orders-1'))
    expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([])
  })
})
