/** In which file of a node's disk does a record of a partition lie? */
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { segmentIndexFor } from '../../kafka/log/replica-log.ts'
import { fileName } from '../../kafka/log/segment-bytes.ts'
import { directoriesOf } from '../disk/disks.ts'
import type { QuickQuestion } from './question.ts'

interface FindOnDisk {
  readonly type: 'findOnDisk'
  readonly node: string
  readonly topicPartition: string
  /** Null: the file that is being written to. */
  readonly offset: number | null
}

export interface FoundOnDisk {
  readonly type: 'foundOnDisk'
  /** Absolute; null where the node has no such replica. */
  readonly path: string | null
}

export const findOnDisk: QuickQuestion<FindOnDisk, FoundOnDisk> = {
  answer: ({ timeline: { world } }, { node: nodeId, topicPartition, offset }) => {
    const node = world.nodes.get(nodeId)
    if (node === undefined) return { type: 'foundOnDisk', path: null }
    const held = kindOf(world, node).heldLogs?.(node) ?? []
    const log = held.find((each) => each.log.topicPartition === topicPartition)?.log
    const directory = directoriesOf(world, node).find(({ folders }) => folders.has(topicPartition))
    if (log === undefined || directory === undefined) return { type: 'foundOnDisk', path: null }
    return { type: 'foundOnDisk', path: `${directory.path}/${topicPartition}/${segmentFile(log, offset)}` }
  },
}

function segmentFile({ segments }: ReplicaLog, offset: number | null): string {
  const index = offset === null ? segments.length - 1 : segmentIndexFor(segments, offset)
  return `${fileName(segments[index]?.baseOffset ?? 0)}.log`
}
