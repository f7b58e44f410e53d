/** Writes broker disks out at idle moments, one replica at a time, so that they can be opened and downloaded later. */
import type { SegmentFile } from '../worker/port.ts'
import type { Storage } from './storage-types.ts'

/** What it needs to know of a replica to see whether its disk has changed. */
export interface DiskReplica {
  readonly broker: number
  readonly topicPartition: string
  readonly logStartOffset: number
  readonly logEndOffset: number
  readonly sizeBytes: number
}

export interface DiskKeeper {
  /** The replicas of the newest image. */
  look(replicas: Iterable<DiskReplica>): void
  /** Saves one replica that has changed; false when there is none left. Call it when the page has nothing to do. */
  saveNext(): Promise<boolean>
}

export interface DiskKeeperOptions {
  readonly storage: Storage
  readonly runId: string
  /** Asks the engine. */
  readSegments(broker: number, topicPartition: string): Promise<readonly SegmentFile[]>
}

export function keepDisks({ storage, runId, readSegments }: DiskKeeperOptions): DiskKeeper {
  const saved = new Map<string, string>()
  let latest = new Map<string, DiskReplica>()
  return {
    look: (replicas) => {
      latest = new Map(Array.from(replicas, (replica) => [`${replica.topicPartition}@${replica.broker}`, replica]))
    },
    saveNext: async () => {
      for (const [id, replica] of latest) {
        const version = `${replica.logStartOffset} ${replica.logEndOffset} ${replica.sizeBytes}`
        if (saved.get(id) === version) continue
        // Noted first: a disk that cannot be saved for want of room is not tried again until it changes.
        saved.set(id, version)
        const files = await readSegments(replica.broker, replica.topicPartition)
        await storage.saveDisk(runId, replica.broker, replica.topicPartition, files)
        return true
      }
      return false
    },
  }
}
