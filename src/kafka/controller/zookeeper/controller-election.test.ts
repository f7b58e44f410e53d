import { expect, test } from 'vitest'
import { holdLink, releaseLink } from '../../../engine/link-faults.ts'
import { pauseNode, resumeNode } from '../../../engine/processes.ts'
import { controllersOf } from '../../../testing/controllers-in-brokers.ts'
import { zookeeperNode } from '../../common/addresses.ts'
import { encodeTopic } from '../../znodes/znode-bodies.ts'
import { serverOf } from '../../zookeeper-client/zookeeper-client.ts'

const NO_MOVE = { addingReplicas: [], removingReplicas: [] }

test('the first broker becomes the controller, and the others hear of it', () => {
  const t = controllersOf([1, 2, 3])
  expect(t.active()).toEqual([1])
  expect(t.data(t.leader(), '/controller')).toMatch(/^\{"version":1,"brokerid":1,"timestamp":"\d+"\}$/)
  expect(t.data(t.leader(), '/controller_epoch')).toBe('1')
  expect([2, 3].map((id) => t.broker(id).controller.context.activeControllerId)).toEqual([1, 1])
  expect(t.broker(3).controllerEpoch).toBe(1)
  expect(t.happenings('BrokerBecameController')).toEqual([{ type: 'BrokerBecameController', broker: 1, epoch: 1 }])
  expect(t.happenings('BrokerAppeared').map(({ broker }) => broker)).toContain(3)
})

test('the controller is killed: once its session is over another takes its place, knows all there is and goes on', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [
    [1, 2, 3],
    [2, 3, 1],
  ])
  const killedAtUs = t.world.nowUs
  t.killBroker(1)
  t.runFor(3_000)
  expect(t.active()).toEqual([])
  t.runUntil('another controller', t.isIdle)
  expect((t.world.nowUs - killedAtUs) / 1_000).toBeGreaterThan(4_000)
  t.settle()
  const controller = t.controller()
  expect([2, 3]).toContain(controller)
  expect(t.data(t.leader(), '/controller_epoch')).toBe('2')
  expect(t.leaders('orders', 2)).toEqual([2, 2])
  // Broker 1 left the ISR, and with it the leadership, before anybody was elected: that makes two epochs.
  expect(t.state('orders', 0)).toMatchObject({ leader: 2, isr: [2, 3], leaderEpoch: 2, controllerEpoch: 2 })
  expect(t.broker(2).controllerEpoch).toBe(2)
  expect(t.broker(3).metadata.get('orders-0')).toMatchObject({ leader: 2, offlineReplicas: [1] })
})

test('a controller that was frozen until its session was over finds itself deposed, and what it still sends is refused', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[1, 2, 3]])
  pauseNode(t.world, 'broker-1')
  t.runUntil('another controller', () => t.broker(2).controllerEpoch === 2 || t.broker(3).controllerEpoch === 2)
  t.settle()
  expect(t.state('orders', 0)).toMatchObject({ leader: 2, isr: [2, 3] })
  resumeNode(t.world, 'broker-1')
  t.runFor(10_000)
  expect(t.controller()).not.toBe(1)
  expect(t.data(t.leader(), '/controller_epoch')).toBe('2')
  // It is back under another epoch, and follows.
  expect(t.broker(1).led.get('orders-0')).toMatchObject({ leader: 2, controllerEpoch: 2 })
  expect(t.broker(1).controller.context.epoch).toBe(0)
  expect(t.happenings('BrokerStoppedControlling')).toEqual([{ type: 'BrokerStoppedControlling', broker: 1, epoch: 1 }])
})

test('what waits in a queue is not done in the next session: a controller that hears of its own end last is one again', () => {
  const t = controllersOf([1], {}, 2)
  const leader = zookeeperNode(t.leader())
  const follower = serverOf(t.broker(1).client.session)
  expect(follower).not.toBe(leader)
  // Its server hears nothing of the ensemble until the session is over, and then of all at once.
  holdLink(t.world, leader, follower, 'all')
  t.create('tool', '/brokers/topics/orders', encodeTopic('orders', [{ partition: 0, replicas: [1], ...NO_MOVE }]))
  t.runUntil('the session is over', () => t.data(t.leader(), '/controller') === null)
  releaseLink(t.world, leader, follower)
  t.runFor(10_000)
  expect(t.happenings('BrokerStoppedControlling').map(({ epoch }) => epoch)).toEqual([1])
  expect(t.state('orders', 0)).toMatchObject({ leader: 1, controllerEpoch: 2 })
  t.createTopic('payments', [[1]])
  expect(t.state('payments', 0)).toMatchObject({ leader: 1, controllerEpoch: 2 })
})

test('somebody deletes the controller’s znode: all run for it, and whoever wins reads everything anew', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  t.remove('tool', '/controller')
  t.runUntil('a controller of the next epoch', () => t.data(t.leader(), '/controller_epoch') === '2' && t.isIdle())
  t.settle()
  expect(t.controller()).toBeGreaterThan(0)
  expect(t.state('orders', 0)).toMatchObject({ leader: 2, isr: [2, 3, 1], leaderEpoch: 0 })
  expect(t.broker(3).controllerEpoch).toBe(2)
})

test('without a quorum of ZooKeeper nothing changes, and no session ends', () => {
  const t = controllersOf([1, 2, 3])
  t.createTopic('orders', [[2, 3, 1]])
  for (const id of t.followers()) t.kill(id)
  t.runFor(30_000)
  t.killBroker(2)
  t.runFor(30_000)
  expect(t.broker(3).led.get('orders-0')).toMatchObject({ leader: 2 })
  for (const id of [1, 2, 3]) if (!t.isUp(id)) t.start(id)
  t.runUntil('broker 3 leads', () => t.broker(3).led.get('orders-0')?.leader === 3, 60_000)
})
