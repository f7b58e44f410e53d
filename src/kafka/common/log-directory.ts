/**
 * What a node has written to the disk of its machine, for whoever looks at it in a shell there. Made from what the node
 * holds at the moment somebody looks; nothing of it is kept.
 */
import type { LogSegment } from '../log/log-segment.ts'
import { javaDate } from './civil-date.ts'
import type { ByteString } from './payload.ts'

export interface DiskFile {
  readonly name: string
  readonly sizeInBytes: number
  /** Null where this simulator knows that there is such a file, and not its bytes. */
  contents(): ByteString | null
  /** What has been written into a file that is larger, for Kafka made it of zeros beforehand. */
  written?(): Uint8Array
  /** What a `.log` holds, batch by batch. */
  readonly segment?: LogSegment
}

/** Instants of the wall clock, epoch milliseconds. */
export interface DiskTimes {
  readonly formattedAtMs: number
  readonly nowMs: number
}

/** What formatting has written down for a server, and whether it has. */
export interface FormattedNode {
  readonly clusterId: string
  /** Of its log directory, where formatting drew another than follows from the cluster's. */
  readonly directoryIds?: Readonly<Record<number, string>>
  /** Its log directory is not there yet: kafka-storage.sh has not formatted it. */
  readonly unformatted?: true
  /** When it did, by the wall clock, where a run did not begin with it. */
  readonly formattedAtMs?: number
  /** Of a broker: it was formatted for another cluster than the controllers. */
  readonly stranger?: true
}

/** A log directory has files and folders, and the folders have files. */
export interface LogDirectory {
  /** Absolute. */
  readonly path: string
  files(): readonly DiskFile[]
  readonly folders: ReadonlyMap<string, () => readonly DiskFile[]>
  /** Bytes of records in its folders, of those that hold some. */
  readonly recordBytes?: ReadonlyMap<string, number>
  /** Its disk cannot be read any more. */
  readonly failed?: true
}

/** `text` is ASCII. */
export function textFile(name: string, text: string): DiskFile {
  return { name, sizeInBytes: text.length, contents: () => text }
}

/** One that is known by its name alone. */
export function unwrittenFile(name: string): DiskFile {
  return { name, sizeInBytes: 0, contents: () => null }
}

/** `meta.properties` as formatting writes it (PropertiesUtils.writePropertiesFile), with the time in its comment. */
export function metaProperties(nodeId: number | string, directory: string, clusterId: string, atMs: number): string {
  const lines = [
    '#',
    `#${javaDate(atMs)}`,
    `node.id=${nodeId}`,
    `directory.id=${directory}`,
    'version=1',
    `cluster.id=${clusterId}`,
  ]
  return lines.map((line) => `${line}\n`).join('')
}
