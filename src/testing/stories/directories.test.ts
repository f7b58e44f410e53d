// A disk of several fails under a cluster at work, in both eras: what was promised stays, whatever happens meanwhile.

import '../every-version.ts'
import { describe, expect, test } from 'vitest'
import { simulatorModel } from '../../cli/model.ts'
import type { BrokerState } from '../../kafka/broker/broker-state.ts'
import { folderOf } from '../../kafka/broker/log-folders.ts'
import type { ConsumerNodeState } from '../../kafka/clients/consumer/consumer-node.ts'
import { lostByPartition } from '../../kafka/observe/image/lost-records.ts'
import { PROFILE_NAMES, type ProfileName } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { withLogDirectories } from '../../scenarios/log-directories.ts'
import { TestCluster, type TestTopic } from '../cluster-of.ts'
import { runScript } from '../headless-shell.ts'

const WORK = { topic: 'pays', recordsPerSecond: 50, keys: [], valueBytes: 20 }

/** Three directories a broker; somebody pays in transactions, and somebody reads what is committed. */
function payingCluster(profile: ProfileName): { readonly t: TestCluster; readonly pays: TestTopic } {
  const t = new TestCluster(simulatorModel.create(withLogDirectories(emptyCluster(profile), 3), 1))
  t.runFor({ ms: 3_000 })
  const pays = t.topic('pays', { partitions: 6, replicationFactor: 3, minInsyncReplicas: 2 })
  const config = { 'transactional.id': 'pays', acks: 'all', 'enable.idempotence': 'true' }
  t.command({
    type: 'AddProducer',
    producer: { name: 'app', config, workload: { ...WORK, recordsPerTransaction: 20 } },
  })
  t.consumer('reader', { topics: ['pays'], config: { 'isolation.level': 'read_committed' } })
  t.runUntil('some of it was read', () => positions(t) > 100)
  return { t, pays }
}

/** How far the reader has come, all partitions together. */
function positions(t: TestCluster): number {
  const { client } = t.world.nodes.get('reader')!.state as ConsumerNodeState
  return [...(client?.partitions.values() ?? [])].reduce((sum, { position }) => sum + Math.max(0, position), 0)
}

/** One in which a leader has a partition, and not its metadata log. */
function leadersDirectory(t: TestCluster, pays: TestTopic): { readonly broker: number; readonly directory: string } {
  for (const partition of [0, 1, 2, 3, 4, 5]) {
    const broker = pays.partition(partition).registration.leader
    const state = t.world.nodes.get(`broker-${broker}`)?.state as BrokerState
    const directory = folderOf(state, t.logOn(broker, `pays-${partition}`))
    if (directory !== state.config.logDirs[0]) return { broker, directory }
  }
  throw new Error('every leader has its partitions beside its metadata')
}

describe.each(PROFILE_NAMES)('%s', (profile) => {
  test('transactions go on when a disk fails under their leader, and nothing that was acknowledged is lost', () => {
    const { t, pays } = payingCluster(profile)
    const { broker, directory } = leadersDirectory(t, pays)
    t.command({ type: 'FailDisk', broker: `broker-${broker}`, directory })
    const before = positions(t)
    t.runUntil('the reader has come further', () => positions(t) > before + 300, 60_000)
    expect(t.happened('LogDirectoryFailed')[0]?.body).toMatchObject({ directory, halts: 'no' })
    expect(t.world.nodes.get(`broker-${broker}`)?.status).toBe('running')
    expect([...lostByPartition(t.world).keys()]).toEqual([])

    t.stop(broker)
    t.runFor({ ms: 10_000 })
    t.start(broker)
    const inSync = () => [0, 1, 2, 3, 4, 5].every((each) => pays.partition(each).registration.isr.length === 3)
    t.runUntil('the new disk has a copy of everything', inSync, 60_000)
    expect(t.counters).toMatchObject({ lost: 0 })
  })

  test('a replica that is just moving to another broker arrives, though the disk it comes from fails', () => {
    const { t, pays } = payingCluster(profile)
    const { broker, directory } = leadersDirectory(t, pays)
    t.command({ type: 'AddBroker', broker: { id: 4, rack: null, config: {} } })
    t.runFor({ ms: 3_000 })
    const partitions = [0, 1, 2, 3, 4, 5].map((partition) => {
      const { replicas } = pays.partition(partition).registration
      return { topic: 'pays', partition, replicas: replicas.map((id) => (id === broker ? 4 : id)) }
    })
    t.command({ type: 'ReassignPartitions', partitions, throttle: 20_000, thenStop: null })
    t.runFor({ ms: 500 })
    t.command({ type: 'FailDisk', broker: `broker-${broker}`, directory })
    const arrived = () =>
      partitions.every(({ partition, replicas }) => {
        const { isr } = pays.partition(partition).registration
        return isr.length === 3 && replicas.every((id) => isr.includes(id))
      })
    t.runUntil('all have moved', arrived, 120_000)
    expect([...lostByPartition(t.world).keys()]).toEqual([])
    expect(t.counters).toMatchObject({ lost: 0 })
  })

  test('the copy of a log in another directory knows what it was copied of a transaction, and no more', () => {
    const { t } = payingCluster(profile)
    const config = { 'transactional.id': 'open', acks: 'all', 'transaction.timeout.ms': '600000' }
    const workload = { ...WORK, topic: 'open', recordsPerTransaction: 0 }
    const open = t.topic('open', { partitions: 1, replicationFactor: 1 })
    t.command({ type: 'AddProducer', producer: { name: 'opens', config, workload } })
    const { leader } = open.partition(0).registration
    const log = () => t.logOn(leader, 'open-0')
    t.runUntil('a transaction stands open', () => log().logEndOffset > 20)
    const state = t.world.nodes.get(`broker-${leader}`)?.state as BrokerState
    const to = state.config.logDirs.find((directory) => directory !== folderOf(state, log()))
    const move = { version: 1, partitions: [{ topic: 'open', partition: 0, replicas: [leader], log_dirs: [to] }] }
    const below = { version: 1, partitions: [{ topic: 'open', partition: 0, offset: 10 }] }
    const server = profile === 'kafka-2.5' ? '--zookeeper localhost:2181 --bootstrap-server' : '--bootstrap-server'
    runScript(
      t.world,
      `echo '${JSON.stringify(below)}' > below.json
echo '${JSON.stringify(move)}' > move.json
kafka-delete-records.sh --bootstrap-server localhost:9092 --offset-json-file below.json
kafka-reassign-partitions.sh ${server} localhost:9092 --reassignment-json-file move.json --execute
`,
    )
    t.runUntil('the copy has taken the place of the log', () => folderOf(state, log()) === to, 60_000)
    expect(log().logStartOffset).toBe(10)
    expect(log().transactions?.open.map(({ firstOffset }) => firstOffset)).toEqual([10])
    expect([...log().producers.values()].map((each) => each.currentTransactionFirstOffset)).toEqual([10])
  })
})
