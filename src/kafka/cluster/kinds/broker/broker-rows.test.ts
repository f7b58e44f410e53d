import '../../../../testing/every-version.ts'
import { expect, test } from 'vitest'
import type { World } from '../../../../engine/world.ts'
import { clusterOf } from '../../../../testing/cluster-of.ts'
import type { ControllerImage } from '../../../observe/cluster-image.ts'
import { buildImage } from '../../../observe/image/build-image.ts'

const WRITER = { config: {}, workload: { topic: 'orders', recordsPerSecond: 20, keys: ['A'], valueBytes: 10 } }

function activeIn(world: World): ControllerImage | undefined {
  return [...buildImage(world).controllers.values()].find(({ role }) => role === 'leader')
}

test('when a dead broker was last heard of is not changed by its being fenced, nor made up by a new controller', () => {
  const t = clusterOf()
  const heardOf = () => buildImage(t.world).brokers.get('broker-2')!.lastHeartbeatAtUs
  t.command({ type: 'KillNode', node: 'broker-2' })
  const killedAtUs = t.world.nowUs
  const last = heardOf()
  expect(last).toBeGreaterThan(killedAtUs - 2_100_000)
  t.runUntil('it is fenced', () => t.happened('BrokerFenced').some(({ body }) => body.broker === 2), 20_000)
  expect(heardOf()).toBe(last)
  const { id, epoch } = activeIn(t.world)!
  t.command({ type: 'KillNode', node: `controller-${id}` })
  t.runUntil('another controller is active', () => (activeIn(t.world)?.epoch ?? 0) > epoch, 20_000)
  // Nobody told the new one when that was.
  expect(heardOf()).toBe(-1)
})

test('a broker that loses power shows what its disk has and what went with its memory, until it is back', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 1 })
  t.command({ type: 'AddProducer', producer: { ...WRITER, name: 'writer' } })
  const row = () => buildImage(t.world).replicas.get('orders-0@2')!
  t.runUntil('it has a few records', () => row().logEndOffset >= 5, 20_000)
  const before = row()
  expect(before.lostPages).toBeUndefined()
  t.command({ type: 'PowerCutNode', node: 'broker-2' })
  // Nothing had been written to disk yet: the operating system does so after half a minute.
  expect(row()).toMatchObject({ role: 'offline', logEndOffset: 0, cells: [] })
  expect(row().lostPages).toEqual({ logEndOffset: before.logEndOffset, cells: before.cells })
  t.command({ type: 'StartNode', node: 'broker-2' })
  expect(row()).toMatchObject({ role: 'offline', logEndOffset: 0 })
  t.runUntil('it is back', () => row().role === 'follower', 20_000)
  expect(row().lostPages).toBeUndefined()
})

test('a killed process loses nothing: the operating system still has it', () => {
  const t = clusterOf()
  t.topic('orders', { partitions: 1 })
  t.command({ type: 'AddProducer', producer: { ...WRITER, name: 'writer' } })
  const row = () => buildImage(t.world).replicas.get('orders-0@2')!
  t.runUntil('it has a few records', () => row().logEndOffset >= 5, 20_000)
  const { cells } = row()
  const onDisk = () => buildImage(t.world).brokers.get('broker-2')!.diskBytes
  const before = onDisk()
  t.command({ type: 'KillNode', node: 'broker-2' })
  expect(onDisk()).toBe(before)
  expect(row()).toMatchObject({ role: 'offline', cells })
  expect(row().lostPages).toBeUndefined()
})

test.each(['kafka-2.5', 'kafka-4'] as const)(
  '%s: a broker that advertises a name nobody knows is told to be there, and where it is not',
  (profile) => {
    const t = clusterOf({ profile, brokers: 1, controllers: 1 })
    const advertising = (id: number, address: string) =>
      t.command({
        type: 'AddBroker',
        broker: { id, rack: null, config: { 'advertised.listeners': `PLAINTEXT://${address}` } },
      })
    const row = (node: string) => buildImage(t.world).brokers.get(node)!
    advertising(2, 'kafka.example:9093')
    t.runUntil('it runs', () => row('broker-2').status === 'running', 20_000)
    expect(row('broker-1').misled).toBeUndefined()
    expect(row('broker-2').misled).toEqual({ address: 'kafka.example:9093', answeredBy: null })
    // Another name of the same machine does.
    advertising(3, 'host.name:9094')
    t.runUntil('it runs', () => row('broker-3').status === 'running', 20_000)
    expect(row('broker-3').misled).toBeUndefined()
    advertising(4, 'localhost:9094')
    if (profile === 'kafka-2.5') return // Which refuses to register an address twice, and the broker dies of it.
    t.runUntil('it runs', () => row('broker-4').status === 'running', 20_000)
    expect(row('broker-4').misled).toEqual({ address: 'localhost:9094', answeredBy: 'broker-3' })
    t.command({ type: 'KillNode', node: 'broker-4' })
    expect(row('broker-4').misled).toBeUndefined()
  },
)

test('a broker of ZooKeeper’s era knows its epoch, and holds logs that its controller has not spoken of', () => {
  const t = clusterOf({ profile: 'kafka-2.5' })
  t.topic('orders', { partitions: 1 })
  t.command({ type: 'AddProducer', producer: { ...WRITER, name: 'writer' } })
  t.runUntil('it has a few records', () => (buildImage(t.world).replicas.get('orders-0@2')?.logEndOffset ?? 0) >= 5)
  const row = () => buildImage(t.world).brokers.get('broker-2')!
  expect(row().brokerEpoch).toBeGreaterThan(0)
  t.command({ type: 'KillNode', node: 'broker-2' })
  const onDisk = row().diskBytes
  t.command({ type: 'StartNode', node: 'broker-2' })
  expect(onDisk).toBeGreaterThan(0)
  expect(row().diskBytes).toBe(onDisk)
})
