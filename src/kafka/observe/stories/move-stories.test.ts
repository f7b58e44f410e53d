import '../../../testing/every-version.ts'
import { describe, expect, test } from 'vitest'
import { clusterOf, type TestCluster } from '../../../testing/cluster-of.ts'
import type { PartitionToReassign } from '../../cluster/commands.ts'
import type { Happening } from '../happenings.ts'
import { buildImage } from '../image/build-image.ts'
import type { BeatKind, Story } from './beat.ts'
import { storiesOf } from './story-teller.ts'

function stories(t: TestCluster, fromId: number): readonly Story[] {
  return storiesOf(
    t.world.happenings
      .filter(({ id }) => id > fromId)
      .map(({ id, atUs, causedBy, body }) => ({ id, atUs, causedBy, body: body as Happening })),
    { kindOf: (node) => t.world.nodes.get(node)?.kind, hasEnsemble: () => buildImage(t.world).zookeepers.size > 0 },
  )
}

const beatsOf = (story: Story | undefined) => story?.beats.map(({ kind }): BeatKind => kind)

describe.each(['kafka-4', 'kafka-2.5'] as const)('%s', (profile) => {
  const grown = () => {
    const t = clusterOf({ profile })
    const orders = t.topic('orders', { partitions: 3 })
    t.producer().sendMany(orders, 20)
    const since = t.world.happenings.at(-1)?.id ?? 0
    t.command({ type: 'AddBroker', broker: { id: 4, rack: null, config: {} } })
    t.runUntil('broker-4 is there', () => buildImage(t.world).brokers.get('broker-4')?.status === 'running')
    t.runFor({ ms: 3_000 })
    return { t, since }
  }
  const reassign = (t: TestCluster, partitions: readonly PartitionToReassign[]) =>
    t.command({ type: 'ReassignPartitions', partitions, throttle: null, thenStop: null })
  const rows = (t: TestCluster) =>
    [...buildImage(t.world).partitions.values()].filter(({ topic }) => topic === 'orders')

  test('a new broker is told to stay empty, and a move is one story: begun, caught up x of y, done', () => {
    const { t, since } = grown()
    expect(beatsOf(stories(t, since)[0])).toContain(
      profile === 'kafka-4' ? 'brokerUnfencedEmpty' : 'brokerAppearedEmpty',
    )
    const before = t.world.happenings.at(-1)?.id ?? 0
    const moved = rows(t)
    reassign(
      t,
      moved.map(({ topic, partition, replicas }) => ({ topic, partition, replicas: [...replicas.slice(0, 2), 4] })),
    )
    t.runUntil('all have moved', () =>
      rows(t).every(({ replicas, adding }) => replicas.includes(4) && adding.length === 0),
    )
    t.runFor({ ms: 2_000 })
    const told = stories(t, before).filter(({ beats }) => beats.some(({ kind }) => kind.startsWith('move')))
    expect(told).toHaveLength(1)
    expect(beatsOf(told[0])).toEqual(['moveStarted', 'moveCaughtUp', 'moveDone'])
    const caughtUp = told[0]?.beats[1]?.facts
    expect(caughtUp).toMatchObject({ to: 3, brokers: [4] })
    expect(caughtUp?.partitions).toHaveLength(3)
    expect([...(told[0]?.beats[2]?.facts.brokers ?? [])].sort()).toEqual(
      [...new Set(moved.map(({ replicas }) => replicas[2]))].sort(),
    )
  })

  test('a larger factor, a smaller one and another order are told as what they are', () => {
    const { t } = grown()
    const [first] = rows(t)
    const { topic, partition, replicas } = first!
    const before = t.world.happenings.at(-1)?.id ?? 0
    const to = (wanted: readonly number[]) => {
      reassign(t, [{ topic, partition, replicas: wanted }])
      t.runUntil('it is so', () => {
        const row = rows(t)[0]!
        return row.replicas.join() === wanted.join() && row.adding.length + row.removing.length === 0
      })
      t.runFor({ ms: 1_000 })
    }
    to([...replicas, 4])
    to(replicas.slice(0, 2))
    to([replicas[1]!, replicas[0]!])
    expect(stories(t, before).map((story) => beatsOf(story)?.at(-1))).toEqual([
      'replicasAdded',
      'replicasDropped',
      'preferenceChanged',
    ])
  })
})

test.each(['kafka-4', 'kafka-2.5'] as const)(
  '%s: a broker that is taken away as it runs is gone with its disk, and is not said to have shut down',
  (profile) => {
    const t = clusterOf({ profile })
    t.topic('orders', { partitions: 3 })
    const since = t.world.happenings.at(-1)?.id ?? 0
    t.command({ type: 'RemoveBroker', broker: 'broker-2' })
    t.runFor({ ms: 30_000 })
    const kinds = stories(t, since).flatMap((story) => beatsOf(story) ?? [])
    expect(kinds[0]).toBe('brokerRemoved')
    expect(kinds).not.toContain('brokerStopped')
    expect(kinds).toContain('leadersElected')
    const elected = t
      .happened('LeaderElected')
      .filter(({ id, body }) => id > since && body.topicPartition.startsWith('orders'))
    // Of a session that ends nobody knows any more whose machine it was.
    const cause = profile === 'kafka-4' ? 'NodeRemoved' : 'ZooKeeperSessionExpired'
    expect(t.why(elected[0]?.id ?? 0).map(({ type }) => type)).toContain(cause)
  },
)
