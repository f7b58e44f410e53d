/** What `kafka-topics.sh --zookeeper --describe` reads out of the ensemble, and how it tells of it. */
import { inHashMapOrder } from '../../../kafka/common/java-hash.ts'
import { decodePartitionState, type PartitionStateBody } from '../../../kafka/znodes/znode-bodies.ts'
import { deleteTopicPath, partitionStatePath } from '../../../kafka/znodes/znode-paths.ts'
import type { ParsedOptions } from '../../options/jopt.ts'
import type { ToolContext } from '../../replayed-tool.ts'
import { assignmentAt, brokersAt, dataAt, isAt, settingsAt } from '../zookeeper/kafka-zookeeper.ts'
import { ensureInZooKeeper, topicsInZooKeeper } from './zookeeper-topics.ts'

const FILTERS = ['under-replicated-partitions', 'unavailable-partitions'] as const

export function describeTopicsInZooKeeper(options: ParsedOptions, context: ToolContext): void {
  const names = topicsInZooKeeper(options, context)
  ensureInZooKeeper(names, options)
  const live = new Set(brokersAt(context).map(({ id }) => id))
  for (const name of names) describeTopic(name, live, options, context)
}

function describeTopic(name: string, live: ReadonlySet<number>, options: ParsedOptions, context: ToolContext): void {
  const assignment = assignmentAt(context, name)
  if (assignment === null) return context.print(`Topic ${name} doesn't exist!\n`)
  const filters = FILTERS.filter((filter) => options.has(filter))
  const marked = isAt(context, deleteTopicPath(name)) ? '\tMarkedForDeletion: true' : ''
  if (filters.length === 0) {
    const settings = settingsAt(context, `topics/${name}`)
    const keys = inHashMapOrder(Object.keys(settings), 12)
    if (!options.has('topics-with-overrides') || keys.length > 0) {
      const configs = keys.map((key) => `${key}=${settings[key]}`).join(',')
      const factor = assignment[0]?.replicas.length ?? 0
      context.print(
        `Topic: ${name}\tPartitionCount: ${assignment.length}\tReplicationFactor: ${factor}\tConfigs: ${configs}${marked}\n`,
      )
    }
  }
  if (options.has('topics-with-overrides')) return
  for (const { partition, replicas } of assignment) {
    const data = dataAt(context, partitionStatePath(name, partition))
    const { leader, isr } = data === null ? NOBODY : decodePartitionState(data)
    const isShown = {
      'under-replicated-partitions': replicas.length > isr.length,
      'unavailable-partitions': leader === -1 || !live.has(leader),
    }
    if (filters.length > 0 && !filters.some((filter) => isShown[filter])) continue
    const leads = leader === -1 ? 'none' : leader
    context.print(
      `\tTopic: ${name}\tPartition: ${partition}\tLeader: ${leads}\tReplicas: ${replicas.join(',')}\tIsr: ${isr.join(',')}${marked}\n`,
    )
  }
}

/** No controller has heard of it yet. */
const NOBODY: Pick<PartitionStateBody, 'leader' | 'isr'> = { leader: -1, isr: [] }
