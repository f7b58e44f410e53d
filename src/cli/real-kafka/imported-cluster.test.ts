// What Kafka's tools say of a cluster is enough to have one to play with: described anew, it says the same.
import { describe, expect, test } from 'vitest'
import '../../testing/every-version.ts'
import type { ClusterSpec } from '../../kafka/cluster/commands.ts'
import { type Era, emptyCluster, oneBroker } from '../../scenarios/index.ts'
import { TestCluster } from '../../testing/cluster-of.ts'
import { runScript } from '../../testing/headless-shell.ts'
import { simulatorModel } from '../model.ts'
import { type Described, isUnread, readDescribed } from './described.ts'
import { importCluster } from './imported-cluster.ts'

const ERAS: readonly Era[] = ['kafka-4', 'kafka-2.5']
const topics = 'kafka-topics.sh --bootstrap-server localhost:9093 --describe --exclude-internal'
const groups = 'kafka-consumer-groups.sh --bootstrap-server localhost:9093 --describe --all-groups'

const empty = (brokers: number, era: Era) => (brokers < 3 ? oneBroker(era) : emptyCluster(era))

class Played extends TestCluster {
  constructor(spec: ClusterSpec) {
    super(simulatorModel.create(spec, 7))
  }

  says(script: string): string {
    const { stdout } = runScript(this.world, script)
    // An id is drawn by whoever makes a topic.
    return stdout.replace(/TopicId: \S+/g, 'TopicId: <id>')
  }
}

function read(text: string): Described {
  const described = readDescribed(text)
  if (isUnread(described)) throw new Error(JSON.stringify(described))
  return described
}

function imported(text: string, era: Era) {
  const made = importCluster(read(text), (count) => empty(count, era))
  const cluster = new Played(made.spec)
  for (const { atUs, command } of made.script) {
    cluster.runFor({ ms: (atUs - cluster.world.nowUs) / 1_000 })
    simulatorModel.applyCommand(cluster.world, command)
  }
  cluster.runFor({ ms: (made.beginsAtUs - cluster.world.nowUs) / 1_000 })
  return { cluster, remarks: made.remarks }
}

describe.each(ERAS)('a cluster of %s', (era) => {
  test('described, made anew from that and described again: topics, settings, replicas, offsets and lags are the same', () => {
    const original = new Played(emptyCluster(era))
    original.runFor({ ms: 8_000 })
    const made = [
      'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic orders --partitions 3 --replication-factor 3 --config retention.ms=86400000 --config cleanup.policy=compact,delete',
      'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic payments.v2 --partitions 2 --replication-factor 2',
      'seq 40 | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic payments.v2',
      "seq 30 | sed 's/.*/&:&/' | kafka-console-producer.sh --bootstrap-server localhost:9092 --topic orders --property parse.key=true --property key.separator=:",
      'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --group billing --topic orders --topic payments.v2 --reset-offsets --to-latest --execute',
      'kafka-consumer-groups.sh --bootstrap-server localhost:9092 --group "late readers" --topic orders --reset-offsets --shift-by 4 --execute',
    ]
    original.says(made.join('\n'))
    const said = [original.says(topics), original.says(groups)]
    expect(said[0]).toContain('cleanup.policy=compact,delete')
    expect(said[1]).toMatch(/billing +orders +0 +\d+ +\d+ +0 /)

    const { cluster, remarks } = imported(said.join('\n'), era)
    expect(sorted(cluster.says(topics))).toEqual(sorted(said[0]!))
    expect(sorted(cluster.says(groups))).toEqual(sorted(said[1]!))
    expect(remarks).toEqual([{ kind: 'standIns', records: 70 }])
  })

  test('a broker that is in nobody’s ISR is dead there and here, and what has no leader has none', () => {
    const original = new Played({
      ...emptyCluster(era),
      topics: [
        {
          name: 'orders',
          partitions: null,
          replicationFactor: null,
          config: {},
          replicaAssignment: [
            [1, 2],
            [2, 3],
            [3, 2],
          ],
        },
        { name: 'alone', partitions: null, replicationFactor: null, config: {}, replicaAssignment: [[1], [2]] },
      ],
    })
    original.runFor({ ms: 8_000 })
    original.command({ type: 'KillNode', node: 'broker-1' })
    original.runFor({ ms: 25_000 })
    const said = original.says(topics)
    expect(said).toMatch(/Topic: alone\tPartition: 0\tLeader: none\tReplicas: 1\tIsr: /)
    const { cluster, remarks } = imported(said, era)
    expect(cluster.says(topics)).toBe(said)
    expect(remarks).toEqual([
      { kind: 'dead', brokers: [1] },
      { kind: 'empty', topics: expect.arrayContaining(['orders', 'alone']) },
    ])
  })
})

test('what cannot be as it was described is told', () => {
  const text = `Topic: a\tPartitionCount: 2\tReplicationFactor: 2\tConfigs: retention.ms=1000,leader.replication.throttled.replicas=0:0
\tTopic: a\tPartition: 0\tLeader: 1\tReplicas: 0,1\tIsr: 1,0
\tTopic: a\tPartition: 1\tLeader: 1\tReplicas: 1,0\tIsr: 1
Topic: __consumer_offsets\tPartitionCount: 1\tReplicationFactor: 1\tConfigs: cleanup.policy=compact
\tTopic: __consumer_offsets\tPartition: 0\tLeader: 1\tReplicas: 1\tIsr: 1
GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID
g a 0 999990 1000000 10 c-1 /10.0.0.1 c`
  const made = importCluster(read(text), (count) => empty(count, 'kafka-2.5'))
  expect(made.remarks).toEqual([
    {
      kind: 'renumbered',
      brokers: [
        [0, 1],
        [1, 2],
      ],
    },
    { kind: 'standIns', records: 5_000 },
    { kind: 'lowered', topic: 'a', partition: 0, by: 995_000 },
    { kind: 'otherLeader', topic: 'a', partition: 0, leader: 1 },
    { kind: 'inSyncHere', topic: 'a', partition: 1, broker: 1 },
    { kind: 'internal', topics: ['__consumer_offsets'] },
    { kind: 'members', group: 'g', count: 1 },
  ])
  expect(made.spec.topics).toMatchObject([
    {
      config: { 'retention.ms': '1000' },
      replicaAssignment: [
        [1, 2],
        [2, 1],
      ],
    },
  ])
  expect(made.spec.config).toMatchObject({
    'offsets.topic.num.partitions': '1',
    'offsets.topic.replication.factor': '1',
  })
  expect(made.script.map(({ command }) => command.type)).toEqual(['OpenTerminal', 'TypeLine', 'AddConsumer'])
})

function sorted(text: string): readonly string[] {
  return text.split('\n').sort()
}
