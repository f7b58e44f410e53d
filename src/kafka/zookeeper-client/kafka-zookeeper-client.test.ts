import { expect, test } from 'vitest'
import type { NodeBehavior } from '../../engine/node-context.ts'
import { addNode, deliverCommand, nodeOf, startNode } from '../../engine/processes.ts'
import { ensembleOf } from '../../testing/zookeeper-ensemble.ts'
import { zookeeperNode } from '../common/addresses.ts'
import type { ServerToClient } from '../protocol/zookeeper/client-messages.ts'
import {
  askUntilConnected,
  handleKafkaZooKeeperDisconnect,
  handleKafkaZooKeeperMessage,
  handleKafkaZooKeeperTimer,
  type KafkaZooKeeperClient,
  type KafkaZooKeeperDelivery,
  type KafkaZooKeeperRequest,
  openKafkaZooKeeperClient,
} from './kafka-zookeeper-client.ts'

interface BrokerState {
  readonly client: KafkaZooKeeperClient<string>
  readonly heard: KafkaZooKeeperDelivery<string>[]
}

interface Ask {
  readonly type: 'Ask'
  readonly requests: readonly KafkaZooKeeperRequest[]
}

const behavior: NodeBehavior<BrokerState> = {
  start: (_disk, spec, node) => {
    const settings = { name: node.nodeId, sessionTimeoutMs: 6_000, maxInFlight: 3, servers: spec as readonly string[] }
    return { client: openKafkaZooKeeperClient(settings, node), heard: [] }
  },
  onMessage({ client }, { from, body }, node) {
    handleKafkaZooKeeperMessage(client, from, body as ServerToClient, node)
  },
  onTimer({ client }, timer, node) {
    handleKafkaZooKeeperTimer(client, timer, node)
  },
  onDisconnect({ client }, peer, node) {
    handleKafkaZooKeeperDisconnect(client, peer, node)
  },
  onCommand({ client }, command, node) {
    for (const request of (command as Ask).requests) {
      askUntilConnected(client, request, `${request.type} ${'path' in request ? request.path : ''}`, node)
    }
  },
  survive: () => null,
}

function story() {
  const t = ensembleOf([1, 2, 3])
  Object.assign(t.world.behaviors, { kafka: behavior })
  Object.assign(t.world.kinds, { kafka: { kind: 'kafka' } })
  addNode(t.world, { id: 'kafka', kind: 'kafka', spec: [1, 2].map(zookeeperNode) })
  startNode(t.world, 'kafka')
  const client = () => (nodeOf(t.world, 'kafka').state as BrokerState).client
  t.runUntil('it is connected', () => client().session.state === 'connected')
  return {
    ...t,
    kafka: client,
    askAll: (...requests: readonly KafkaZooKeeperRequest[]) =>
      deliverCommand(t.world, 'kafka', { type: 'Ask', requests } as Ask),
    told: () =>
      client().delivered.map((each) => {
        if (each.type === 'response') return `${each.tag} ${each.response.error}`
        if (each.type === 'lost') return `${each.tag} ${each.error}`
        return each.type === 'watch' ? `${each.event} ${each.path}` : each.type
      }),
  }
}

const create = (path: string, ephemeral = false) =>
  ({ type: 'CreateRequest', path, data: '', ephemeral, sequential: false }) as const

test('only so many requests are in flight, and all are answered in order', () => {
  const t = story()
  t.askAll(...['/a', '/b', '/c', '/d', '/e'].map((path) => create(path)))
  expect([t.kafka().inFlight, t.kafka().queued.length]).toEqual([3, 2])
  t.runFor(100)
  expect(t.told()).toEqual(['/a', '/b', '/c', '/d', '/e'].map((path) => `CreateRequest ${path} OK`))
  expect(t.kafka().inFlight).toBe(0)
})

test('what a lost connection leaves unanswered is asked again of the next server, and may have been done already', () => {
  const t = story()
  t.askAll(create('/mine', true))
  // It is done, and the answer does not come.
  t.cut(t.kafka().session.servers[t.kafka().session.at] as string, 'kafka')
  t.runUntil('it is answered', () => t.told().length > 0)
  expect(t.told()).toEqual(['CreateRequest /mine NODEEXISTS'])
})

test('watches stand where there are handlers, and are told of only there', () => {
  const t = story()
  t.connect('other')
  for (const path of ['/heard', '/unheard']) t.create('other', path)
  t.kafka().znodeHandlers.add('/heard')
  t.kafka().childHandlers.add('/heard')
  t.askAll(
    { type: 'GetDataRequest', path: '/heard' },
    { type: 'GetChildrenRequest', path: '/heard' },
    { type: 'GetDataRequest', path: '/unheard' },
  )
  t.runFor(100)
  t.kafka().delivered.length = 0
  t.set('other', '/unheard', 'x')
  t.create('other', '/heard/child')
  t.set('other', '/heard', 'x')
  t.runFor(100)
  expect(t.told()).toEqual(['NodeChildrenChanged /heard', 'NodeDataChanged /heard'])
})

test('a session that has expired is followed by another, in which nothing of the old one is left', () => {
  const t = story()
  t.askAll(create('/mine', true))
  t.runFor(100)
  const first = t.kafka().session.sessionId
  for (const id of [1, 2]) t.cut('kafka', zookeeperNode(id))
  t.runFor(12_000)
  t.askAll({ type: 'ExistsRequest', path: '/mine' })
  for (const id of [1, 2]) t.repair('kafka', zookeeperNode(id))
  t.runUntil('it has another', () => t.kafka().session.state === 'connected' && t.kafka().session.sessionId !== first)
  expect(t.told()).toEqual(['CreateRequest /mine OK', 'newSession', 'ExistsRequest /mine SESSIONEXPIRED'])
  t.askAll(create('/mine', true))
  t.runFor(100)
  expect(t.told().at(-1)).toBe('CreateRequest /mine OK')
})
