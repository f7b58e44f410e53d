/** What leaders have appended since they were last looked at. Followers' copies are not appended a second time. */
import type { World, WorldNode } from '../../engine/world.ts'
import { type HeldPartition, kindOf } from '../../kafka/common/node-kind.ts'
import { type ReplicaLog, readLog } from '../../kafka/log/replica-log.ts'

export interface Growth {
  /** Id of the node. */
  readonly broker: string
  readonly records: number
  readonly bytes: number
}

interface Seen {
  readonly end: number
  /** -1: it did not lead. */
  readonly epoch: number
}

export type SeenLogs = Map<string, Seen>

/** Everything at once; what is there when looking begins has not grown. */
export function lookAtLogs(seen: SeenLogs, world: World, tell: ((growth: Growth) => void) | null): void {
  for (const node of world.nodes.values()) {
    if (node.state === null) continue
    for (const partition of kindOf(world, node).heldPartitions?.(node) ?? []) lookAt(seen, node, partition, tell)
  }
}

/** Only the partitions named: what a produce request was for. */
export function lookAtNamed(
  seen: SeenLogs,
  { world, node }: { readonly world: World; readonly node: WorldNode },
  named: readonly { readonly topicPartition: string }[],
  tell: (growth: Growth) => void,
): void {
  const held = kindOf(world, node).heldPartitions?.(node) ?? []
  for (const { topicPartition } of named) {
    const partition = held.find(({ log }) => log.topicPartition === topicPartition)
    if (partition !== undefined) lookAt(seen, node, partition, tell)
  }
}

function lookAt(
  seen: SeenLogs,
  node: WorldNode,
  { log, role, leaderEpoch }: HeldPartition,
  tell: ((growth: Growth) => void) | null,
): void {
  const key = `${node.id} ${log.topicPartition}`
  const before = seen.get(key)
  const epoch = role === 'leader' ? leaderEpoch : -1
  const end = log.logEndOffset
  if (before?.end === end && before.epoch === epoch) return
  seen.set(key, { end, epoch })
  if (epoch === -1 || tell === null) return
  const from = before?.epoch === epoch ? before.end : (beginningOf(log, epoch) ?? end)
  if (end > from) tell({ broker: node.id, records: end - from, bytes: bytesBetween(log, from) })
}

/** Where the leader of this epoch wrote first; what came before it has copied. */
function beginningOf({ leaderEpochs }: ReplicaLog, epoch: number): number | undefined {
  return leaderEpochs.find((each) => each.epoch === epoch)?.startOffset
}

function bytesBetween(log: ReplicaLog, fromOffset: number): number {
  let bytes = 0
  let from = Math.max(fromOffset, log.logStartOffset)
  while (from < log.logEndOffset) {
    const batches = readLog(log, from, Number.MAX_SAFE_INTEGER, log.logEndOffset, true)
    if (batches.length === 0) break
    for (const batch of batches) {
      bytes += batch.sizeInBytes
      from = batch.lastOffset + 1
    }
  }
  return bytes
}
