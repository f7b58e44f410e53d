/** What the active controller tells of the whole cluster. While there is none, there is nobody to ask. */
import type { World } from '../../engine/world.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { MetadataImage, PartitionRegistration } from '../../kafka/metadata/metadata-image.ts'
import type { Metric } from './metric.ts'

const CONTROLLER = 'kafka.controller:type=KafkaController'
const gauge = { group: 'health', attribute: 'Value', unit: 'count', kind: 'gauge', together: 'sum' } as const
const rate = { group: 'health', unit: 'perSecond', kind: 'rate', together: 'sum' } as const

export const controllerMetrics = {
  offlinePartitions: {
    ...gauge,
    name: 'OfflinePartitionsCount',
    healthy: 0,
    bean: `${CONTROLLER},name=OfflinePartitionsCount`,
    gauge: (world, note) => countPartitions(world, note, ({ leader }) => leader === -1),
  },
  leaderElections: {
    ...rate,
    name: 'LeaderElections',
    healthy: null,
    bean: null,
    attribute: null,
    happening({ body }, note) {
      if (body.type === 'LeaderElected' && body.to !== -1) note('', 1)
    },
  },
  uncleanElections: {
    ...rate,
    name: 'UncleanLeaderElectionsPerSec',
    healthy: 0,
    bean: 'kafka.controller:type=ControllerStats,name=UncleanLeaderElectionsPerSec',
    attribute: 'OneMinuteRate',
    happening({ body }, note) {
      if (body.type === 'LeaderElected' && body.election === 'unclean') note('', 1)
    },
  },
  activeController: {
    ...gauge,
    name: 'ActiveControllerCount',
    healthy: 1,
    bean: `${CONTROLLER},name=ActiveControllerCount`,
    together: 'least',
    gauge: (world, note) => note('', deciding(world).length),
  },
  fencedBrokers: {
    ...gauge,
    name: 'FencedBrokerCount',
    healthy: 0,
    bean: `${CONTROLLER},name=FencedBrokerCount`,
    // Where a broker is the controller, whoever is gone is gone: nobody is fenced.
    isThere: (world) => [...world.nodes.values()].some(({ kind }) => kind === 'controller'),
    gauge(world, note) {
      const image = deciding(world)[0]
      if (image !== undefined) note('', [...image.brokers.values()].filter(({ fenced }) => fenced).length)
    },
  },
  preferredImbalance: {
    ...gauge,
    name: 'PreferredReplicaImbalanceCount',
    healthy: 0,
    bean: `${CONTROLLER},name=PreferredReplicaImbalanceCount`,
    gauge: (world, note) => countPartitions(world, note, ({ leader, replicas }) => leader !== replicas[0]),
  },
} satisfies Record<string, Metric>

/** What each running node that decides has decided, the latest first. */
function deciding(world: World): readonly MetadataImage[] {
  return [...world.nodes.values()]
    .filter(({ status }) => status === 'running')
    .flatMap((node) => kindOf(world, node).knownMetadata?.(node) ?? [])
    .filter(({ decides }) => decides)
    .sort((a, b) => b.authority - a.authority)
    .map(({ image }) => image)
}

function countPartitions(
  world: World,
  note: (label: string, value: number) => void,
  counts: (partition: PartitionRegistration) => boolean,
): void {
  const image = deciding(world)[0]
  if (image === undefined) return
  let count = 0
  for (const { partitions } of image.topics.values()) for (const each of partitions) if (counts(each)) count++
  note('', count)
}
