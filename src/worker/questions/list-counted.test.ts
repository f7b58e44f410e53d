import { describe, expect, test } from 'vitest'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { type QuietRun, quietRun, sendByHand } from '../../testing/quiet-run.ts'
import { simulatorParts } from '../simulator-parts.ts'
import { type Counted, type CountedEntry, listCounted } from './list-counted.ts'

function list(timeline: QuietRun, counted: Counted): readonly CountedEntry[] {
  const { entries, more } = listCounted.answer({ parts: simulatorParts, timeline }, { type: 'listCounted', counted })
  expect(more).toBe(0)
  return entries
}

const leaderOf = (timeline: QuietRun) => newestMetadata(timeline.world).topics.get('orders')!.partitions[0]!.leader
const waitFor = (timeline: QuietRun, ms: number) => timeline.runTo(timeline.world.nowUs + ms * 1_000)

test('each answer is listed with where the batch stands and the instant at which it came; the past does not know it', () => {
  const timeline = quietRun({ acks: 'all' })
  const sentAtUs = timeline.world.nowUs
  sendByHand(timeline, 'a', 'b')
  waitFor(timeline, 2_000)
  sendByHand(timeline, 'c')
  waitFor(timeline, 2_000)
  const entries = list(timeline, 'acknowledged')
  expect(entries.map(({ fromOffset, toOffset, records }) => [fromOffset, toOffset, records])).toEqual([
    [2, 3, 1],
    [0, 2, 2],
  ])
  expect(entries[1]).toMatchObject({ topicPartition: 'orders-0', broker: leaderOf(timeline), producer: 'orders-app' })
  expect(entries[1]!.atUs).toBeGreaterThan(sentAtUs)
  timeline.seek({ atUs: entries[1]!.atUs - 1 })
  expect(list(timeline, 'acknowledged')).toEqual([])
})

test('what acks=0 takes for delivered is listed with where it stands, or that it stands nowhere', () => {
  const timeline = quietRun({ acks: '0', 'enable.idempotence': 'false' })
  const leader = leaderOf(timeline)
  sendByHand(timeline, 'a', 'b')
  waitFor(timeline, 1_000)
  timeline.act({ type: 'PauseNode', node: `broker-${leader}` })
  sendByHand(timeline, 'c')
  waitFor(timeline, 1_000)
  timeline.act({ type: 'KillNode', node: `broker-${leader}` })
  waitFor(timeline, 500)
  const why = { type: 'acknowledged', answered: false }
  const [gone, kept, ...others] = list(timeline, 'acknowledged')
  expect(others).toEqual([])
  expect(kept).toMatchObject({
    topicPartition: 'orders-0',
    broker: leader,
    fromOffset: 0,
    toOffset: 2,
    records: 2,
    why,
  })
  expect(gone).toMatchObject({ topicPartition: 'orders-0', broker: -1, fromOffset: -1, records: 1, why })
  timeline.seek({ atUs: kept!.atUs })
  expect(list(timeline, 'acknowledged')).toMatchObject([{ broker: -1, fromOffset: -1, records: 2, why }])
})

describe('what was lost', () => {
  test('is listed with whose it was, since when, by which happening and whether it still stands there', () => {
    const timeline = quietRun({ acks: '1', 'enable.idempotence': 'false' })
    const leader = leaderOf(timeline)
    const followers = [1, 2, 3].filter((broker) => broker !== leader)
    for (const other of followers)
      timeline.act({ type: 'HoldLink', from: `broker-${other}`, to: `broker-${leader}`, api: 'FetchRequest' })
    waitFor(timeline, 600)
    sendByHand(timeline, 'a', 'b')
    waitFor(timeline, 50)
    timeline.act({ type: 'KillNode', node: `broker-${leader}` })
    waitFor(timeline, 15_000)
    const [lost, ...others] = list(timeline, 'lost')
    expect(others).toEqual([])
    expect(lost).toMatchObject({
      topicPartition: 'orders-0',
      broker: leader,
      fromOffset: 0,
      toOffset: 2,
      records: 2,
      why: { type: 'lost', committed: false, gone: false, leader: leaderOf(timeline) },
    })
    const told = timeline.happenings.byId(lost!.happeningId)
    expect([told?.body.type, told?.atUs]).toEqual(['RecordsLost', lost!.atUs])
    for (const other of followers)
      timeline.act({ type: 'ReleaseLink', from: `broker-${other}`, to: `broker-${leader}` })
    timeline.act({ type: 'StartNode', node: `broker-${leader}` })
    waitFor(timeline, 20_000)
    expect(list(timeline, 'lost')).toMatchObject([{ records: 2, happeningId: lost!.happeningId, why: { gone: true } }])
  })
})

test('what was written again is listed with where it stands already', () => {
  const timeline = quietRun({ acks: '1', 'enable.idempotence': 'false', 'request.timeout.ms': '5000' })
  sendByHand(timeline, 'before')
  waitFor(timeline, 1_000)
  const leader = `broker-${leaderOf(timeline)}`
  timeline.act({ type: 'HoldLink', from: leader, to: 'orders-app', api: null })
  sendByHand(timeline, 'again')
  waitFor(timeline, 8_000)
  timeline.act({ type: 'ReleaseLink', from: leader, to: 'orders-app' })
  waitFor(timeline, 2_000)
  const entries = list(timeline, 'duplicated')
  expect(entries.length).toBeGreaterThan(0)
  expect(entries.at(-1)).toMatchObject({
    topicPartition: 'orders-0',
    broker: leaderOf(timeline),
    fromOffset: 2,
    producer: 'orders-app',
    why: { type: 'duplicated', firstOffset: 1 },
  })
  expect(timeline.happenings.byId(entries[0]!.happeningId)?.body.type).toBe('RecordsDuplicated')
  expect(list(timeline, 'outOfOrder')).toEqual([])
})
