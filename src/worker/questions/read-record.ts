/** The bytes of one record as they lie in a log, and who sent it. */
import type { World } from '../../engine/world.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { kindOf } from '../../kafka/common/node-kind.ts'
import type { ByteString } from '../../kafka/common/payload.ts'
import { readLog } from '../../kafka/log/replica-log.ts'
import type { QuickQuestion } from './question.ts'

interface ReadRecord {
  readonly type: 'readRecord'
  readonly broker: number
  readonly topicPartition: string
  readonly offset: number
}

export interface RecordBytes {
  readonly key: ByteString | null
  readonly value: ByteString | null
  /** client.id of its producer; null for what a broker wrote, or where nobody has noted it. */
  readonly producer: string | null
}

interface RecordRead {
  readonly type: 'recordRead'
  /** Null: there is none at that offset. */
  readonly record: RecordBytes | null
}

export const readRecord: QuickQuestion<ReadRecord, RecordRead> = {
  answer: ({ timeline: { world } }, { broker, topicPartition, offset }) => ({
    type: 'recordRead',
    record: recordAt(world, broker, topicPartition, offset),
  }),
}

function recordAt(world: World, broker: number, topicPartition: string, offset: number): RecordBytes | null {
  const node = world.nodes.get(brokerNode(broker))
  const held = node === undefined ? undefined : kindOf(world, node).heldLogs?.(node)
  const log = held?.find((each) => each.log.topicPartition === topicPartition)?.log
  if (log === undefined || offset < log.logStartOffset || offset >= log.logEndOffset) return null
  const [batch] = readLog(log, offset, 1, log.logEndOffset, true)
  const found = batch?.records.find(({ offsetDelta }) => batch.baseOffset + offsetDelta === offset)
  if (batch === undefined || found === undefined) return null
  return { key: found.key, value: found.value, producer: batch.sender?.name ?? null }
}
