import { describe, expect, test } from 'vitest'
import type { ProducerSpec } from '../../kafka/cluster/commands.ts'
import { newestMetadata } from '../../kafka/observe/image/newest-metadata.ts'
import { type QuietRun, quietRun, sendByHand } from '../../testing/quiet-run.ts'
import { sampleSpec } from '../../testing/sample-runs.ts'
import { type Biography, biographyOf, type RecordRef } from './biography.ts'
import type { RecordChronicle } from './record-chronicle.ts'

/** Read by two groups, one of which takes its time. */
function readRun(config: ProducerSpec['config']): QuietRun {
  const [reader] = sampleSpec.consumers
  return quietRun(config, [reader!, { ...reader!, name: 'audit-1', groupId: 'audit', processingUs: 50_000 }])
}

function tell(timeline: QuietRun, record: RecordRef): Biography {
  const { notes } = timeline.chronicle as RecordChronicle
  const { happenings, world } = timeline
  const told = biographyOf(notes, happenings.range(1, happenings.lastId), record, world.executedEvents)
  if (told === null) throw new Error('nobody knows that record')
  return told
}

const at = (offset: number, leaderEpoch = 0): RecordRef => ({ topicPartition: 'orders-0', offset, leaderEpoch })
const steps = ({ steps }: Biography) => steps.map((step) => [step.what, step.node ?? step.group ?? ''].join(' ').trim())
const leaderOf = (timeline: QuietRun) => newestMetadata(timeline.world).topics.get('orders')!.partitions[0]!.leader

describe('a record that went well', () => {
  test('is told from its send to the groups that committed it, in the order in which it happened', () => {
    const timeline = readRun({ acks: 'all' })
    const sentAtUs = timeline.world.nowUs
    sendByHand(timeline, 'first', 'second')
    timeline.runTo(30_000_000)
    const told = tell(timeline, at(1))
    expect(told).toMatchObject({
      key: 'A',
      value: 'second',
      offset: 1,
      send: 2,
      fate: 'kept',
      sender: { name: 'orders-app' },
    })
    const leader = `broker-${leaderOf(timeline)}`
    const followers = ['broker-1', 'broker-2', 'broker-3'].filter((broker) => broker !== leader)
    expect(told.steps[0]).toEqual({ what: 'sent', atUs: sentAtUs })
    expect(told.steps.map(({ atUs }) => atUs)).toEqual(told.steps.map(({ atUs }) => atUs).sort((a, b) => a - b))
    expect(steps(told).sort()).toEqual(
      [
        'sent',
        'batched',
        'departed',
        `appended ${leader}`,
        ...followers.map((broker) => `copied ${broker}`),
        `visible ${leader}`,
        'acknowledged',
        'read hello-group',
        'read audit',
        'committed hello-group',
        'committed audit',
      ].sort(),
    )
    const order = (what: string) => told.steps.findIndex((step) => step.what === what)
    expect(order('appended')).toBeLessThan(order('copied'))
    expect(order('copied')).toBeLessThan(order('visible'))
    expect(order('visible')).toBeLessThan(order('acknowledged'))
    expect(order('visible')).toBeLessThan(order('read'))
  })

  test('has its place in a batch at once where nothing holds it up', () => {
    const timeline = readRun({ acks: 'all' })
    sendByHand(timeline, 'first')
    timeline.runTo(25_000_000)
    const sentAtUs = timeline.world.nowUs
    sendByHand(timeline, 'second')
    timeline.runTo(30_000_000)
    const [sent, batched, departed] = tell(timeline, at(1)).steps
    expect([sent, batched]).toEqual([
      { what: 'sent', atUs: sentAtUs },
      { what: 'batched', atUs: sentAtUs },
    ])
    expect(departed?.what).toBe('departed')
  })

  test('is the same whether it is known by its place or by its send, and wherever the reader has gone since', () => {
    const timeline = readRun({ acks: 'all' })
    sendByHand(timeline, 'first', 'second', 'third')
    timeline.runTo(30_000_000)
    const told = tell(timeline, at(2))
    expect(tell(timeline, { sender: told.sender!, send: 3 })).toEqual(told)
    timeline.seek({ atUs: 10_002_000 })
    expect(tell(timeline, at(2))).toEqual(told)
    timeline.runTo(30_000_000)
    expect(tell(timeline, at(2))).toEqual(told)
  })

  test('each of its instants is that of the event itself', () => {
    const timeline = readRun({ acks: 'all' })
    sendByHand(timeline, 'first')
    timeline.runTo(30_000_000)
    const told = tell(timeline, at(0))
    const leader = leaderOf(timeline)
    const isThere = () => {
      const state = timeline.world.nodes.get(`broker-${leader}`)!.state as {
        partitions: { rows: { topicPartition: string; log: { logEndOffset: number } }[] }
      }
      return state.partitions.rows.find(({ topicPartition }) => topicPartition === 'orders-0')!.log.logEndOffset
    }
    const { atUs } = told.steps.find(({ what }) => what === 'appended')!
    timeline.seek({ atUs: atUs - 1 })
    expect(isThere()).toBe(0)
    timeline.seek({ atUs })
    expect(isThere()).toBe(1)
  })
})

describe('a record that died', () => {
  test('with acks=1 was acknowledged while its leader alone had it, and was cut off when somebody without it led', () => {
    const timeline = readRun({ acks: '1', 'enable.idempotence': 'false' })
    const leader = `broker-${leaderOf(timeline)}`
    const followers = ['broker-1', 'broker-2', 'broker-3'].filter((broker) => broker !== leader)
    for (const follower of followers)
      timeline.act({ type: 'HoldLink', from: follower, to: leader, api: 'FetchRequest' })
    timeline.runTo(timeline.world.nowUs + 600_000)
    sendByHand(timeline, 'doomed')
    timeline.runTo(timeline.world.nowUs + 50_000)
    timeline.act({ type: 'KillNode', node: leader })
    timeline.runTo(timeline.world.nowUs + 15_000_000)
    for (const follower of followers) timeline.act({ type: 'ReleaseLink', from: follower, to: leader })
    timeline.act({ type: 'StartNode', node: leader })
    timeline.runTo(timeline.world.nowUs + 20_000_000)
    const told = tell(timeline, at(0))
    expect(told.fate).toBe('lost')
    const [acknowledged, outvoted, cut] = (['acknowledged', 'outvoted', 'cut'] as const).map((what) =>
      told.steps.find((step) => step.what === what),
    )
    expect(acknowledged?.holders).toEqual([leader])
    expect(outvoted).toMatchObject({ node: expect.stringMatching(followers.join('|')), holders: [leader] })
    const why = timeline.happenings.byId(outvoted!.happeningId!)
    expect(why?.body).toMatchObject({ type: 'LeaderElected', topicPartition: 'orders-0' })
    expect(cut).toMatchObject({ node: leader })
    expect(steps(told)).not.toContain('read hello-group')
  })

  test('a send that nobody took is told with its error', () => {
    const timeline = readRun({
      acks: '1',
      'delivery.timeout.ms': '3000',
      'request.timeout.ms': '1000',
      'linger.ms': '0',
    })
    for (const broker of [1, 2, 3]) timeline.act({ type: 'CutLink', a: 'orders-app', b: `broker-${broker}` })
    sendByHand(timeline, 'lost in the post')
    timeline.runTo(timeline.world.nowUs + 90_000_000)
    const [sender] = [...timeline.world.nodes.values()].flatMap((node) =>
      node.id === 'orders-app' ? [(node.state as { client: { sender: Biography['sender'] } }).client.sender!] : [],
    )
    const told = tell(timeline, { sender: sender!, send: 1 })
    expect(told).toMatchObject({ offset: -1, fate: 'failed' })
    // It never got as far as a batch: the producer did not even learn what partitions there are.
    expect(steps(told)).toEqual(['sent', 'failed'])
    expect(told.steps[1]).toMatchObject({ error: 'TimeoutException' })
  })
})

test('one that is too large fails alone among those it was sent with', () => {
  const timeline = readRun({ acks: 'all', 'max.request.size': '1000' })
  sendByHand(timeline, 'small', 'x'.repeat(5_000), 'small too')
  timeline.runTo(20_000_000)
  const { sender } = tell(timeline, at(0))
  const fates = [1, 2, 3].map((send) => tell(timeline, { sender: sender!, send }).fate)
  expect(fates).toEqual(['kept', 'failed', 'kept'])
})

test('a fork knows what led to it, and nothing of what happened elsewhere', () => {
  const timeline = readRun({ acks: 'all' })
  sendByHand(timeline, 'before')
  timeline.runTo(20_000_000)
  sendByHand(timeline, 'there')
  timeline.runTo(30_000_000)
  const before = tell(timeline, at(0))
  timeline.seek({ atUs: 15_000_000 })
  sendByHand(timeline, 'here')
  timeline.runTo(30_000_000)
  expect(tell(timeline, at(0)).steps.filter(({ atUs }) => atUs < 15_000_000)).toEqual(
    before.steps.filter(({ atUs }) => atUs < 15_000_000),
  )
  expect(tell(timeline, at(1)).value).toBe('here')
})

test('a topic deleted takes its records along, and one of the same name that is made again has others', () => {
  const timeline = readRun({ acks: 'all' })
  sendByHand(timeline, 'old', 'old too')
  timeline.runTo(20_000_000)
  const { sender } = tell(timeline, at(1))
  timeline.act({ type: 'DeleteTopic', topic: 'orders' })
  timeline.runTo(24_000_000)
  const old = tell(timeline, at(1))
  expect(old).toMatchObject({ value: 'old too', fate: 'topicDeleted' })
  expect(old.steps.at(-1)).toMatchObject({ what: 'topicDeleted' })

  timeline.act({
    type: 'CreateTopic',
    topic: { name: 'orders', partitions: 1, replicationFactor: 3, config: {} },
  })
  timeline.runTo(28_000_000)
  sendByHand(timeline, 'new', 'new too')
  timeline.runTo(60_000_000)
  expect(tell(timeline, at(1))).toMatchObject({ value: 'new too', fate: 'kept' })
  expect(tell(timeline, { sender: sender!, send: 2 })).toEqual(old)
  timeline.seek({ atUs: 19_000_000 })
  expect(tell(timeline, at(1)).value).toBe('old too')
})
