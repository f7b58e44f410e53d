import { expect, test } from 'vitest'
import { controllersOf } from '../../testing/controllers/controller-cluster.ts'
import { controllerNode } from '../common/addresses.ts'
import { entriesOf } from './kraft/raft-log.ts'

test('a broker is fenced until it has read its own registration, and its epoch is the offset of that record', () => {
  const t = controllersOf({ brokers: 3 })
  const { image, raft } = t.waitForActive()
  for (const id of [1, 2, 3]) {
    const registration = image.brokers.get(id)
    expect(registration?.fenced).toBe(false)
    const entry = entriesOf(raft.log).find((candidate) => candidate.offset === registration?.brokerEpoch)
    expect(entry?.record).toMatchObject({ type: 'RegisterBrokerRecord', brokerId: id, fenced: true })
  }
})

test('a broker that falls silent is fenced within an eighth of a session after nine seconds, leaves every ISR and loses its leaderships', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [
    [1, 2, 3],
    [2, 3, 1],
  ])
  t.kill('broker-2')
  const killedAtUs = t.world.nowUs
  t.runUntil('broker 2 is fenced', () => t.active()?.image.brokers.get(2)?.fenced === true)
  const silentMs = (t.world.nowUs - killedAtUs) / 1000
  expect(silentMs).toBeGreaterThan(8_500)
  expect(silentMs).toBeLessThan(10_126)
  expect(t.describe('orders', 0)).toMatchObject({ leader: 1, isr: [1, 3] })
  expect(t.describe('orders', 1)).toMatchObject({ leader: 3, isr: [3, 1] })
  t.runFor(100)
  expect(t.happenings).toContainEqual({ type: 'BrokerFenced', broker: 2, reason: 'sessionExpired' })
  expect(t.happenings).toContainEqual(
    expect.objectContaining({
      type: 'LeaderElected',
      topicPartition: 'orders-1',
      from: 2,
      to: 3,
      leaderEpoch: 1,
      election: 'clean',
    }),
  )
})

test('an ISR change alone leaves the leader epoch as it is; a new leader raises it by one', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [
    [1, 2, 3],
    [2, 3, 1],
  ])
  t.kill('broker-2')
  t.runUntil('broker 2 is fenced', () => t.active()?.image.brokers.get(2)?.fenced === true)
  expect(t.partition('orders', 0)).toMatchObject({ leaderEpoch: 0, partitionEpoch: 1 })
  expect(t.partition('orders', 1)).toMatchObject({ leaderEpoch: 1, partitionEpoch: 1 })
})

test('a broker id is refused to a second process while the first is still thought alive', () => {
  const t = controllersOf({ brokers: 2 })
  t.kill('broker-2')
  t.start('broker-2')
  t.runFor(3_000)
  expect(t.broker(2).answers.at(-1)).toMatchObject({ errorCode: 'DUPLICATE_BROKER_REGISTRATION' })
  t.runUntil('the old session is over and the new one stands', () => !t.broker(2).fenced)
})

test('a new active controller gives every broker a fresh session', () => {
  const t = controllersOf({ brokers: 3 })
  t.muteBroker(3)
  t.runFor(7_000)
  t.kill(controllerNode(t.waitForActive().controllerId))
  t.waitForActive()
  t.runFor(7_000)
  expect(t.active()?.image.brokers.get(3)?.fenced).toBe(false)
  t.runUntil('the second session ends too', () => t.active()?.image.brokers.get(3)?.fenced === true)
})

test('a controlled shutdown moves the leaders first and lets the broker go when the others know', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [[2, 3, 1]])
  t.shutDownBroker(2)
  t.runUntil('the broker has been let go', () => !t.isRunning('broker-2'))
  expect(t.describe('orders')).toMatchObject({ leader: 3, isr: [3, 1] })
  expect(t.active()?.image.brokers.get(2)).toMatchObject({ fenced: true })
  expect(t.happenings).toContainEqual({ type: 'BrokerFenced', broker: 2, reason: 'shutdown' })
})

test('a broker that stopped cleanly is refused until the session of its old process is over, and fenced once more by then', () => {
  const t = controllersOf({ brokers: 3 })
  const old = t.active()?.image.brokers.get(2)?.brokerEpoch ?? 0
  t.shutDownBroker(2)
  t.runUntil('the broker has been let go', () => !t.isRunning('broker-2'))
  const stoppedAtUs = t.world.nowUs
  t.start('broker-2')
  t.runFor(8_000)
  expect(t.broker(2).answers.at(-1)).toMatchObject({ errorCode: 'DUPLICATE_BROKER_REGISTRATION' })
  t.runUntil('it serves again', () => !t.broker(2).fenced)
  expect((t.world.nowUs - stoppedAtUs) / 1_000).toBeGreaterThan(8_900)
  expect(t.active()?.image.brokers.get(2)?.brokerEpoch).toBeGreaterThan(old)
})

test('a broker that has stopped cleanly is written down as fenced a second time, which is no news to anybody', () => {
  const t = controllersOf({ brokers: 3 })
  t.shutDownBroker(2)
  t.runUntil('the broker has been let go', () => !t.isRunning('broker-2'))
  t.runFor(12_000)
  const { raft } = t.waitForActive()
  const fencings = entriesOf(raft.log).filter(
    ({ record }) => record.type === 'BrokerRegistrationChangeRecord' && record.brokerId === 2 && record.fenced === true,
  )
  expect(fencings).toHaveLength(2)
  expect(t.happenings.filter(({ type }) => type === 'BrokerFenced')).toEqual([
    { type: 'BrokerFenced', broker: 2, reason: 'shutdown' },
  ])
})

test('silent brokers are looked for eight times in a session and put out one after the other', () => {
  const t = controllersOf({ brokers: 4 })
  const isFenced = (id: number) => t.active()?.image.brokers.get(id)?.fenced === true
  t.kill('broker-2')
  t.kill('broker-3')
  t.runUntil('one is fenced', () => isFenced(2) || isFenced(3))
  // As a ConcurrentHashMap over ids and epochs lists them.
  expect([isFenced(2), isFenced(3)]).toEqual([false, true])
  t.runFor(9)
  expect(isFenced(2)).toBe(false)
  t.runFor(2)
  expect(isFenced(2)).toBe(true)
  expect(t.causesOf('BrokerFenced')).toContain('NodeKilled')
})

test('while no controller is active a broker is told so, and nobody is fenced', () => {
  const t = controllersOf({ brokers: 2 })
  const [first, second] = t.voters as [number, number]
  t.kill(controllerNode(first))
  t.kill(controllerNode(second))
  t.runFor(20_000)
  const survivor = t.controller(t.voters[2] as number)
  expect(survivor?.active).toBeNull()
  expect(survivor?.image.brokers.get(1)?.fenced).toBe(false)
})

test('producer ids are handed out in blocks of a thousand, never twice', () => {
  const t = controllersOf({ brokers: 2 })
  const starts = [1, 2, 1].map((brokerId) => {
    const { brokerEpoch } = t.broker(brokerId)
    const answer = t.answerTo(brokerId, { type: 'AllocateProducerIdsRequest', brokerId, brokerEpoch })
    return answer.type === 'AllocateProducerIdsResponse' ? answer.producerIdStart : -1
  })
  expect(starts).toEqual([0, 1000, 2000])
})

test('asked why a leader was elected, the answer is the death of the old one', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('orders', [[2, 3, 1]])
  t.kill('broker-2')
  t.runUntil('another leads', () => t.partition('orders').leader === 3)
  t.runFor(100)
  expect(t.causesOf('LeaderElected')).toEqual(['BrokerFenced', 'NodeKilled'])
})

test('asked why there is another controller, the answer is the death of the one before', () => {
  const t = controllersOf({ brokers: 1 })
  t.runFor(3_000)
  t.kill(controllerNode(t.waitForActive().controllerId))
  t.waitForActive()
  t.runFor(10)
  expect(t.causesOf('ControllerElected')).toEqual(['ControllerBecameCandidate', 'NodeKilled'])
})

test('the epoch of a broker that comes back is where the cleaning up after it begins, not where it is registered', () => {
  const t = controllersOf({ brokers: 3 })
  t.createTopic('pair', [[2, 3]], { 'min.insync.replicas': '2' })
  const before = t.active()?.image.brokers.get(2)?.brokerEpoch ?? -1
  t.kill('broker-2')
  t.runUntil('broker 2 is fenced', () => t.active()?.image.brokers.get(2)?.fenced === true)
  t.start('broker-2')
  t.runUntil('broker 2 is registered anew', () => (t.active()?.image.brokers.get(2)?.brokerEpoch ?? -1) > before)
  const active = t.active()
  const brokerEpoch = active?.image.brokers.get(2)?.brokerEpoch
  const entries = entriesOf(active!.raft.log)
  const registered = entries.find(
    ({ record }) => record.type === 'RegisterBrokerRecord' && record.brokerEpoch === brokerEpoch,
  )
  const cleanedUp = entries.filter(({ offset }) => offset >= brokerEpoch! && offset < registered!.offset)
  // Killed, it is not trusted as eligible to lead any more (KIP-966).
  expect(cleanedUp.map(({ record }) => record.type)).toEqual(['PartitionChangeRecord'])
  t.runUntil('it serves', () => t.active()?.image.brokers.get(2)?.fenced === false)
})
