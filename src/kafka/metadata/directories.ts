/**
 * Counterpart in Kafka: org.apache.kafka.common.DirectoryId, and what MetadataImage and ClusterControlManager make of it
 * (KIP-858). Only brokers with several log directories are kept book of: a broker whose single one fails is gone.
 */
import type { MetadataImage, PartitionRegistration } from './metadata-image.ts'

/** The controller has not heard yet where the broker has put the replica. */
export const UNASSIGNED_DIRECTORY = 'AAAAAAAAAAAAAAAAAAAAAQ'
/** One that is gone, whichever it was. */
export const LOST_DIRECTORY = 'AAAAAAAAAAAAAAAAAAAAAg'

/** Whether the directory in which the replica lies serves, as far as the image knows. */
export function hasOnlineDirectory(
  { brokers }: Pick<MetadataImage, 'brokers'>,
  { directories }: Pick<PartitionRegistration, 'directories'>,
  brokerId: number,
): boolean {
  const directory = directories?.[brokerId]
  if (directory === undefined || directory === UNASSIGNED_DIRECTORY) return true
  if (directory === LOST_DIRECTORY) return false
  return brokers.get(brokerId)?.logDirs?.includes(directory) ?? true
}

/** Where a new replica on the broker lies: null, nobody asks, for it has a single directory. */
export function directoryOfNew({ brokers }: Pick<MetadataImage, 'brokers'>, brokerId: number): string | null {
  const logDirs = brokers.get(brokerId)?.logDirs
  if (logDirs === undefined) return null
  return logDirs.length === 1 ? (logDirs[0] as string) : UNASSIGNED_DIRECTORY
}

/** Of all of `replicas`, what is known kept; undefined where there is nothing to keep book of. */
export function directoriesFor(
  image: Pick<MetadataImage, 'brokers'>,
  replicas: readonly number[],
  known: PartitionRegistration['directories'],
): PartitionRegistration['directories'] {
  const rows: [number, string][] = []
  for (const brokerId of replicas) {
    const directory = known?.[brokerId] ?? directoryOfNew(image, brokerId)
    if (directory !== null) rows.push([brokerId, directory])
  }
  return rows.length === 0 ? undefined : Object.freeze(Object.fromEntries(rows))
}
