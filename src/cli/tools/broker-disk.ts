/** `/tmp/kafka-logs-1/orders-0/00000000000000000000.log`: the files of brokers, as a tool on their machine finds them. */
import type { BrokerDisk, BrokerState } from '../../kafka/broker/broker-state.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { rowNamed } from '../../kafka/common/slot-map.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { encodeSegmentFiles, type SegmentFile } from '../../kafka/log/segment-bytes.ts'
import type { ToolContext } from '../replayed-tool.ts'

export interface BrokerFile extends SegmentFile {
  readonly log: ReplicaLog
}

/** Null where no broker has such a file. Kafka's disks do not care whether the broker runs. */
export function brokerFile(path: string, context: Pick<ToolContext, 'machineOf'>): BrokerFile | null {
  const match = /^\/tmp\/kafka-logs-(\d+)\/([^/]+)\/([^/]+)$/.exec(path)
  if (match === null) return null
  const log = logOf(Number(match[1]), match[2] ?? '', context)
  if (log === undefined) return null
  const file = encodeSegmentFiles(log).find((each) => each.name === match[3])
  return file === undefined ? null : { ...file, log }
}

function logOf(
  broker: number,
  topicPartition: string,
  context: Pick<ToolContext, 'machineOf'>,
): ReplicaLog | undefined {
  const machine = context.machineOf(brokerNode(broker))
  if (machine === null) return undefined
  if (machine.state !== null) return rowNamed((machine.state as BrokerState).partitions, topicPartition)?.log
  return (machine.disk as BrokerDisk | null)?.logs.get(topicPartition)
}
