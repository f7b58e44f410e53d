/** Producers, consumers and groups of the sample cluster. */
import type {
  GroupImage,
  MemberImage,
  PartitionImage,
  ProducerImage,
  ReplicaImage,
} from '../kafka/observe/cluster-image.ts'

/** One that waits for all in-sync replicas, one that waits for the leader; each with open batches at `atUs`. */
export function sampleProducers(topic: string, atUs: number): ProducerImage[] {
  const waiting = (partition: number, keys: string[], inFlight: boolean) =>
    sampleBatch(`${topic}-${partition}`, keys, inFlight, atUs)
  return [
    sampleProducer('orders-service', topic, 'all', 40, [waiting(0, ['A', 'B', 'A'], false), waiting(2, ['C'], true)]),
    sampleProducer('payments', topic, '1', 25, [waiting(1, ['A', 'B', 'A', 'C'], false)]),
  ]
}

function sampleBatch(topicPartition: string, keys: string[], inFlight: boolean, atUs: number) {
  const records = keys.length
  const filled = { records, sizeBytes: 2_400 * records, limitBytes: 16_384 }
  return { topicPartition, ...filled, createdAtUs: atUs - 3_000, inFlight, attempts: 0, keys }
}

function sampleProducer(
  name: string,
  topic: string,
  acks: string,
  recordsPerSecond: number,
  batches: ProducerImage['batches'],
): ProducerImage {
  return {
    kind: 'producer',
    name,
    status: 'running',
    spec: { name, config: { acks }, workload: { topic, recordsPerSecond, keys: ['A', 'B', 'C', 'D'], valueBytes: 40 } },
    terminal: null,
    config: { acks, 'linger.ms': '5', 'batch.size': '16384' },
    producerId: 1_000,
    producerEpoch: 0,
    batches,
    lingerUs: 5_000,
    bufferBytes: 9_600,
    inFlightRequests: 1,
    unanswered: null,
    blocked: null,
    sent: 642,
    acknowledged: 602,
    failed: 0,
    retries: 0,
    lastError: null,
  }
}

/** Three members that share the partitions, and a second group of which one member has just come. */
export function sampleMembers(partitions: readonly PartitionImage[], replicas: readonly ReplicaImage[]): MemberImage[] {
  const third = (index: number) => partitions.filter((partition) => partition.partition % 3 === index)
  return [
    sampleMember('consumer-1', 'hello-group', third(0), replicas, 1),
    sampleMember('consumer-2', 'hello-group', third(1), replicas, 3),
    sampleMember('consumer-3', 'hello-group', third(2), replicas, 0),
    sampleMember(
      'analytics-1',
      'analytics',
      partitions.filter((partition) => partition.partition % 3 !== 2),
      replicas,
      5,
    ),
    { ...sampleMember('analytics-2', 'analytics', [], replicas, 0), state: 'joining' },
  ]
}

function sampleMember(
  name: string,
  groupId: string,
  partitions: readonly PartitionImage[],
  replicas: readonly ReplicaImage[],
  behind: number,
): MemberImage {
  return {
    kind: 'consumer',
    name,
    status: 'running',
    spec: { name, groupId, topics: ['orders'], config: {}, processingUs: 0, commit: 'auto' },
    terminal: null,
    groupId,
    memberId: `${name}-1f2e`,
    generation: 3,
    state: 'stable',
    isGroupLeader: name.endsWith('-1'),
    config: {},
    assignment: partitions.map((partition) => {
      const highWatermark =
        replicas.find((replica) => replica.id === `${partition.id}@${partition.leader}`)?.highWatermark ?? 0
      const committed = Math.max(0, highWatermark - behind)
      return {
        topicPartition: partition.id,
        position: Math.min(highWatermark, committed + 1),
        committed,
        highWatermark,
        lag: highWatermark - committed,
      }
    }),
    processing: behind > 2 ? 1 : 0,
    session: null,
    poll: null,
    consumed: 390,
    lastError: null,
  }
}

/** A group as its coordinator has it, from what its members have. */
export function sampleGroup(groupId: string, state: string, members: readonly MemberImage[]): GroupImage {
  const own = members.filter((member) => member.groupId === groupId)
  const shares = own.flatMap((member) => member.assignment)
  return {
    groupId,
    state,
    generation: 3,
    protocol: 'range',
    coordinator: groupId === 'hello-group' ? 1 : 3,
    offsetsPartition: 12,
    members: own.map((member) => member.name),
    rebalance: null,
    committed: shares.map((share) => ({
      topicPartition: share.topicPartition,
      offset: share.committed,
      logEndOffset: share.highWatermark,
    })),
    lag: shares.reduce((sum, share) => sum + (share.lag ?? 0), 0),
  }
}
