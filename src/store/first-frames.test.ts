import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClusterImage } from '../kafka/observe/cluster-image.ts'

/** Each test opens a page of its own. */
async function newPage() {
  vi.resetModules()
  const [moves, image, playback] = await Promise.all([
    import('./first-frames.ts'),
    import('./image-store.ts'),
    import('./playback-store.ts'),
  ])
  const told = vi.fn()
  moves.afterFirstFrames(told)
  const play = (state: 'playing' | 'paused') =>
    playback.usePlaybackStore.setState((now) => ({ playback: { ...now.playback, state } }))
  const paint = (times: number) => {
    for (let i = 0; i < times; i++) moves.notePaint()
  }
  const showImage = () => image.useImageStore.setState({ ready: true, image: {} as ClusterImage })
  return { ...moves, told, play, paint, showImage }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the picture moves once a playing run was painted a few times, and it is told once', async () => {
  const page = await newPage()
  page.showImage()
  page.play('playing')
  page.paint(3)
  expect(page.told).not.toHaveBeenCalled()
  expect(page.areFirstFramesShown()).toBe(false)
  page.paint(20)
  expect(page.told).toHaveBeenCalledTimes(1)
  expect(page.areFirstFramesShown()).toBe(true)
})

test('before there is a run, time alone does not make it move', async () => {
  const page = await newPage()
  vi.advanceTimersByTime(60_000)
  expect(page.told).not.toHaveBeenCalled()
})

test('paints of a run that stands still do not count, but after a while nobody waits any longer', async () => {
  const page = await newPage()
  page.showImage()
  page.play('paused')
  page.paint(100)
  expect(page.told).not.toHaveBeenCalled()
  vi.advanceTimersByTime(5_000)
  expect(page.told).toHaveBeenCalledTimes(1)
})

test('who asks afterwards is told, though not at once; who has lost interest is not', async () => {
  const page = await newPage()
  page.showImage()
  page.play('playing')
  page.paint(20)
  const late = vi.fn()
  const bored = vi.fn()
  page.afterFirstFrames(late)
  page.afterFirstFrames(bored)()
  expect(late).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(0)
  expect(late).toHaveBeenCalledTimes(1)
  expect(bored).not.toHaveBeenCalled()
})
