/** Which broker a lesson is about, and what it leads. */
import type { Command } from '../kafka/cluster/commands.ts'
import { brokerNode } from '../kafka/common/addresses.ts'
import type { BrokerImage, ClusterImage, PartitionImage, ProducerImage } from '../kafka/observe/cluster-image.ts'
import type { Also, Happened, Moment } from './lesson-question.ts'
import { acksOf } from './waits-for-all.ts'

/** The broker the course notes' addresses lead to: who takes it down waits a minute for every command after that. */
export const NOTES_BROKER = 1

/** By then an elected leader has heard of it and leads: only then is it certain what the log has lost. */
export const TAKES_OVER_US = 1_000_000

/** Partitions of topics that people made, in order of their names. */
export function ownPartitions(image: ClusterImage): readonly PartitionImage[] {
  return [...image.partitions.values()]
    .filter(({ topic }) => image.topics.get(topic)?.internal !== true)
    .sort((a, b) => (a.topic < b.topic ? -1 : Number(a.topic > b.topic)) || a.partition - b.partition)
}

/** Whether anybody could take over from a leader. */
export function hasFollowers(image: ClusterImage): boolean {
  return ownPartitions(image).some(({ replicas }) => replicas.length > 1)
}

/** Those with records, where there are any: at an empty one nothing is to be seen. */
export function writtenTo(image: ClusterImage, partitions: readonly PartitionImage[]): readonly PartitionImage[] {
  const written = partitions.filter(({ id, leader }) => (image.replicas.get(`${id}@${leader}`)?.logEndOffset ?? 0) > 0)
  return written.length > 0 ? written : partitions
}

export function runningBrokers(image: ClusterImage): readonly BrokerImage[] {
  return [...image.brokers.values()].filter(({ status }) => status === 'running').sort((a, b) => a.id - b.id)
}

/**
 * The running broker that leads most of `partitions`; null when none leads. The one the notes' commands go to is spared
 * while another leads anything.
 */
export function busiestLeader(image: ClusterImage, partitions: readonly PartitionImage[]): BrokerImage | null {
  const leads = new Map<number, number>()
  for (const { leader } of partitions) leads.set(leader, (leads.get(leader) ?? 0) + 1)
  const spared = (id: number) => Number(id === NOTES_BROKER)
  const [best] = runningBrokers(image)
    .filter(({ id }) => leads.has(id))
    .sort((a, b) => spared(a.id) - spared(b.id) || leads.get(b.id)! - leads.get(a.id)! || a.id - b.id)
  return best ?? null
}

/** Whether it ends that broker's process without a word to anybody. */
export function takesDown(command: Command, node: string): boolean {
  return (command.type === 'PowerCutNode' || command.type === 'KillNode') && command.node === node
}

/**
 * The first election by which `broker` no longer leads the partition. A controller that was itself elected just now first
 * says that there is no leader, and elects in a second step: that one counts.
 */
export function electionAfter(happenings: readonly Happened[], partition: string, broker: string) {
  let pending = false
  for (const { id, atUs, body } of happenings) {
    if (body.type !== 'LeaderElected' || body.topicPartition !== partition) continue
    if (!pending && brokerNode(body.from) !== broker) continue
    pending = body.election === 'pending'
    if (!pending) return { id, atUs, body }
  }
  return null
}

/** Acknowledged records that no leader holds any more. */
export function lostRecords(image: ClusterImage): number {
  return image.counters.get('counters')?.lost ?? 0
}

/** The partition is below min.insync.replicas since then, and somebody waits for all of its replicas. */
export function belowMin({ image }: Moment, partition: string): Also | null {
  const row = image.partitions.get(partition)
  if (row === undefined || row.isr.length >= row.minInsyncReplicas) return null
  const careful = [...image.producers.values()].filter(
    ({ config, spec }) => spec.workload?.topic === row.topic && acksOf(config) === 'all',
  )
  if (careful.length === 0) return null
  const producers = careful.map(({ name }) => name).join(', ')
  return { name: 'belowMin', facts: { producers, isr: row.isr.length, minIsr: row.minInsyncReplicas } }
}

/**
 * Producers that at `after` still wait for what they had sent to a broker that leads no more. Its silence tells them
 * nothing: they give up after their request timeout, thirty seconds by default, long after somebody else leads.
 */
export function stillWaiting(before: Moment, after: Moment, broker: string): Also | null {
  const led = new Set<string>()
  for (const { id, leader } of before.image.partitions.values()) if (brokerNode(leader) === broker) led.add(id)
  const isStuck = ({ batches }: ProducerImage) =>
    batches.some(
      ({ inFlight, topicPartition, createdAtUs }) =>
        inFlight && led.has(topicPartition) && createdAtUs < after.atUs - TAKES_OVER_US,
    )
  const waiting = [...after.image.producers.values()].filter(isStuck)
  if (waiting.length === 0) return null
  const timeouts = waiting.map(({ config }) => Number(config['request.timeout.ms']) / 1_000)
  const producers = waiting.map(({ name }) => name).join(', ')
  return { name: 'stillWaiting', facts: { producers, n: waiting.length, timeout: Math.max(...timeouts) } }
}
