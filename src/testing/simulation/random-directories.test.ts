// What a run is excused for when a directory fails: what nobody else had, and nothing besides.

import { beforeEach, expect, test } from 'vitest'
import '../every-version.ts'
import { simulatorModel } from '../../cli/model.ts'
import type { ProfileName } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { TestCluster, type TestTopic } from '../cluster-of.ts'
import { goneBy, replaceDirectories } from './random-directories.ts'
import { mendingCommands } from './random-faults.ts'

const FOLDERS = ['/disk-a/kafka-1', '/disk-b/kafka-1'] as const

let t: TestCluster
let orders: TestTopic

/** Broker 1 has two directories. */
beforeEach(() => begin('kafka-4'))

function begin(profile: ProfileName): void {
  const spec = emptyCluster(profile)
  const brokers = spec.brokers.map((broker) =>
    broker.id === 1 ? { ...broker, config: { 'log.dirs': FOLDERS.join(',') } } : broker,
  )
  t = new TestCluster(simulatorModel.create({ ...spec, brokers }, 1))
  t.runFor({ ms: 2_000 })
  orders = t.topic('orders', { partitions: 4, replicationFactor: 3 })
  t.topic('solo', { partitions: 6, replicationFactor: 1 })
}

const failing = (directory: string) => ({ type: 'FailDisk', broker: 'broker-1', directory }) as const
const gone = () => FOLDERS.flatMap((directory) => goneBy(t.world, failing(directory))).sort((a, b) => (a < b ? -1 : 1))

test('what has one replica may go with it, what others in sync have may not', () => {
  t.producer({ acks: 'all' }).sendMany(orders, 20)
  expect(gone().map((name) => name.slice(0, -1))).toEqual(['solo-', 'solo-'])
})

test('who is out of sync, or lacks what was committed, does not count', () => {
  t.producer({ acks: 'all' }).sendMany(orders, 20)
  t.kill(2)
  t.kill(3)
  t.runUntil('broker 1 is alone', () => orders.isr.length === 1, 60_000)
  expect(gone()).toContain('orders-0')
})

test.each<[ProfileName, boolean]>([
  ['kafka-2.5', true],
  ['kafka-4', false],
])(
  '%s: who is back with a new disk before anybody missed it may have been taken for what it was',
  (profile, isMissed) => {
    begin(profile)
    t.producer({ acks: 'all' }).sendMany(orders, 20)
    t.command(failing(FOLDERS[1]))
    t.kill(1)
    const start = { type: 'StartNode', node: 'broker-1' } as const
    expect(goneBy(t.world, start).some((name) => name.startsWith('orders'))).toBe(isMissed)
    t.runFor({ ms: 30_000 })
    expect(goneBy(t.world, start).filter((name) => name.startsWith('orders'))).toEqual([])
  },
)

test('nor does anybody miss it where no broker is there to say', () => {
  begin('kafka-2.5')
  t.producer({ acks: 'all' }).sendMany(orders, 20)
  t.command(failing(FOLDERS[1]))
  for (const broker of [1, 2, 3]) t.kill(broker)
  const start = { type: 'StartNode', node: 'broker-1' } as const
  expect(goneBy(t.world, start).some((name) => name.startsWith('orders'))).toBe(true)
})

test('nor does it help that the others have not heard what controller and leader wrote into ZooKeeper before they died', () => {
  begin('kafka-2.5')
  t.producer({ acks: 'all' }).sendMany(orders, 20)
  const controller = t.happened('BrokerBecameController').at(-1)!.body.broker
  const led = [0, 1, 2, 3].find((index) => orders.partition(index).registration.leader === controller)!
  const name = `orders-${led}`
  const isWritten = (isr: number) => t.partitionOn(controller, name)?.isr.length === isr
  t.kill(1)
  t.runUntil('it is out of the ISR', () => isWritten(2), 60_000)
  t.runFor({ ms: 5_000 })
  t.start(1)
  t.runUntil('it is back in the ISR', () => isWritten(3), 60_000)
  t.kill(controller)
  for (const directory of FOLDERS) t.command(failing(directory))
  expect(orders.partition(led).registration.isr).not.toContain(1)
  expect(goneBy(t.world, { type: 'StartNode', node: 'broker-1' })).toContain(name)
})

test('a broker that has lost a directory is stopped and started again, as long as it takes', () => {
  t.command({ type: 'FailDisk', broker: 'broker-1', directory: FOLDERS[1] })
  t.runFor({ ms: 500 })
  expect(replaceDirectories(t.world)).toEqual([{ type: 'StopNode', node: 'broker-1' }])
  for (let second = 0; second < 30; second++) {
    for (const command of mendingCommands(t.world)) t.command(command)
    t.runFor({ ms: 1_000 })
  }
  expect(mendingCommands(t.world)).toEqual([])
  expect(t.happened('NodeStopping')).toHaveLength(1)
  expect(orders.isr).toHaveLength(3)
})
