// A broker's disk fails with every log directory on it: the broker halts, and comes back with an empty one.

import { expect, test } from 'vitest'
import { clusterOf } from '../../testing/cluster-of.ts'
import { logDirectoriesOfBroker } from '../cluster/kinds/broker/broker-files.ts'

const TIMES = { formattedAtMs: 0, nowMs: 0 }

test('others lead, nothing that was acknowledged is lost, and the new disk gets a copy of everything', () => {
  const t = clusterOf()
  const topic = t.topic('orders')
  const producer = t.producer({ acks: 'all' })
  producer.sendMany(topic, 50)
  const dead = topic.leader
  t.command({ type: 'FailDisk', broker: `broker-${dead}` })
  expect(logDirectoriesOfBroker(t.world.nodes.get(`broker-${dead}`)!, TIMES)[0]!.folders.size).toBe(0)
  t.runUntil('another leads', () => topic.leader !== dead && topic.leader > 0)
  producer.sendMany(topic, 10)

  t.start(dead)
  t.runUntil('it is in sync again', () => topic.isr.includes(dead))
  t.runFor({ ms: 1_000 })
  expect(topic.valuesOn(dead)).toEqual(topic.values)
  expect(topic.values).toHaveLength(60)
  expect(t.counters).toMatchObject({ lost: 0 })
  const folders = logDirectoriesOfBroker(t.world.nodes.get(`broker-${dead}`)!, TIMES)[0]!.folders
  expect([...folders.keys()]).toContain('orders-0')
})

test('where nobody else had a copy all is lost, and is counted as lost', () => {
  const t = clusterOf()
  const topic = t.topic('orders', { replicationFactor: 1 })
  t.producer({ acks: 'all' }).sendMany(topic, 20)
  const only = topic.leader
  t.command({ type: 'FailDisk', broker: `broker-${only}` })
  t.runUntil('nobody leads', () => topic.leader === -1)
  t.start(only)
  t.runUntil('it leads again', () => topic.leader === only)
  t.runFor({ ms: 1_000 })
  expect(topic.values).toEqual([])
  expect(t.counters).toMatchObject({ lost: 20 })
})

test('a broker that is down has no disk at work that could fail', () => {
  const t = clusterOf()
  t.kill(1)
  expect(() => t.command({ type: 'FailDisk', broker: 'broker-1' })).toThrow('broker-1 is not running.')
  expect(() => t.command({ type: 'FailDisk', broker: 'broker-9' })).toThrow('There is no broker called broker-9')
})
