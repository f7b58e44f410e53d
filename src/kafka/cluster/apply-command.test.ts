import { describe, expect, test } from 'vitest'
import { clusterOf } from '../../testing/cluster-of.ts'
import { refuseCommand } from './apply-command.ts'
import type { Command } from './commands.ts'

describe('a command that cannot be done is refused in words', () => {
  const refusals: readonly (readonly [Command, RegExp])[] = [
    [
      { type: 'KillNode', node: 'broker-9' },
      /^There is no node called broker-9\. There are: controller-101, .*broker-3\.$/,
    ],
    [{ type: 'RemoveBroker', broker: 'controller-101' }, /^There is no broker called controller-101/],
    [{ type: 'AddBroker', broker: { id: 2, rack: null, config: {} } }, /^broker-2 exists already/],
    [{ type: 'AddBroker', broker: { id: 0, rack: null, config: {} } }, /from 1 to 999/],
    [{ type: 'StartNode', node: 'broker-1' }, /already running/],
    [{ type: 'ResumeNode', node: 'broker-1' }, /not paused/],
    [{ type: 'CutLink', a: 'broker-1', b: 'broker-1' }, /two different ends/],
    [{ type: 'AddProducer', producer: { name: 'a b', config: {}, workload: null } }, /^A name has/],
    [{ type: 'AddProducer', producer: { name: 'broker-1', config: {}, workload: null } }, /is taken/],
    [{ type: 'SendRecords', producer: 'nobody', records: [] }, /^There is no producer called nobody/],
    // The page's own machines do not break: without them there would be neither buttons nor terminals.
    [{ type: 'KillNode', node: 'admin' }, /not part of the cluster/],
    [{ type: 'StopNode', node: 'java-clients' }, /not part of the cluster/],
  ]
  test.each(refusals)('%j', (command, words) => {
    expect(refuseCommand(clusterOf().world, command)).toMatch(words)
  })

  test('what is down is not stopped again, and what has no power cannot lose it', () => {
    const t = clusterOf()
    t.command({ type: 'PowerCutNode', node: 'broker-1' })
    expect(refuseCommand(t.world, { type: 'KillNode', node: 'broker-1' })).toBe('broker-1 is not running.')
    expect(refuseCommand(t.world, { type: 'PowerCutNode', node: 'broker-1' })).toBe('broker-1 has no power already.')
    expect(refuseCommand(t.world, { type: 'StartNode', node: 'broker-1' })).toBeNull()
  })
})

test('a broker can be added where none is left', () => {
  const t = clusterOf()
  for (const broker of [1, 2, 3]) t.command({ type: 'RemoveBroker', broker: `broker-${broker}` })
  t.command({ type: 'AddBroker', broker: { id: 5, rack: null, config: {} } })
  t.runUntil('it takes part', () => t.happened('BrokerUnfenced').some(({ body }) => body.broker === 5), 20_000)
})

test('a new broker has the settings of the cluster, and not those of another broker', () => {
  const t = clusterOf({ config: { 'num.partitions': '4' } })
  t.command({ type: 'RemoveBroker', broker: 'broker-1' })
  t.command({ type: 'AddBroker', broker: { id: 4, rack: null, config: { 'num.partitions': '7' } } })
  for (const broker of [2, 3]) t.command({ type: 'RemoveBroker', broker: `broker-${broker}` })
  t.command({ type: 'AddBroker', broker: { id: 5, rack: null, config: {} } })
  expect(t.world.nodes.get('broker-5')?.spec).toMatchObject({ config: { 'num.partitions': '4' } })
})

describe('lines of server.properties that Kafka refuses', () => {
  test('a new broker with one is refused in its words', () => {
    const broker = { id: 4, rack: null, config: { 'log.cleaner.backoff.ms': '-1' } }
    expect(refuseCommand(clusterOf().world, { type: 'AddBroker', broker })).toBe(
      'Invalid value -1 for configuration log.cleaner.backoff.ms: Value must be at least 0',
    )
  })

  test.each([
    ['controller.quorum.election.timeout.ms', 'x'],
    ['controller.quorum.request.timeout.ms', '-1'],
    ['replica.high.watermark.checkpoint.interval.ms', '0'],
    ['leader.imbalance.check.interval.seconds', '0'],
    ['broker.session.timeout.ms', '9223372036854775807'],
    ['group.initial.rebalance.delay.ms', '-5'],
  ])('a cluster with %s=%s, as from a link, boots and lets time pass', (name, value) => {
    const t = clusterOf({ config: { [name]: value } })
    t.topic('orders')
    t.runFor({ ms: 3_000 })
    expect(t.world.executedEvents).toBeLessThan(100_000)
  })
})

test('a setting of more time than there is sets a timer that never fires', () => {
  const t = clusterOf()
  const orders = t.topic('orders', {
    config: { 'retention.ms': '9223372036854775807', 'segment.ms': '9223372036854775807' },
  })
  const sent = t.producer({ 'linger.ms': '2147483000', 'delivery.timeout.ms': '2147483647' }).send(orders, 'm1')
  t.consumer('reader', { topics: ['orders'], config: { 'metadata.max.age.ms': '9223372036854775807' } })
  t.runFor({ ms: 60_000 })
  expect(sent.state).toBe('waiting')
})

test('an operation whose arguments make no sense is an exception of the program that asked', () => {
  const t = clusterOf()
  t.operation({ op: 'createConsumer', name: 'c' })
  const asked = t.operation({ op: 'assign', consumer: 'c', partitions: 'x' })
  t.operation({ op: 'sleep', ms: 'long' })
  expect(t.results[asked]?.result).toMatchObject({ error: expect.stringContaining('IllegalArgumentException') })
  t.runFor({ ms: 1_000 })
})
