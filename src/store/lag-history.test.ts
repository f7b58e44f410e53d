import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyImage, type GroupImage } from '../kafka/observe/cluster-image.ts'
import { clearImage, useImageStore } from './image-store.ts'
import { keepLagHistory, LAG_WINDOW_US, useLagHistory } from './lag-history.ts'
import { clearPlayback, usePlaybackStore } from './playback-store.ts'

const SECOND_US = 1_000_000
let forget = () => {}

beforeEach(() => {
  clearImage()
  clearPlayback()
  forget = keepLagHistory()
})
afterEach(() => forget())

/** The group as a frame at that second shows it. */
function seeAt(second: number, lag: number, state = 'Stable'): void {
  const group = { groupId: 'billing', state, lag } as GroupImage
  const image = { ...emptyImage(), groups: new Map([['billing', group]]) }
  useImageStore.setState({ image, atUs: second * SECOND_US, ready: true })
}

function openBranch(branchId: string): void {
  const { playback } = usePlaybackStore.getState()
  usePlaybackStore.setState({ playback: { ...playback, branchId } })
}

const lags = () =>
  useLagHistory
    .getState()
    .samples.get('billing')
    ?.map(({ lag }) => lag) ?? []

test('a group that falls behind is remembered as it did so, also that it was rebalancing', () => {
  seeAt(10, 2)
  seeAt(11, 5, 'PreparingRebalance')
  seeAt(12, 9)
  expect(lags()).toEqual([2, 5, 9])
  expect(
    useLagHistory
      .getState()
      .samples.get('billing')!
      .map(({ stable }) => stable),
  ).toEqual([true, false, true])
})

test('what is older than the window is forgotten, and frames that come thick are not all kept', () => {
  for (let tick = 0; tick < 10_000; tick++) seeAt(tick / 60, tick)
  const samples = useLagHistory.getState().samples.get('billing')!
  expect(samples.at(-1)!.atUs - samples[0]!.atUs).toBeLessThanOrEqual(LAG_WINDOW_US)
  expect(samples.length).toBeGreaterThan(400)
  expect(samples.length).toBeLessThanOrEqual(601)
})

test('a reader who goes back sees what was before, and not what is yet to come', () => {
  for (const second of [10, 11, 12, 13]) seeAt(second, second)
  seeAt(11.5, 7)
  expect(lags()).toEqual([10, 11, 7])
})

test('a jump ahead leaves a gap that no line may cross', () => {
  seeAt(10, 1)
  seeAt(40, 8)
  expect(
    useLagHistory
      .getState()
      .samples.get('billing')!
      .map(({ afterGap }) => afterGap),
  ).toEqual([false, true])
})

test('a fork keeps the past that both branches have; another branch begins with nothing', () => {
  openBranch('1')
  for (const second of [10, 11, 12]) seeAt(second, second)
  const fork = { id: '2', name: '', parentId: '1', forkedAtUs: 11.5 * SECOND_US, latestUs: 0, commands: 1 }
  const other = { ...fork, id: '3', parentId: null }
  usePlaybackStore.setState({ branches: [fork, other] })
  openBranch('2')
  seeAt(12.5, 99)
  expect(lags()).toEqual([10, 11, 99])
  openBranch('3')
  seeAt(13, 4)
  expect(lags()).toEqual([4])
})

test('a new run begins with nothing', () => {
  seeAt(10, 3)
  clearImage()
  expect(lags()).toEqual([])
  seeAt(9, 1)
  expect(lags()).toEqual([1])
})
