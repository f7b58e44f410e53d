/** `/tmp/kafka-logs-1/orders-0/00000000000000000000.log`: the files of brokers, as a tool on their machine finds them. */
import type { BrokerDisk, BrokerState } from '../../kafka/broker/broker-state.ts'
import { brokerNode } from '../../kafka/common/addresses.ts'
import { rowNamed } from '../../kafka/common/slot-map.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { encodeSegmentFiles, type SegmentFile } from '../../kafka/log/segment-bytes.ts'
import { resolvePath } from '../files.ts'
import { JavaException } from '../java-errors.ts'
import type { ToolContext } from '../replayed-tool.ts'

export interface BrokerFile extends SegmentFile {
  readonly log: ReplicaLog
}

type Where = Pick<ToolContext, 'machineOf' | 'folder'>

/** Null where no broker has such a file. Kafka's disks do not care whether the broker runs. */
export function brokerFile(path: string, context: Where): BrokerFile | null {
  const match = /^\/tmp\/kafka-logs-(\d+)\/([^/]+)\/([^/]+)$/.exec(resolvePath(context.folder, path))
  if (match === null) return null
  const broker = context.machineOf(brokerNode(Number(match[1])))
  const log = broker === null ? undefined : logOf(broker, match[2] ?? '')
  if (broker === null || log === undefined) return null
  const stoppedCleanly = broker.state === null && (broker.disk as BrokerDisk | null)?.cleanShutdown != null
  const file = encodeSegmentFiles(log, stoppedCleanly).find((each) => each.name === match[3])
  if (file === undefined) return null
  const { name, sizeInBytes } = file
  return {
    name,
    sizeInBytes,
    log,
    get bytes() {
      return file.bytes
    },
  }
}

type Machine = NonNullable<ReturnType<ToolContext['machineOf']>>

export function noSuchFile(path: string): JavaException {
  return new JavaException('java.nio.file.NoSuchFileException', path)
}

function logOf({ state, disk }: Machine, topicPartition: string): ReplicaLog | undefined {
  if (state !== null) return rowNamed((state as BrokerState).partitions, topicPartition)?.log
  return (disk as BrokerDisk | null)?.logs.get(topicPartition)
}
