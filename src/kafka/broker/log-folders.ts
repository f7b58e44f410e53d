/** Counterpart in Kafka: LogManager, as far as it says which of a broker's folders (`log.dirs`) a log lies in. */
import { rowsOf } from '../common/slot-map.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import type { BrokerStartSpec, BrokerState } from './broker-state.ts'

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

/** Every log that stands in a folder under its own name or as a copy that is being made; deleted ones do not count. */
export function allLogs(state: BrokerState): ReplicaLog[] {
  const current = rowsOf(state.partitions).map(({ log }) => log)
  return [...current, ...state.strayLogs.values(), ...(state.folderMoves?.futureLogs.values() ?? [])]
}

/** Where a new replica comes to lie: where it was asked for, else where the fewest logs are. */
export function folderForNew(state: BrokerState, topicPartition: TopicPartition): string | undefined {
  const { logDirs } = state.config
  const preferred = state.folderMoves?.preferred.get(topicPartition)
  state.folderMoves?.preferred.delete(topicPartition)
  // Nothing is noted where there is nothing to choose.
  if (logDirs.length < 2) return undefined
  if (preferred !== undefined) return preferred
  const counts = new Map(logDirs.map((logDir) => [logDir, 0]))
  for (const log of allLogs(state)) {
    const logDir = folderOf(state, log)
    counts.set(logDir, (counts.get(logDir) ?? 0) + 1)
  }
  const fewest = Math.min(...counts.values())
  return logDirs.find((logDir) => counts.get(logDir) === fewest)
}
