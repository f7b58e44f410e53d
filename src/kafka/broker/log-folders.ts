/**
 * Counterpart in Kafka: LogManager, as far as it says which of a broker's folders (`log.dirs`) a log lies in, and which of
 * them still serve.
 */
import { rowsOf } from '../common/slot-map.ts'
import { splitTopicPartition, type TopicPartition } from '../common/topic-partition.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import { partitionOf } from '../metadata/metadata-image.ts'
import type { BrokerStartSpec } from './broker-start-spec.ts'
import type { BrokerDisk, BrokerState } from './broker-state.ts'
import type { FolderFailures } from './folder-state.ts'

/** `log.dirs` of a broker: brokers share one machine, so each has a folder of its own where nothing else is said. */
export function foldersOfBroker({ brokerId, config }: Pick<BrokerStartSpec, 'brokerId' | 'config'>): readonly string[] {
  return foldersIn(config['log.dirs'] ?? `/tmp/kafka-logs-${brokerId}`)
}

export function foldersIn(list: string): readonly string[] {
  return Object.freeze([...new Set(list.trim().split(/\s*,\s*/))])
}

/** The folder of a log of this broker. */
export function folderOf({ config }: Pick<BrokerState, 'config'>, log: ReplicaLog): string {
  return log.parentDir ?? config.logDirs[0] ?? ''
}

/** What a broker's machine knows of folders that have failed: its process or, where none runs, its disk. */
export function failuresOf(machine: { readonly state: unknown; readonly disk: unknown }): FolderFailures | undefined {
  const broker = (machine.state ?? machine.disk) as BrokerState | BrokerDisk | null
  return broker?.folderFailures
}

/** Folders that have not failed, in the order of `log.dirs`. */
export function liveFolders({ config, folderFailures }: BrokerState): readonly string[] {
  const failed = folderFailures?.failed ?? []
  return failed.length === 0 ? config.logDirs : config.logDirs.filter((path) => !failed.includes(path))
}

/** The replica is this broker's, and lies in a folder that has failed (HostedPartition.Offline). */
export function isOffline({ folderFailures }: BrokerState, topicPartition: TopicPartition): boolean {
  return folderFailures !== undefined && folderFailures.failed.length > 0 && folderFailures.logs.has(topicPartition)
}

/** What is answered about a partition that there is, and of which this broker has no replica at work. */
export function errorWithoutReplica(
  state: BrokerState,
  topicPartition: TopicPartition,
): 'NOT_LEADER_OR_FOLLOWER' | 'KAFKA_STORAGE_ERROR' {
  return isOffline(state, topicPartition) ? 'KAFKA_STORAGE_ERROR' : 'NOT_LEADER_OR_FOLLOWER'
}

/** The same where there may be no such partition (ReplicaManager.getPartitionOrError). */
export function whyNotHere(
  state: BrokerState,
  topicPartition: TopicPartition,
): 'UNKNOWN_TOPIC_OR_PARTITION' | 'NOT_LEADER_OR_FOLLOWER' | 'KAFKA_STORAGE_ERROR' {
  const { topic, partition } = splitTopicPartition(topicPartition)
  return partitionOf(state.metadata, topic, partition) === undefined
    ? 'UNKNOWN_TOPIC_OR_PARTITION'
    : errorWithoutReplica(state, topicPartition)
}

/** Every log that stands in a folder under its own name; deleted ones do not count. */
export function currentLogs(state: BrokerState): ReplicaLog[] {
  return [...rowsOf(state.partitions).map(({ log }) => log), ...state.strayLogs.values()]
}

/** And copies that are being made. */
function allLogs(state: BrokerState): ReplicaLog[] {
  return [...currentLogs(state), ...(state.folderMoves?.futureLogs.values() ?? [])]
}

/** Where a new replica comes to lie: where it was asked for, else where the fewest logs are; never where a disk failed. */
export function folderForNew(state: BrokerState, topicPartition: TopicPartition): string | undefined {
  const { logDirs } = state.config
  const preferred = state.folderMoves?.preferred.get(topicPartition)
  state.folderMoves?.preferred.delete(topicPartition)
  // Nothing is noted where there is nothing to choose.
  if (logDirs.length < 2) return undefined
  const live = liveFolders(state)
  if (preferred !== undefined && live.includes(preferred)) return preferred
  const counts = new Map(live.map((logDir) => [logDir, 0]))
  for (const log of allLogs(state)) {
    const logDir = folderOf(state, log)
    counts.set(logDir, (counts.get(logDir) ?? 0) + 1)
  }
  const fewest = Math.min(...counts.values())
  return live.find((logDir) => counts.get(logDir) === fewest)
}
