// Transactions by the protocol of KIP-98, on a cluster kept in ZooKeeper.
import { expect, test } from 'vitest'
import { oldCluster } from '../../../../testing/old-cluster.ts'
import { buildImage } from '../../../observe/image/build-image.ts'

interface Change {
  readonly type: string
  readonly to: string
  readonly producerEpoch: number
}

test('a producer with a transactional id commits, and who reads what is committed sees all of it', () => {
  const workload = { topic: 'orders', recordsPerSecond: 10, keys: ['a', 'b'], valueBytes: 20, recordsPerTransaction: 5 }
  const reader = { groupId: 'g', topics: ['orders'], processingUs: 0, commit: 'auto' } as const
  const config = { 'offsets.topic.num.partitions': '3', 'transaction.state.log.num.partitions': '3' }
  const t = oldCluster({
    config,
    topics: [{ name: 'orders', partitions: 2, replicationFactor: 3, config: {} }],
    producers: [{ name: 'producer-1', config: { 'transactional.id': 'pay' }, workload }],
    consumers: [{ name: 'consumer-1', config: { 'isolation.level': 'read_committed' }, ...reader }],
  })
  const read = () =>
    buildImage(t.world)
      .groups.get('g')
      ?.committed.reduce((sum, { offset }) => sum + offset, 0) ?? 0
  t.runFor(15_000)
  const before = read()
  t.runFor(6_000)
  expect(read()).toBeGreaterThan(before + 20)
  expect(t.znode('/brokers/topics/__transaction_state')?.match(/"\d+":\[/g)).toHaveLength(3)
  const commits = t.happenings().filter((each): each is Change => (each as Partial<Change>).to === 'PrepareCommit')
  expect(commits.length).toBeGreaterThan(5)
  // One epoch for all of them: a later protocol raises it with each.
  expect(new Set(commits.map(({ producerEpoch }) => producerEpoch))).toEqual(new Set([0]))
})
