/** `/tmp/kafka-logs-1/orders-0/00000000000000000000.log`: the files of brokers, as a tool on their machine finds them. */
import type { BrokerStartSpec } from '../../kafka/broker/broker-start-spec.ts'
import type { BrokerDisk } from '../../kafka/broker/broker-state.ts'
import { foldersOfBroker } from '../../kafka/broker/log-folders.ts'
import { logFoldersOf } from '../../kafka/cluster/kinds/broker/broker-files.ts'
import { BROKER_KIND } from '../../kafka/cluster/kinds/broker/brokers.ts'
import type { ReplicaLog } from '../../kafka/log/replica-log.ts'
import { encodeSegmentFiles, type SegmentFile } from '../../kafka/log/segment-bytes.ts'
import { resolvePath } from '../files.ts'
import { JavaException } from '../java-errors.ts'
import type { ToolContext } from '../replayed-tool.ts'

export interface BrokerFile extends SegmentFile {
  readonly log: ReplicaLog
}

type Where = Pick<ToolContext, 'machines' | 'folder' | 'wallClockMs'>

/** Null where no broker has such a file. Kafka's disks do not care whether the broker runs. */
export function brokerFile(path: string, context: Where): BrokerFile | null {
  const match = /^(.+)\/([^/]+)\/([^/]+)$/.exec(resolvePath(context.folder, path))
  if (match === null) return null
  const [, logDir = '', folder = '', fileName] = match
  const brokers = context.machines().filter(({ kind }) => kind === BROKER_KIND)
  const broker = brokers.find(({ spec }) => foldersOfBroker(spec as BrokerStartSpec).includes(logDir))
  if (broker === undefined) return null
  const log = logIn(broker, logDir, folder, context.wallClockMs)
  if (log === undefined) return null
  const stoppedCleanly = broker.state === null && (broker.disk as BrokerDisk | null)?.cleanShutdown != null
  const file = encodeSegmentFiles(log, stoppedCleanly).find((each) => each.name === fileName)
  if (file === undefined) return null
  const { name, sizeInBytes, segment } = file
  return {
    name,
    sizeInBytes,
    log,
    ...(segment === undefined ? {} : { segment }),
    get bytes() {
      return file.bytes
    },
  }
}

/** Of every broker, whether it runs or not. */
export function everyLog(context: Where): ReplicaLog[] {
  const brokers = context.machines().filter(({ kind }) => kind === BROKER_KIND)
  return brokers.flatMap((broker) => logFoldersOf(broker, context.wallClockMs)).map(([, log]) => log)
}

export function noSuchFile(path: string): JavaException {
  return new JavaException('java.nio.file.NoSuchFileException', path)
}

type Machine = ReturnType<ToolContext['machines']>[number]

function logIn(broker: Machine, logDir: string, folder: string, nowMs: number): ReplicaLog | undefined {
  const [first] = foldersOfBroker(broker.spec as BrokerStartSpec)
  return logFoldersOf(broker, nowMs).find(([name, log]) => name === folder && (log.parentDir ?? first) === logDir)?.[1]
}
