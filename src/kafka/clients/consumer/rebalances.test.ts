import { describe, expect, test } from 'vitest'
import { LIKE_2_5 } from '../../../testing/ahead/kafka-2.5.ts'
import { assignedAsItGrows } from '../../../testing/growing-subscription.ts'
import { type JavaProgram, javaProgram, topicOf } from '../../../testing/java-program.ts'
import { DEFAULT_PROFILE } from '../../profile/registry.ts'

const classOf = (name: string) => `org.apache.kafka.clients.consumer.${name}Assignor`

/** Member `name` of group g with that assignor, subscribed to orders. */
function join(t: JavaProgram, name: string, assignor: string, config: Record<string, string> = {}) {
  t.consumer(name, { 'group.id': 'g', 'partition.assignment.strategy': classOf(assignor), ...config })
  t.call('subscribe', { consumer: name, topics: ['orders'] })
}

const orders = (...partitions: number[]) => partitions.map((partition) => `orders-${partition}`)

describe('what the rebalance listener hears', () => {
  test('eager: everything is revoked before anything is assigned, also what comes back', () => {
    const t = javaProgram([topicOf('orders', 4)])
    join(t, 'c1', 'Range')
    expect(t.poll(['c1'], 4000).c1?.events).toEqual([{ assigned: orders(0, 1, 2, 3) }])
    join(t, 'c2', 'Range')
    const both = t.poll(['c1', 'c2'], 4000)
    expect(both.c1?.events).toEqual([{ revoked: orders(0, 1, 2, 3) }, { assigned: orders(0, 1) }])
    expect(both.c2?.events).toEqual([{ assigned: orders(2, 3) }])
    t.call('closeConsumer', { consumer: 'c2' })
    expect(t.poll(['c1'], 4000).c1?.events).toEqual([{ revoked: orders(0, 1) }, { assigned: orders(0, 1, 2, 3) }])
  })

  test('eager: a member that had nothing has nothing revoked, and hears it', () => {
    const t = javaProgram([topicOf('orders', 1)])
    join(t, 'c1', 'Range')
    t.poll(['c1'], 3000)
    join(t, 'c2', 'Range')
    t.poll(['c1', 'c2'], 3000)
    t.call('closeConsumer', { consumer: 'c1' })
    expect(t.poll(['c2'], 4000).c2?.events).toEqual([{ revoked: [] }, { assigned: orders(0) }])
  })

  test('cooperative: only what moves is revoked, in two rounds', () => {
    const t = javaProgram([topicOf('orders', 7)])
    join(t, 'c1', 'CooperativeSticky')
    expect(t.poll(['c1'], 4000).c1?.events).toEqual([{ assigned: orders(0, 1, 2, 3, 4, 5, 6) }])
    join(t, 'c2', 'CooperativeSticky')
    const both = t.poll(['c1', 'c2'], 6000)
    expect(both.c1?.events).toEqual([{ revoked: orders(4, 5, 6) }, { assigned: [] }, { assigned: [] }])
    expect(both.c2?.events).toEqual([{ assigned: [] }, { assigned: orders(4, 5, 6) }])
    join(t, 'c3', 'CooperativeSticky')
    t.poll(['c1', 'c2', 'c3'], 6000)
    t.call('closeConsumer', { consumer: 'c1' })
    const left = t.poll(['c2', 'c3'], 6000)
    expect([left.c2?.assignment, left.c3?.assignment]).toEqual([orders(0, 2, 4, 5), orders(1, 3, 6)])
    expect(left.c2?.events).toEqual([{ assigned: orders(0, 2) }])
  })

  test('a topic that does not exist yet: nothing, then all of it', () => {
    const t = javaProgram([], { 'auto.create.topics.enable': 'false' })
    join(t, 'c1', 'Range', { 'metadata.max.age.ms': '1000' })
    expect(t.poll(['c1'], 4000).c1?.events).toEqual([{ assigned: [] }])
    t.command({ type: 'CreateTopic', topic: topicOf('orders', 3) })
    expect(t.poll(['c1'], 5000).c1?.events).toEqual([{ revoked: [] }, { assigned: orders(0, 1, 2) }])
  })

  test('more partitions: the leader notices with its metadata', () => {
    const t = javaProgram([topicOf('orders', 2)])
    join(t, 'c1', 'Range', { 'metadata.max.age.ms': '2000' })
    t.poll(['c1'], 3000)
    t.command({ type: 'AddPartitions', topic: 'orders', totalCount: 4 })
    expect(t.poll(['c1'], 6000).c1?.events).toEqual([{ revoked: orders(0, 1) }, { assigned: orders(0, 1, 2, 3) }])
  })

  test('thrown out for polling too seldom: lost, then assigned, never revoked', () => {
    const t = javaProgram([topicOf('orders', 2)])
    join(t, 'c1', 'Range', { 'max.poll.interval.ms': '3000', 'session.timeout.ms': '6000' })
    t.poll(['c1'], 3000)
    t.call('sleep', { ms: 5000 })
    expect(t.call('commitSync', { consumer: 'c1' })).toMatchObject({ error: 'CommitFailedException' })
    expect(t.poll(['c1'], 4000).c1?.events).toEqual([{ lost: orders(0, 1) }, { assigned: orders(0, 1) }])
  })
})

describe('members that stop', () => {
  test('a consumer that does not poll keeps its membership by heartbeats alone', () => {
    const t = javaProgram([topicOf('orders', 2)])
    join(t, 'c1', 'Range', { 'session.timeout.ms': '6000' })
    t.poll(['c1'], 3000)
    t.call('sleep', { ms: 20_000 })
    expect(t.poll(['c1'], 2000).c1?.events).toEqual([])
  })

  test('paused stays paused over a cooperative rebalance; resuming what has moved is an error', () => {
    const t = javaProgram([topicOf('orders', 2)])
    t.producer('p')
    join(t, 'c1', 'CooperativeSticky')
    t.poll(['c1'], 3000)
    t.call('pause', {
      consumer: 'c1',
      partitions: [
        ['orders', 0],
        ['orders', 1],
      ],
    })
    t.send('p', 'orders', ['a', 0])
    join(t, 'c2', 'CooperativeSticky')
    expect(t.poll(['c1', 'c2'], 5000).c1).toMatchObject({ assignment: orders(0), records: {} })
    expect(t.call('resume', { consumer: 'c1', partitions: [['orders', 1]] })).toEqual({
      error: 'IllegalStateException',
      message: 'No current assignment for partition orders-1',
    })
    t.call('resume', { consumer: 'c1', partitions: [['orders', 0]] })
    expect(t.poll(['c1'], 1000).c1?.records).toEqual({ 'orders-0': [[0, null, 'a']] })
  })
})

describe('a leader that subscribes to one topic more', () => {
  test('is assigned it at once', () => {
    expect(assignedAsItGrows(DEFAULT_PROFILE)).toEqual(['a-0', 'b-0'])
  })

  test('of Kafka 2.5 has asked for those of its group while it committed, and gets the new one minutes later', () => {
    expect(assignedAsItGrows(LIKE_2_5)).toEqual(['a-0'])
    expect(assignedAsItGrows(LIKE_2_5, { 'metadata.max.age.ms': '8000' }, 12_000)).toEqual(['a-0', 'b-0'])
  })

  test('of Kafka 2.5 asks for its own where it commits nothing before it joins', () => {
    expect(assignedAsItGrows(LIKE_2_5, { 'enable.auto.commit': 'false' })).toEqual(['a-0', 'b-0'])
  })
})
