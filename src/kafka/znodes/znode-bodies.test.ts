import { describe, expect, test } from 'vitest'
import { inScala212GroupOrder } from './scala-map-order.ts'
import {
  decodeBroker,
  decodeClusterId,
  decodeConfig,
  decodeConfigChange,
  decodeController,
  decodeControllerEpoch,
  decodeLogDirEvent,
  decodePartitionState,
  decodePartitions,
  decodeProducerIdBlock,
  decodeReassignments,
  decodeTopic,
  encodeBroker,
  encodeClusterId,
  encodeConfig,
  encodeConfigChange,
  encodeController,
  encodeControllerEpoch,
  encodeIsrChange,
  encodeLogDirEvent,
  encodePartitionState,
  encodePreferredReplicaElection,
  encodeProducerIdBlock,
  encodeReassignments,
  encodeTopic,
} from './znode-bodies.ts'
import {
  brokerIdPath,
  CONFIG_CHANGE_PREFIX,
  configPath,
  deleteTopicPath,
  ISR_CHANGE_PREFIX,
  LOG_DIR_EVENT_PREFIX,
  PERSISTENT_PATHS,
  PREFERRED_REPLICA_ELECTION,
  partitionStatePath,
  REASSIGN_PARTITIONS,
} from './znode-paths.ts'

// What zookeeper-shell.sh showed of 2.5.0's znodes.
const CONTROLLER = '{"version":1,"brokerid":1,"timestamp":"1795967624357"}'
const BROKER =
  '{"listener_security_protocol_map":{"PLAINTEXT":"PLAINTEXT"},"endpoints":["PLAINTEXT://localhost:9092"],"jmx_port":-1,"host":"localhost","timestamp":"1795967624095","port":9092,"version":4}'
const STATE = '{"controller_epoch":2,"leader":2,"version":1,"leader_epoch":2,"isr":[2,3,1]}'
const CONFIG =
  '{"version":1,"config":{"cleanup.policy":"delete","flush.ms":"9","max.message.bytes":"7","min.insync.replicas":"1","retention.ms":"1","segment.bytes":"1000000","segment.ms":"4"}}'
const BLOCK = '{"version":1,"broker":3,"block_start":"2000","block_end":"2999"}'
const CLUSTER = '{"version":"1","id":"Us_1_3QCQkOy-lANZ-rmYg"}'
const CHANGE = '{"version":2,"entity_path":"topics/orders"}'
const ORDERS = '{"version":2,"partitions":{"1":[2,3,1],"0":[1,2,3]},"adding_replicas":{},"removing_replicas":{}}'

describe('bodies as real Kafka has written them are read and written back, byte for byte', () => {
  test.each<[string, string, (bytes: string) => string]>([
    ['/controller', CONTROLLER, (bytes) => encodeController(decodeController(bytes))],
    ['/controller_epoch', '2', (bytes) => encodeControllerEpoch(decodeControllerEpoch(bytes))],
    ['/brokers/ids/1', BROKER, (bytes) => encodeBroker(decodeBroker(bytes))],
    ['/brokers/topics/orders', ORDERS, (bytes) => encodeTopic('orders', decodeTopic(bytes))],
    ['…/partitions/0/state', STATE, (bytes) => encodePartitionState(decodePartitionState(bytes))],
    ['/config/topics/orders', CONFIG, (bytes) => encodeConfig(decodeConfig(bytes))],
    ['/config/changes/config_change_0000000000', CHANGE, (bytes) => encodeConfigChange(decodeConfigChange(bytes))],
    ['/latest_producer_id_block', BLOCK, (bytes) => encodeProducerIdBlock(decodeProducerIdBlock(bytes))],
    ['/cluster/id', CLUSTER, (bytes) => encodeClusterId(decodeClusterId(bytes))],
  ])('%s', (_, recorded, again) => {
    expect(again(recorded)).toBe(recorded)
  })

  test.each([
    ['twenty', [2, 5, 12, 8, 15, 18, 7, 1, 17, 4, 11, 14, 6, 9, 0, 16, 10, 3, 19, 13]],
    [
      'forty',
      [
        30, 39, 2, 5, 33, 27, 12, 15, 8, 36, 21, 18, 24, 35, 7, 17, 1, 23, 38, 4, 26, 11, 32, 14, 29, 20, 34, 28, 6, 0,
        9, 22, 16, 37, 19, 3, 10, 31, 25, 13,
      ],
    ],
    ['twelve', [2, 5, 8, 7, 1, 4, 11, 6, 0, 9, 10, 3]],
    ['thirteen', [2, 5, 12, 8, 7, 1, 4, 11, 6, 0, 9, 3, 10]],
  ])('partitions of a wide topic stand in the order of its maps: %s', (topic, recorded) => {
    const assignment = recorded
      .map((partition) => ({ partition, replicas: [1], addingReplicas: [], removingReplicas: [] }))
      .sort((a, b) => a.partition - b.partition)
    const written = encodeTopic(topic, assignment)
    expect([...written.matchAll(/"(\d+)":/g)].map(([, partition]) => Number(partition))).toEqual(recorded)
    expect(decodeTopic(written)).toEqual(assignment)
  })
})

test('bodies that come and go are written as 2.5 writes them', () => {
  expect(encodeIsrChange(['orders-0'])).toBe('{"version":1,"partitions":[{"topic":"orders","partition":0}]}')
  expect(decodePartitions(encodePreferredReplicaElection(['orders-0', 'a-b-7']))).toEqual(['orders-0', 'a-b-7'])
  expect(encodeLogDirEvent(2)).toBe('{"version":1,"broker":2,"event":1}')
  expect(decodeLogDirEvent(encodeLogDirEvent(2))).toBe(2)
  const reassignment = { topicPartition: 'orders-1', replicas: [3, 1] } as const
  expect(encodeReassignments([reassignment])).toBe(
    '{"version":1,"partitions":[{"topic":"orders","partition":1,"replicas":[3,1]}]}',
  )
  expect(decodeReassignments(encodeReassignments([reassignment]))).toEqual([reassignment])
  expect(decodeConfig(null)).toEqual({})
  const going = { partition: 0, replicas: [1, 2, 3], addingReplicas: [3], removingReplicas: [1] }
  expect(encodeTopic('orders', [going])).toBe(
    '{"version":2,"partitions":{"0":[1,2,3]},"adding_replicas":{"0":[3]},"removing_replicas":{"0":[1]}}',
  )
})

test('a broker in a rack says so, among its other fields', () => {
  const broker = decodeBroker(BROKER)
  expect(decodeBroker(encodeBroker({ ...broker, rack: 'a' }))).toEqual({ ...broker, rack: 'a' })
})

test('paths', () => {
  expect([
    ...[brokerIdPath(1), partitionStatePath('orders', 0), configPath('topics', 'orders'), deleteTopicPath('orders')],
    ...[CONFIG_CHANGE_PREFIX, ISR_CHANGE_PREFIX, LOG_DIR_EVENT_PREFIX],
    ...[REASSIGN_PARTITIONS, PREFERRED_REPLICA_ELECTION],
  ]).toEqual([
    ...['/brokers/ids/1', '/brokers/topics/orders/partitions/0/state', '/config/topics/orders'],
    ...['/admin/delete_topics/orders', '/config/changes/config_change_'],
    ...['/isr_change_notification/isr_change_', '/log_dir_event_notification/log_dir_event_'],
    ...['/admin/reassign_partitions', '/admin/preferred_replica_election'],
  ])
  expect(PERSISTENT_PATHS[0]).toBe('/consumers')
  expect(new Set(PERSISTENT_PATHS).size).toBe(13)
})

// What List(…).groupBy(identity).keys is in Scala 2.12.
test.each([
  [[1, 2], '2,1'],
  [[1, 2, 3], '2,1,3'],
  [[1, 2, 3, 4], '2,4,1,3'],
  [[1, 2, 3, 4, 5], '5,1,2,3,4'],
  [[101, 102, 103], '101,103,102'],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], '5,10,14,1,6,9,13,2,12,7,3,11,8,4'],
])('groups of %j', (keys, order) => {
  expect(inScala212GroupOrder(keys).join()).toBe(order)
})
