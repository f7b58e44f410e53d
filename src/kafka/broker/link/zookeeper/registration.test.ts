// A broker of 2.5.0 becomes one by a znode of its own, which is its last process's as long as that one's session lasts.
import { expect, test } from 'vitest'
import { nodeOf, pauseNode, resumeNode } from '../../../../engine/processes.ts'
import { KAFKA_2_5 } from '../../../../testing/ahead/kafka-2.5.ts'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { startFailureOf } from '../../../cluster/kinds/broker/broker-rows.ts'
import type { BrokerDisk } from '../../broker-state.ts'
import { type ServerLogEntry, serverLogText } from '../../server-log.ts'

type Cluster = ReturnType<typeof oldCluster>

function lastOfServerLog(t: Cluster, id: number): string {
  const { serverLog = [] } = nodeOf(t.world, `broker-${id}`).disk as BrokerDisk
  return serverLogText(serverLog.at(-1) as ServerLogEntry, id, KAFKA_2_5)
}

test('a broker that is back before its last session has ended dies, says what of, and may be started again after it', () => {
  const t = oldCluster()
  t.kill('broker-2')
  t.runFor(1_000)
  t.start('broker-2')
  t.happenings()
  t.runUntil('it has given up', () => t.status(2) !== 'running')
  const error = 'org.apache.zookeeper.KeeperException$NodeExistsException: KeeperErrorCode = NodeExists'
  expect(lastOfServerLog(t, 2)).toContain(
    `ERROR [KafkaServer id=2] Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)\n${error}\n`,
  )
  expect(startFailureOf(nodeOf(t.world, 'broker-2'))).toBe(error)
  expect(t.happenings()).toContainEqual({ type: 'StartFailed', node: 'broker-2', error })

  t.runUntil('its last session is over', () => t.znode('/brokers/ids/2') === null)
  t.start('broker-2')
  t.runUntil('it is one again', () => t.znode('/brokers/ids/2') !== null)
  expect(startFailureOf(nodeOf(t.world, 'broker-2'))).toBeUndefined()
})

test('a broker that reaches no ZooKeeper gives up, and says what it waited for', () => {
  const t = oldCluster()
  t.kill('broker-2')
  for (const id of [1, 2, 3]) t.kill(`zookeeper-${id}`)
  t.start('broker-2')
  t.runUntil('it has given up', () => t.status(2) !== 'running')
  expect(lastOfServerLog(t, 2)).toContain(
    'ERROR Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)\nkafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: CONNECTING\n',
  )
})

test('a broker that stood still for longer than its session begins one new session at once, and no other', () => {
  const t = oldCluster({ config: { 'zookeeper.session.timeout.ms': '6000' } })
  t.runFor(20_000)
  pauseNode(t.world, 'broker-2')
  t.runUntil('its session is over', () => t.znode('/brokers/ids/2') === null)
  t.runFor(5_000)
  resumeNode(t.world, 'broker-2')
  // It pauses for up to two seconds before it tries a server, and asks for a session that is gone.
  expect(t.runUntil('it is back', () => t.znode('/brokers/ids/2') !== null)).toBeLessThan(2_100)
  t.happenings()
  t.runFor(20_000)
  expect(t.happenings().filter(({ type }) => type === 'ZooKeeperSessionExpired')).toEqual([])
})
