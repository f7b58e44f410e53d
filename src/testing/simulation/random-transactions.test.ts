// What a run is excused for when a coordinator goes by a partition: what ZooKeeper's controller had not told it, and no more.

import { expect, test } from 'vitest'
import '../every-version.ts'
import { simulatorModel } from '../../cli/model.ts'
import { run, runCommand } from '../../engine/scheduler.ts'
import type { World } from '../../engine/world.ts'
import type { Command } from '../../kafka/cluster/commands.ts'
import type { TopicPartition } from '../../kafka/common/topic-partition.ts'
import { leadersLogs } from '../../kafka/invariants/committed-reads.ts'
import { lastStableOffset } from '../../kafka/log/replica-log.ts'
import type { Happening } from '../../kafka/observe/happenings.ts'
import type { ProfileName } from '../../kafka/profile/properties-registry.ts'
import { emptyCluster } from '../../scenarios/index.ts'
import { withoutMarkers } from './random-transactions.ts'

const BROKERS = ['broker-1', 'broker-2', 'broker-3']

function clusterThatPays(profile: ProfileName): World {
  const spec = {
    ...emptyCluster(profile),
    topics: [{ name: 'orders', partitions: 1, replicationFactor: 3, config: {} }],
    producers: [
      {
        name: 'pays',
        config: { 'transactional.id': 'pays' },
        workload: { topic: 'orders', recordsPerSecond: 20, keys: [], valueBytes: 20 },
      },
    ],
  }
  return simulatorModel.create(spec, 1)
}

/** All brokers die when the end of a transaction is decided and its marker is on the way, and all come back. */
function loseAllBehindADecision(world: World): Set<TopicPartition> {
  const unmarked = new Set<TopicPartition>()
  const give = (command: Command) => runCommand(world, () => simulatorModel.applyCommand(world, command))
  let decided = false
  world.onHappening = ({ body }) => {
    const happening = body as Happening
    decided ||= happening.type === 'TransactionStateChanged' && happening.to === 'PrepareCommit'
  }
  const play = (untilUs: number, stop: () => boolean) =>
    run(world, {
      untilUs,
      until: ({ to }) => {
        for (const name of withoutMarkers(world, to)) unmarked.add(name)
        return stop()
      },
    })
  play(10_000_000, () => decided)
  expect(decided).toBe(true)
  give({ type: 'KillNode', node: 'pays' })
  for (const node of BROKERS) give({ type: 'KillNode', node })
  // Until the sessions of all are over: a broker of 2.5 does not begin before that of its last process is.
  play(world.nowUs + 40_000_000, () => false)
  for (const node of BROKERS) give({ type: 'StartNode', node })
  play(world.nowUs + 60_000_000, () => false)
  return unmarked
}

test.each<[ProfileName, readonly TopicPartition[]]>([
  ['kafka-2.5', ['orders-0']],
  ['kafka-4', []],
])(
  '%s: the coordinator ends the transaction that it finds, without a partition that it was not told of',
  (profile, left) => {
    const world = clusterThatPays(profile)
    expect([...loseAllBehindADecision(world)]).toEqual(left)
    const log = leadersLogs(world).get('orders-0')!
    expect(log.highWatermark).toBe(log.logEndOffset)
    expect(lastStableOffset(log) < log.logEndOffset).toBe(left.length > 0)
  },
)
