// What administrators ask of a cluster kept in ZooKeeper, and what stands in it then.
import { expect, test } from 'vitest'
import { cutLink, repairLink } from '../../../../engine/link-faults.ts'
import { batchOf } from '../../../../testing/batches.ts'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { decodeController } from '../../../znodes/znode-bodies.ts'

function started(config: Record<string, string> = {}) {
  const t = oldCluster({ config })
  const controller = decodeController(t.znode('/controller') ?? '').brokerId
  const [other = 0] = [1, 2, 3].filter((id) => id !== controller)
  return {
    ...t,
    ...{ controller, other },
    create(name: string, partitions = 1, configs: readonly (readonly [string, string | null])[] = []) {
      const topic = { name, numPartitions: partitions, replicationFactor: 3, assignments: null, configs }
      const { topics } = t.ask(controller, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
      t.runFor(300)
      return topics[0]
    },
    alter(id: number, type: 'topic' | 'broker', name: string, key: string, value: string) {
      const operations = [{ name: key, operation: 'set' as const, value }]
      const resources = [{ resource: { type, name }, operations }]
      const answer = t.ask(id, { type: 'IncrementalAlterConfigsRequest', resources, validateOnly: false })
      t.runFor(300)
      return answer.resources[0]
    },
  }
}

test('a topic with settings or a name that cannot be is refused in the words of the era', () => {
  const t = started()
  expect(t.create('bad name!')).toMatchObject({
    errorCode: 'INVALID_TOPIC_EXCEPTION',
    errorMessage:
      "Topic name \"bad name!\" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'",
  })
  expect(t.create('orders', 1, [['no.such', '1']])).toMatchObject({
    errorCode: 'INVALID_CONFIG',
    errorMessage: 'Unknown topic config name: no.such',
  })
  const topic = { name: 'wide', numPartitions: 1, replicationFactor: 4, assignments: null, configs: [] }
  const { topics } = t.ask(t.controller, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false })
  expect(topics[0]).toMatchObject({
    errorCode: 'INVALID_REPLICATION_FACTOR',
    errorMessage: 'Replication factor: 4 larger than available brokers: 3.',
  })
  expect(t.create('a.b')).toMatchObject({ errorCode: 'NONE' })
  expect(t.create('a_b')).toMatchObject({
    errorMessage: "Topic 'a_b' collides with existing topics: a.b",
  })
})

test('a topic is marked, its replicas go, and then all that ZooKeeper knew of it', () => {
  const t = started()
  t.create('orders', 3)
  const gone = t.ask(t.controller, { type: 'DeleteTopicsRequest', topics: ['orders', 'nobody'] })
  expect(gone.topics.map(({ errorCode }) => errorCode)).toEqual(['NONE', 'UNKNOWN_TOPIC_OR_PARTITION'])
  t.runFor(1_000)
  for (const path of ['/brokers/topics/orders', '/config/topics/orders', '/admin/delete_topics/orders'])
    expect(t.znode(path)).toBeNull()
  for (const id of [1, 2, 3]) expect(t.broker(id).metadata.topics.has('orders')).toBe(false)
  expect(t.create('orders', 1)).toMatchObject({ errorCode: 'NONE' })
  t.runFor(500)
  expect(t.partition(1, 'orders-0').log.logEndOffset).toBe(0)
})

test('partitions are added behind those that there are', () => {
  const t = started()
  t.create('orders', 2)
  const topics = (totalCount: number) => [{ name: 'orders', totalCount, assignments: null }]
  const grow = (totalCount: number, id = t.controller) =>
    t.ask(id, { type: 'CreatePartitionsRequest', topics: topics(totalCount), validateOnly: false }).topics[0]
  expect(grow(4, t.other)).toMatchObject({ errorCode: 'NOT_CONTROLLER' })
  expect(grow(4)).toMatchObject({ errorCode: 'NONE' })
  expect(grow(4)).toMatchObject({ errorMessage: 'Topic already has 4 partitions.' })
  expect(grow(3)).toMatchObject({
    errorMessage: 'Topic currently has 4 partitions, which is higher than the requested 3.',
  })
  t.runFor(500)
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-3').log.logEndOffset).toBe(0)
})

test('a topic that is queued for deletion gets no more partitions', () => {
  const t = started()
  t.create('orders', 2)
  // One of its replicas cannot go, so that it stays in the queue.
  t.kill(`broker-${t.other}`)
  t.ask(t.controller, { type: 'DeleteTopicsRequest', topics: ['orders'] })
  const topics = [{ name: 'orders', totalCount: 4, assignments: null }]
  const answer = t.ask(t.controller, { type: 'CreatePartitionsRequest', topics, validateOnly: false })
  expect(answer.topics).toEqual([
    { name: 'orders', errorCode: 'INVALID_TOPIC_EXCEPTION', errorMessage: 'The topic is queued for deletion.' },
  ])
})

test('any broker writes settings down, and all of them hear of it', () => {
  const t = started()
  t.create('orders')
  expect(t.alter(t.other, 'topic', 'orders', 'retention.ms', '1000')).toMatchObject({ errorCode: 'NONE' })
  expect(t.znode('/config/topics/orders')).toBe('{"version":1,"config":{"retention.ms":"1000"}}')
  expect(t.znode('/config/changes/config_change_0000000000')).toBe('{"version":2,"entity_path":"topics/orders"}')
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log.config.retentionMs).toBe(1_000)
  expect(t.alter(t.other, 'topic', 'orders', 'retention.ms', 'soon')).toMatchObject({
    errorCode: 'INVALID_REQUEST',
    errorMessage:
      "Invalid config value for resource ConfigResource(type=TOPIC, name='orders'): Invalid value soon for configuration retention.ms: Not a number of type LONG",
  })
  expect(t.alter(t.other, 'broker', '', 'log.retention.ms', '7000')).toMatchObject({ errorCode: 'NONE' })
  for (const id of [1, 2, 3]) expect(t.broker(id).config.properties['log.retention.ms']).toBe('7000')
  expect(t.alter(t.other, 'broker', `${t.controller}`, 'log.retention.ms', '1')).toMatchObject({
    errorMessage: `Unexpected broker id, expected ${t.other}, but received ${t.controller}`,
  })
})

test('settings are there again when a broker is, though it was down when they changed', () => {
  const t = started()
  t.create('orders')
  t.stop(`broker-${t.other}`)
  t.runUntil('it is down', () => t.status(t.other) !== 'running')
  t.alter(t.controller, 'topic', 'orders', 'retention.ms', '1000')
  t.alter(t.controller, 'broker', '', 'log.retention.ms', '7000')
  t.start(`broker-${t.other}`)
  t.runUntil('it is back', () => t.broker(t.other)?.lifecycle.state === 'running')
  t.runFor(1_000)
  expect(t.partition(t.other, 'orders-0').log.config.retentionMs).toBe(1_000)
  expect(t.broker(t.other).config.properties['log.retention.ms']).toBe('7000')
})

test('a topic that somebody asks for is made by the broker asked, whoever the controller is', () => {
  const t = started()
  const asked = () => t.ask(t.other, { type: 'MetadataRequest', topics: ['new'], allowAutoTopicCreation: true })
  expect(asked().topics[0]?.errorCode).toBe('LEADER_NOT_AVAILABLE')
  t.runFor(500)
  expect(asked().topics[0]).toMatchObject({ errorCode: 'NONE', name: 'new' })
  expect(t.znode('/brokers/topics/new')).toMatch(/^\{"version":2,"partitions":\{"0":\[\d\]\}/)
})

test('each broker has a block of producer ids, and takes the next where it is used up', () => {
  const t = started()
  const init = (id: number) =>
    t.ask(id, {
      ...{ type: 'InitProducerIdRequest', transactionalId: null, transactionTimeoutMs: 60_000 },
      ...{ producerId: -1, producerEpoch: -1 },
    } as const)
  t.runFor(500)
  const first = [1, 2, 3].map((id) => init(id))
  expect(first.map(({ errorCode }) => errorCode)).toEqual(['NONE', 'NONE', 'NONE'])
  expect(first.map(({ producerId }) => producerId).sort((a, b) => a - b)).toEqual([0, 1_000, 2_000])
  expect(t.znode('/latest_producer_id_block')).toContain('"block_end":"2999"')
})

test('records of before come back with a leader, and none with a topic of the same name', () => {
  const t = started()
  t.create('orders')
  const leader = t.broker(1).metadata.topics.get('orders')?.partitions[0]?.leader ?? 0
  const partitions = [{ topicPartition: 'orders-0', batch: batchOf(['order-1']) }]
  t.ask(leader, { type: 'ProduceRequest', acks: -1, timeoutMs: 1_000, partitions })
  t.stop(`broker-${t.other}`)
  t.runUntil('it is down', () => t.status(t.other) !== 'running')
  const deleted = t.send(t.controller, { type: 'DeleteTopicsRequest', topics: ['orders'] })
  t.runUntil('it has waited in vain', () => t.answerTo(deleted) !== undefined, 40_000)
  expect(t.znode('/admin/delete_topics/orders')).not.toBeNull()
  t.start(`broker-${t.other}`)
  t.runUntil('its replica is deleted too', () => t.znode('/brokers/topics/orders') === null)
  t.create('orders')
  t.runFor(500)
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log.logEndOffset).toBe(0)
})

test('what was on its way when a session ended is asked for again with the next one', () => {
  const t = started()
  t.create('orders')
  const cut = (how: typeof cutLink) => {
    for (const server of [1, 2, 3]) how(t.world, `broker-${t.other}`, `zookeeper-${server}`)
  }
  cut(cutLink)
  const metadata = () => t.ask(t.other, { type: 'MetadataRequest', topics: ['new'], allowAutoTopicCreation: true })
  expect(metadata().topics[0]?.errorCode).toBe('LEADER_NOT_AVAILABLE')
  const resources = [
    {
      resource: { type: 'topic', name: 'orders' },
      operations: [{ name: 'retention.ms', operation: 'set', value: '1' }],
    },
  ] as const
  const altered = t.send(t.other, { type: 'IncrementalAlterConfigsRequest', resources, validateOnly: false })
  t.runFor(40_000)
  expect(t.answerTo(altered)).toBeUndefined()
  cut(repairLink)
  t.runUntil('it is told', () => t.answerTo(altered) !== undefined)
  expect(t.answerTo(altered)).toMatchObject({ resources: [{ errorCode: 'UNKNOWN_SERVER_ERROR' }] })
  t.runUntil('it is back', () => t.znode(`/brokers/ids/${t.other}`) !== null)
  t.runFor(1_000)
  expect(metadata().topics[0]?.errorCode).toBe('LEADER_NOT_AVAILABLE')
  t.runFor(1_000)
  expect(metadata().topics[0]?.errorCode).toBe('NONE')
  expect(t.alter(t.other, 'topic', 'orders', 'retention.ms', '5000')).toMatchObject({ errorCode: 'NONE' })
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log.config.retentionMs).toBe(5_000)
})
