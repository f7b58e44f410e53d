/** The files of a broker: its log directory as `ls` and `cat` show it, from its process or, where none runs, its disk. */
import type { WorldNode } from '../../../../engine/world.ts'
import type { BrokerStartSpec } from '../../../broker/broker-start-spec.ts'
import type { BrokerDisk, BrokerState } from '../../../broker/broker-state.ts'
import { emptyCheckpointFiles, type OffsetRows } from '../../../broker/checkpoint-files.ts'
import { linkFor, linkOf } from '../../../broker/link/broker-link.ts'
import { failuresOf, foldersOfBroker } from '../../../broker/log-folders.ts'
import { serverLogText } from '../../../broker/server-log.ts'
import { bitsOfUuid, inTopicPartitionMapOrder } from '../../../common/java-hash.ts'
import { type DiskFile, type DiskTimes, type LogDirectory, textFile } from '../../../common/log-directory.ts'
import type { ServerLogLines } from '../../../common/node-kind.ts'
import type { ByteString } from '../../../common/payload.ts'
import { inAnyRefMapOrder, inScalaHashMapOrder } from '../../../common/scala-hash.ts'
import { rowsOf } from '../../../common/slot-map.ts'
import { splitTopicPartition } from '../../../common/topic-partition.ts'
import { type ReplicaLog, sizeOfLog } from '../../../log/replica-log.ts'
import { encodeSegmentFiles, type SegmentFile } from '../../../log/segment-bytes.ts'
import { profileOf } from '../../../profile/registry.ts'
import { METADATA_FOLDER, metadataLogFiles } from './metadata-log-files.ts'

type BrokerNode = Pick<WorldNode, 'state' | 'disk' | 'spec'>

export function serverLogOfBroker({ state, disk, spec }: BrokerNode): ServerLogLines[] {
  const { brokerId, profile } = spec as BrokerStartSpec
  const { serverLog = [] } = (state as BrokerState | null) ?? (disk as BrokerDisk | null) ?? {}
  return serverLog.map((entry) => ({
    atMs: entry.atMs,
    text: serverLogText(entry, brokerId, profileOf(profile)),
    dies: entry.error !== undefined,
  }))
}

/** One for each of `log.dirs`; the metadata log lies in the first. */
export function logDirectoriesOfBroker(node: BrokerNode, { formattedAtMs, nowMs }: DiskTimes): LogDirectory[] {
  const spec = node.spec as BrokerStartSpec
  if (spec.unformatted === true) return []
  const paths = foldersOfBroker(spec)
  if (node.state === null && (node.disk as BrokerDisk | null)?.failed === true) return paths.map(unreadable)
  const quorum = quorumOf(node)
  const stoppedCleanly = node.state === null && (node.disk as BrokerDisk | null)?.cleanShutdown != null
  const failed = failuresOf(node)?.failed ?? []
  return paths.map((path, index) => {
    if (failed.includes(path)) return unreadable(path)
    const folders = new Map<string, () => readonly DiskFile[]>()
    if (quorum !== null && index === 0) folders.set(METADATA_FOLDER, () => metadataLogFiles(observedQuorum(quorum)))
    const logs = logFoldersOf(node, nowMs).filter(([, log]) => (log.parentDir ?? paths[0]) === path)
    const recordBytes = new Map(logs.map(([name, log]) => [name, sizeOfLog(log)]))
    for (const [name, log] of logs) folders.set(name, () => encodeSegmentFiles(log, stoppedCleanly).map(asDiskFile))
    return { path, files: () => filesOf(node, index, new Map(logs), formattedAtMs), folders, recordBytes }
  })
}

/** Its disk has failed. */
function unreadable(path: string): LogDirectory {
  return { path, files: () => [], folders: new Map(), failed: true }
}

function asDiskFile(file: SegmentFile): DiskFile {
  const { name, sizeInBytes, segment } = file
  return {
    name,
    sizeInBytes,
    contents: () => byteString(file.bytes) + '\0'.repeat(sizeInBytes - file.bytes.length),
    written: () => file.bytes,
    ...(segment === undefined ? {} : { segment }),
  }
}

function byteString(bytes: Uint8Array): ByteString {
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return text
}

/** Logs by the names of their folders; one that is being deleted has been renamed. */
export function logFoldersOf({ state, disk }: BrokerNode, nowMs: number): [string, ReplicaLog][] {
  if (state === null) {
    const { logs = new Map<string, ReplicaLog>(), deletedLogs = [], futureLogs } = (disk as BrokerDisk | null) ?? {}
    return [
      ...[...(futureLogs ?? new Map<string, ReplicaLog>()).values()].map((log): [string, ReplicaLog] => [
        futureFolder(log),
        log,
      ]),
      ...[...logs.values()].map((log): [string, ReplicaLog] => [log.topicPartition, log]),
      ...deletedLogs.map((log): [string, ReplicaLog] => [deletedFolder(log), log]),
    ]
  }
  const { partitions, strayLogs, deletedLogs, folderMoves } = state as BrokerState
  return [
    ...[...(folderMoves?.futureLogs.values() ?? [])].map((log): [string, ReplicaLog] => [futureFolder(log), log]),
    ...rowsOf(partitions).map(({ log }): [string, ReplicaLog] => [log.topicPartition, log]),
    ...[...strayLogs.values()].map((log): [string, ReplicaLog] => [log.topicPartition, log]),
    ...deletedLogs
      .filter(({ deleteAtMs }) => deleteAtMs > nowMs)
      .map(({ log }): [string, ReplicaLog] => [deletedFolder(log), log]),
  ]
}

/** Kafka draws 32 hexadecimal digits; those of the topic's id tell as well which topic it was, or when the log was made. */
function deletedFolder(log: ReplicaLog): string {
  return `${hashedFolder(log)}-delete`
}

function futureFolder(log: ReplicaLog): string {
  return `${hashedFolder(log)}-future`
}

function hashedFolder({ topicPartition, topicId, segments }: ReplicaLog): string {
  const bits = topicId === '' ? BigInt(segments[0]?.createdAtMs ?? 0) : bitsOfUuid(topicId)
  return `${topicPartition}.${bits.toString(16).padStart(32, '0')}`
}

function filesOf(
  node: BrokerNode,
  index: number,
  logs: ReadonlyMap<string, ReplicaLog>,
  formattedAtMs: number,
): DiskFile[] {
  const spec = node.spec as BrokerStartSpec
  // A file names the logs of its own folder.
  const elsewhere = new Set(
    logFoldersOf(node, 0)
      .map(([name]) => name)
      .filter((name) => !logs.has(name)),
  )
  const here = (rows: OffsetRows): OffsetRows => rows?.filter(([name]) => !elsewhere.has(name)) ?? null
  const disk = node.disk as BrokerDisk | null
  const used = node.state !== null || (disk !== null && disk.neverOpened !== true)
  const cleanShutdown = node.state === null ? (disk?.cleanShutdown ?? null) : null
  const disksBefore = failuresOf(node)?.disksBefore[foldersOfBroker(spec)[index] ?? ''] ?? 0
  const atMs = spec.formattedAtMs ?? formattedAtMs
  const own = linkFor(spec).ownFiles({ spec, index, disksBefore, used, cleanShutdown, formattedAtMs: atMs })
  if (!used) return [...own]
  const { checkpoints } = (node.state as BrokerState | null) ?? disk ?? { checkpoints: emptyCheckpointFiles() }
  return [
    ...own,
    offsetsFile('replication-offset-checkpoint', here(checkpoints.replicationOffsets), inAnyRefMapOrder),
    offsetsFile('recovery-point-offset-checkpoint', here(checkpoints.recoveryPoints), (names) =>
      inScalaHashMapOrder(names, 'sized'),
    ),
    offsetsFile('log-start-offset-checkpoint', here(checkpoints.logStartOffsets), (names) =>
      inScalaHashMapOrder(names, 'growing'),
    ),
    offsetsFile('cleaner-offset-checkpoint', here(cleanerOffsets(node)), inTopicPartitionMapOrder),
  ]
}

/** Written with each cleaning; before the first there is nothing in it. */
function cleanerOffsets(node: BrokerNode): OffsetRows {
  const cleaned = logFoldersOf(node, Number.POSITIVE_INFINITY)
    .filter(([name, log]) => log.cleanerCheckpoint >= 0 && name === log.topicPartition)
    .map(([, log]) => log)
  return cleaned.length === 0 ? null : cleaned.map((log) => [log.topicPartition, log.cleanerCheckpoint])
}

/** CheckpointFile: version, number of entries, and `topic partition offset` in the order of the map they came from. */
function offsetsFile(name: string, rows: OffsetRows, inOrder: (names: readonly string[]) => string[]): DiskFile {
  if (rows === null) return textFile(name, '')
  const offsets = new Map(rows)
  const lines = inOrder([...offsets.keys()]).map((each) => {
    const { topic, partition } = splitTopicPartition(each)
    return `${topic} ${partition} ${offsets.get(each)}\n`
  })
  return textFile(name, `0\n${lines.length}\n${lines.join('')}`)
}

function quorumOf({ state, disk }: BrokerNode): BrokerDisk['quorum'] {
  if (state === null) return (disk as BrokerDisk | null)?.quorum ?? null
  const broker = state as BrokerState
  return linkOf(broker).quorumOf(broker)
}

/** A broker observes the quorum and has no vote; it writes the file before it knows the quorum's version. */
function observedQuorum({ leaderId, leaderEpoch }: NonNullable<BrokerDisk['quorum']>) {
  const state = `{"clusterId":"","leaderId":${leaderId},"leaderEpoch":${leaderEpoch},"votedId":-1,"appliedOffset":0,"currentVoters":[],"data_version":0}`
  return { quorumState: state, epochs: null, logStartOffset: 0, snapshots: [] }
}
