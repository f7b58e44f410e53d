// A cluster of 2.5.0 as the course notes have it: three ZooKeeper servers, three brokers, one of them the controller.
import { expect, test } from 'vitest'
import { cutLink, repairLink } from '../../../../engine/link-faults.ts'
import { batchOf } from '../../../../testing/batches.ts'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { applyCommand } from '../../../cluster/apply-command.ts'
import { logDirectoriesOfBroker } from '../../../cluster/kinds/broker/broker-files.ts'
import { buildImage } from '../../../observe/image/build-image.ts'
import { decodeController, decodePartitionState } from '../../../znodes/znode-bodies.ts'

type Cluster = ReturnType<typeof oldCluster>

/** -1: none. */
function controllerOf(t: Cluster): number {
  const body = t.znode('/controller')
  return body === null ? -1 : decodeController(body).brokerId
}

function createOrders(t: Cluster, partitions = 1, replicas: readonly number[] | null = null) {
  const assignments = replicas === null ? null : Array.from({ length: partitions }, () => replicas)
  const size = assignments === null ? { numPartitions: partitions, replicationFactor: 3 } : UNSAID
  const topic = { name: 'orders', ...size, assignments, configs: [['retention.ms', '-1']] as [string, string][] }
  const answer = t.ask(controllerOf(t), { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false } as const)
  t.runFor(200)
  return answer
}

const UNSAID = { numPartitions: -1, replicationFactor: -1 }

function leaderOf(t: Cluster, name = 'orders-0'): number {
  const [topic = '', partition = '0'] = name.split('-')
  return decodePartitionState(t.znode(`/brokers/topics/${topic}/partitions/${partition}/state`) ?? '').leader
}

function produce(t: Cluster, brokerId: number, value: string, acks: -1 | 1 = -1) {
  const partitions = [{ topicPartition: 'orders-0', batch: batchOf([value]) }]
  const answer = t.ask(brokerId, { type: 'ProduceRequest', acks, timeoutMs: 30_000, partitions } as const)
  return answer.partitions[0]
}

test('brokers stand in ZooKeeper as long as their sessions last, one of them as the controller, who tells all of all', () => {
  const t = oldCluster()
  for (const id of [1, 2, 3]) {
    expect(t.broker(id).lifecycle).toMatchObject({ state: 'running', published: true })
    expect(t.znode(`/brokers/ids/${id}`)).toContain(`"endpoints":["PLAINTEXT://localhost:${9091 + id}"]`)
    const asked = { type: 'MetadataRequest', topics: [], allowAutoTopicCreation: false } as const
    const { brokers, controllerId, clusterId } = t.ask(id, asked)
    expect(brokers.map((each) => each.id)).toEqual([1, 2, 3])
    expect(controllerId).toBe(controllerOf(t))
    expect(t.znode('/cluster/id')).toBe(`{"version":"1","id":"${clusterId}"}`)
  }
  expect(t.znode('/controller_epoch')).toBe('1')
})

test('a topic is what stands in ZooKeeper, written by the controller and by nobody else', () => {
  const t = oldCluster()
  const other = [1, 2, 3].find((id) => id !== controllerOf(t)) ?? 0
  const topic = { name: 'orders', numPartitions: 1, replicationFactor: 3, assignments: null, configs: [] }
  const refused = t.ask(other, { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false } as const)
  expect(refused.topics[0]?.errorCode).toBe('NOT_CONTROLLER')
  expect(createOrders(t, 3).topics[0]).toMatchObject({ errorCode: 'NONE', numPartitions: 3, replicationFactor: 3 })
  expect(t.znode('/config/topics/orders')).toBe('{"version":1,"config":{"retention.ms":"-1"}}')
  expect(createOrders(t).topics[0]?.errorCode).toBe('TOPIC_ALREADY_EXISTS')
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-2').log.config.retentionMs).toBe(-1)

  expect(produce(t, leaderOf(t), 'order-1')).toMatchObject({ errorCode: 'NONE', baseOffset: 0 })
  t.runFor(1_000)
  for (const id of [1, 2, 3]) expect(t.partition(id, 'orders-0').log).toMatchObject({ highWatermark: 1 })
})

test('a broker that is killed is missed when its session ends, after 18 seconds, and no record is', () => {
  const t = oldCluster()
  const controller = controllerOf(t)
  const [leader = 0, follower = 0] = [1, 2, 3].filter((id) => id !== controller)
  createOrders(t, 1, [leader, follower, controller])
  produce(t, leader, 'order-1')
  t.kill(`broker-${leader}`)
  const waitedMs = t.runUntil('another one leads', () => leaderOf(t) !== leader, 30_000)
  expect(waitedMs).toBeGreaterThan(10_000)
  expect(waitedMs).toBeLessThan(21_000)
  t.runFor(500)
  expect([leaderOf(t), controllerOf(t)]).toEqual([follower, controller])
  expect(produce(t, follower, 'order-2')).toMatchObject({ errorCode: 'NONE', baseOffset: 1 })

  t.start(`broker-${leader}`)
  const isBack = () => t.partition(follower, 'orders-0').isr.includes(leader)
  t.runUntil('it is back in the ISR', () => t.status(leader) === 'running' && isBack())
  expect(t.partition(leader, 'orders-0').log.logEndOffset).toBe(2)
  expect(t.znode('/brokers/topics/orders/partitions/0/state')).toContain(`"isr":[${follower},${controller},${leader}]`)
})

test('while the controller is missing leaders serve on, and nobody takes the place of one that dies', () => {
  const t = oldCluster()
  const controller = controllerOf(t)
  const [leader = 0, other = 0] = [1, 2, 3].filter((id) => id !== controller)
  createOrders(t, 1, [leader, other])
  t.kill(`broker-${controller}`)
  t.runFor(8_000)
  expect(produce(t, leader, 'order-1')?.errorCode).toBe('NONE')
  t.kill(`broker-${leader}`)
  t.runFor(5_000)
  expect([leaderOf(t), controllerOf(t)]).toEqual([leader, controller])
  t.runUntil('there is another controller', () => controllerOf(t) === other, 20_000)
  expect(t.znode('/controller_epoch')).toBe('2')
  t.runUntil('and another leader', () => leaderOf(t) === other, 30_000)
  t.runFor(500)
  expect(produce(t, other, 'order-2')).toMatchObject({ errorCode: 'NONE', baseOffset: 1 })
})

test('a follower that does not follow is put out of the ISR by its leader, who announces it', () => {
  const t = oldCluster({ config: { 'replica.lag.time.max.ms': '4000' } })
  const leader = controllerOf(t)
  const [slow = 0, other = 0] = [1, 2, 3].filter((id) => id !== leader)
  createOrders(t, 1, [leader, slow, other])
  t.world.nodes.get(`broker-${slow}`)!.slowdownUs = 12_000_000
  expect(produce(t, leader, 'order-1')?.errorCode).toBe('NONE')
  expect(t.znode('/brokers/topics/orders/partitions/0/state')).toContain(`"isr":[${leader},${other}]`)
  const heard = () => t.broker(other).metadata.topics.get('orders')?.partitions[0]?.isr
  expect(heard()).toEqual([leader, slow, other])
  const waitedMs = t.runUntil('the others have heard of it', () => heard()?.length === 2)
  expect(waitedMs).toBeGreaterThan(4_900)
  t.world.nodes.get(`broker-${slow}`)!.slowdownUs = 0
  t.runUntil('it is back', () => t.partition(leader, 'orders-0').isr.length === 3)
})

test('without a quorum of ZooKeeper leaders serve on, no topic comes, nobody is missed, and all goes on afterwards', () => {
  const t = oldCluster()
  createOrders(t, 1, [1, 2, 3])
  t.kill('zookeeper-1')
  t.kill('zookeeper-2')
  t.runFor(30_000)
  expect(produce(t, 1, 'order-1')?.errorCode).toBe('NONE')
  const topic = { name: 'late', ...UNSAID, assignments: [[1, 2, 3]], configs: [] }
  const controller = [1, 2, 3].find((id) => t.broker(id).metadata.brokers.size === 3) ?? 0
  const request = { type: 'CreateTopicsRequest', topics: [topic], validateOnly: false } as const
  const asked = [1, 2, 3].map((id) => t.send(id, request))
  t.runFor(60_000)
  expect(asked.map((id) => t.answerTo(id)).filter((each) => each === undefined)).toHaveLength(1)
  expect(controller).toBeGreaterThan(0)
  t.start('zookeeper-1')
  t.start('zookeeper-2')
  t.runUntil('the topic is there', () => t.broker(1).metadata.topics.has('late'), 120_000)
  expect(produce(t, leaderOf(t), 'order-2')?.errorCode).toBe('NONE')
})

test('clients of the era find the controller and their coordinators, and read on where a leader was lost', () => {
  const workload = { topic: 'orders', recordsPerSecond: 10, keys: ['a', 'b', 'c'], valueBytes: 20 }
  const t = oldCluster({
    topics: [{ name: 'orders', partitions: 3, replicationFactor: 3, config: {} }],
    producers: [{ name: 'producer-1', config: {}, workload }],
    consumers: [
      { name: 'consumer-1', config: {}, groupId: 'g', topics: ['orders'], processingUs: 0, commit: 'auto' } as const,
    ],
  })
  const group = () => buildImage(t.world).groups.get('g')
  t.runUntil('the group reads', () => (group()?.committed.length ?? 0) === 3, 30_000)
  expect(group()).toMatchObject({ state: 'Stable', protocol: 'range' })
  const topics = t.znode('/brokers/topics/__consumer_offsets')
  expect(topics?.match(/"\d+":\[/g)).toHaveLength(50)
  const [lost = 0] = [1, 2, 3].filter((id) => id !== controllerOf(t) && id !== group()?.coordinator)
  t.kill(`broker-${lost}`)
  t.runFor(30_000)
  const read = group()?.committed.reduce((sum, { offset }) => sum + offset, 0) ?? 0
  t.runFor(20_000)
  const { committed = [], lag = -1 } = group() ?? {}
  expect(committed.reduce((sum, { offset }) => sum + offset, 0)).toBeGreaterThan(read + 100)
  expect(lag).toBeLessThan(100)
})

test('a broker that is stopped hands its leaderships over first, and is gone from ZooKeeper at once', () => {
  const t = oldCluster()
  const controller = controllerOf(t)
  const [leader = 0, other = 0] = [1, 2, 3].filter((id) => id !== controller)
  createOrders(t, 1, [leader, other, controller])
  t.stop(`broker-${leader}`)
  const waitedMs = t.runUntil('it has ended', () => t.status(leader) !== 'running')
  expect(waitedMs).toBeLessThan(1_000)
  t.runFor(100)
  expect(t.znode(`/brokers/ids/${leader}`)).toBeNull()
  expect(leaderOf(t)).toBe(other)
  t.runFor(500)
  t.start(`broker-${leader}`)
  t.runUntil('it is back in the ISR', () => t.partition(other, 'orders-0').isr.includes(leader))
})

test('a session that expires while its broker is cut off makes it nobody, until it has registered anew', () => {
  const t = oldCluster()
  const controller = controllerOf(t)
  const [leader = 0, other = 0] = [1, 2, 3].filter((id) => id !== controller)
  createOrders(t, 1, [leader, other, controller])
  const before = t.broker(leader).lifecycle.brokerEpoch
  for (const server of [1, 2, 3]) cutLink(t.world, `broker-${leader}`, `zookeeper-${server}`)
  t.runUntil('another one leads', () => leaderOf(t) === other, 40_000)
  expect(t.znode(`/brokers/ids/${leader}`)).toBeNull()
  t.runFor(1_000)
  // Nobody has told it: it takes what only itself has to hold.
  expect(produce(t, leader, 'only here', 1)?.errorCode).toBe('NONE')
  for (const server of [1, 2, 3]) repairLink(t.world, `broker-${leader}`, `zookeeper-${server}`)
  t.runUntil('it has registered anew', () => t.broker(leader).lifecycle.brokerEpoch > before)
  t.runUntil('it follows', () => t.partition(leader, 'orders-0').role === 'follower')
  t.runFor(2_000)
  expect(t.partition(leader, 'orders-0').log.logEndOffset).toBe(0)
})

test('a further broker is started like the others, and has nothing to do yet', () => {
  const t = oldCluster({ config: { 'log.retention.hours': '1' } })
  createOrders(t)
  applyCommand(t.world, { type: 'AddBroker', broker: { id: 4, rack: null, config: {} } })
  t.runUntil('everybody knows it', () => [1, 2, 3, 4].every((id) => t.broker(id).metadata.brokers.has(4)))
  t.runFor(500)
  expect(t.broker(4).config.properties['log.retention.hours']).toBe('1')
  expect(t.broker(4).metadata.topics.has('orders')).toBe(true)
  expect(() => t.partition(4, 'orders-0')).toThrow()
})

test('whose a log directory is stands in it once its broker has been there, by the id it has in ZooKeeper', () => {
  const t = oldCluster()
  const files = () => {
    const [directory] = logDirectoriesOfBroker(t.world.nodes.get('broker-2')!, {
      formattedAtMs: 0,
      nowMs: t.world.nowUs,
    })
    return new Map(directory?.files().map(({ name, contents }) => [name, contents()]))
  }
  // In the order in which Java writes these three.
  const lines = files().get('meta.properties')?.split('\n').slice(2) ?? []
  expect(lines.map((line) => line.replace(/=.{22}$/, '=…'))).toEqual(['broker.id=2', 'version=0', 'cluster.id=…', ''])
  expect(files().has('.kafka_cleanshutdown')).toBe(false)
  t.stop('broker-2')
  t.runUntil('it has ended', () => t.status(2) !== 'running')
  expect(files().get('.kafka_cleanshutdown')).toBe('')
  expect(files().has('.lock')).toBe(true)
})
