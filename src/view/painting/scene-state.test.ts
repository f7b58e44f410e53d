import { expect, test } from 'vitest'
import type { InFlightMessage, ReplicaImage } from '../../kafka/observe/cluster-image.ts'
import { SAMPLE_AT_US, sampleFlights, sampleImage } from '../../testing/sample-image.ts'
import { Glides } from './easing.ts'
import { APPEND_MS, type SceneFrame, SceneState } from './scene-state.ts'

const first: SceneFrame = { image: sampleImage(), inFlight: [], atUs: SAMPLE_AT_US, happenings: [], ready: true }

function appended(frame: SceneFrame, replicaId: string, count: number): SceneFrame {
  const replica = frame.image.replicas.get(replicaId) as ReplicaImage
  const longer = { ...replica, logEndOffset: replica.logEndOffset + count }
  const replicas = new Map(frame.image.replicas).set(replicaId, longer)
  return { ...frame, atUs: frame.atUs + 1_000, image: { ...frame.image, replicas } }
}

test('a record that was appended fades in; those that were there before do not', () => {
  const state = new SceneState()
  state.absorb(first, 0)
  const end = first.image.replicas.get('orders-0@1')!.logEndOffset
  state.absorb(appended(first, 'orders-0@1', 1), 1_000)
  expect(state.presence('orders-0@1', end, 1_000)).toBe(0)
  expect(state.presence('orders-0@1', end, 1_000 + APPEND_MS / 2)).toBeCloseTo(0.5)
  expect(state.presence('orders-0@1', end, 1_000 + APPEND_MS)).toBe(1)
  expect(state.presence('orders-0@1', end - 1, 1_000)).toBe(1)
  expect(state.isMoving(1_010)).toBe(true)
  expect(state.isMoving(1_000 + APPEND_MS)).toBe(false)
})

test('of a log that grows faster than anyone can watch, most can be read at any moment', () => {
  const state = new SceneState()
  let frame = first
  state.absorb(frame, 0)
  for (let nowMs = 16; nowMs < 800; nowMs += 16) {
    frame = appended(frame, 'orders-0@1', 1)
    state.absorb(frame, nowMs)
    const end = frame.image.replicas.get('orders-0@1')!.logEndOffset
    const pale = Array.from({ length: 13 }, (_, back) => state.presence('orders-0@1', end - 1 - back, nowMs))
    expect(pale.filter((presence) => presence < 1).length).toBeLessThanOrEqual(4)
  }
  // All at once, as at a jump of the pace.
  const jump = appended(frame, 'orders-0@1', 40)
  const end = jump.image.replicas.get('orders-0@1')!.logEndOffset
  state.absorb(jump, 2_000)
  expect(state.presence('orders-0@1', end - 1, 2_000)).toBe(1)
})

test('after a seek back nothing fades in: every instant is simply shown', () => {
  const state = new SceneState()
  const later = appended(first, 'orders-0@1', 3)
  state.absorb(later, 0)
  state.absorb(first, 100)
  expect(state.isMoving(100)).toBe(false)
})

test('a message that is gone before its time is left as broken where it was; one that arrived is not', () => {
  const state = new SceneState()
  const [early, late] = sampleFlights(first.image) as [InFlightMessage, InFlightMessage]
  const arrived = { ...early, arrivesAtUs: SAMPLE_AT_US + 500 }
  const broken = { ...late, arrivesAtUs: SAMPLE_AT_US + 9_000 }
  state.absorb({ ...first, inFlight: [arrived, broken] }, 0)
  state.absorb({ ...first, inFlight: [], atUs: SAMPLE_AT_US + 1_000 }, 16)
  expect(state.broken.map((one) => one.message.id)).toEqual([broken.id])
  expect(state.isMoving(5_000)).toBe(false)
})

test('where a log was cut is remembered for a while, and of two cuts the later', () => {
  const state = new SceneState()
  const cut = (id: number, toOffset: number) => ({
    id,
    atUs: SAMPLE_AT_US,
    causedBy: 0,
    body: { type: 'LogTruncated', topicPartition: 'orders-1', broker: 2, fromOffset: 9, toOffset } as const,
  })
  state.absorb({ ...first, happenings: [cut(7, 6), cut(8, 4)] }, 0)
  expect(state.cuts.get('orders-1@2')).toMatchObject({ fromOffset: 9, toOffset: 4 })
  state.absorb({ ...first, atUs: SAMPLE_AT_US + 60_000_000, happenings: [cut(7, 6), cut(8, 4), cut(9, 4)] }, 16)
  expect(state.cuts.size).toBe(0)
})

test('a mark glides to its place in about 300 ms, but a mark that would cross the stage is simply there', () => {
  const glides = new Glides()
  expect(glides.at('hw', 5, 20)).toBe(5)
  glides.at('hw', 7, 20)
  expect(glides.step(16, false)).toBe(true)
  const between = glides.at('hw', 7, 20)
  expect(between).toBeGreaterThan(5)
  expect(between).toBeLessThan(7)
  for (let i = 0; i < 30; i++) {
    glides.at('hw', 7, 20)
    glides.step(16, false)
  }
  expect(glides.at('hw', 7, 20)).toBe(7)
  expect(glides.at('hw', 700, 20)).toBe(700)
})

test('with reduced motion a mark is at its place at once', () => {
  const glides = new Glides()
  glides.at('hw', 5, 20)
  glides.at('hw', 7, 20)
  expect(glides.step(16, true)).toBe(false)
  expect(glides.at('hw', 7, 20)).toBe(7)
})
