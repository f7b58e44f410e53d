/** What the chronicle of records notes, and about whom. */
import { splitTopicPartition, type TopicPartition } from '../../kafka/common/topic-partition.ts'
import type { RecordBatch, Sender } from '../../kafka/log/record-batch.ts'
import { NoteColumns } from './note-columns.ts'
import { keyOfSender, Register } from './registers.ts'

/** `send()` was called, up to the send of this number; those beyond `extra` have to wait. About a sender. */
export const SENT = 1
/** Sends that had to wait for metadata or memory are in batches now, up to this number; about a sender. */
export const BATCHED = 2
/** What became of a batch; the value is its place in `fates`. */
export const DEPARTED = 3
export const ACKNOWLEDGED = 4
export const FAILED = 5
/** A replica's log now ends here, and what it got was written in the epoch that `extra` names. */
export const APPENDED = 6
/** A replica's log was cut off here; `extra` is 1 where no process did it. */
export const CUT = 7
/** A leader's high watermark. */
export const PASSED = 8
/** A replica's log now begins here. */
export const DELETED = 9
/** A replica leads, in the epoch of this value. */
export const LEADS = 10
/** A reader handed everything from `extra` up to here, exclusively, to its application. */
export const READ = 11
/** A group's committed offset, which was `extra`. */
export const COMMITTED = 12
/** What left with acks=0, taken for delivered since nobody answers; the value is its place in `fates`. */
export const UNANSWERED = 13

/** One replica: a partition on a node. */
export interface ReplicaSubject {
  readonly topicPartition: TopicPartition
  readonly node: string
}

export interface ReaderSubject {
  readonly topicPartition: TopicPartition
  /** Empty: it reads without a group. */
  readonly group: string
  readonly consumer: string
}

/** A batch that set out, or came to an end. */
export interface Fate {
  readonly event: number
  /** Null: it was in no batch yet. */
  readonly topicPartition: TopicPartition | null
  readonly sends: readonly number[]
  /** 0 at first. */
  readonly attempt: number
  readonly error: string | null
}

/** What a leader took. */
export interface Append {
  readonly event: number
  readonly atUs: number
  readonly replica: number
  readonly batch: RecordBatch
}

/** A topic was deleted, with all its records. */
export interface Deletion {
  readonly topic: string
  readonly event: number
  readonly atUs: number
  readonly happeningId: number
}

/** Beyond it the oldest are forgotten. */
const MAX_BATCHES = 250_000

export class Notes {
  readonly columns: NoteColumns
  readonly senders: Register<Sender>
  readonly replicas: Register<ReplicaSubject>
  readonly readers: Register<ReaderSubject>
  readonly groups: Register<Omit<ReaderSubject, 'consumer'>>
  /** By the place that notes give, which stays when the oldest are forgotten. */
  private fates: Fate[]
  private forgotten: number
  private readonly taken = new Map<TopicPartition, Append[]>()
  /** Oldest first. A topic of the same name that is made afterwards is another one. */
  private readonly deletions: Deletion[]
  private takenBatches = 0

  constructor(from?: Notes, upToEvent = 0) {
    this.columns = from === undefined ? new NoteColumns() : from.columns.upToEvent(upToEvent)
    this.senders = from?.senders.copy() ?? new Register()
    this.replicas = from?.replicas.copy() ?? new Register()
    this.readers = from?.readers.copy() ?? new Register()
    this.groups = from?.groups.copy() ?? new Register()
    this.fates = from?.fates.filter(({ event }) => event <= upToEvent) ?? []
    this.forgotten = from?.forgotten ?? 0
    this.deletions = from?.deletions.filter(({ event }) => event <= upToEvent) ?? []
    for (const [topicPartition, appends] of from?.taken ?? []) {
      const kept = appends.filter(({ event }) => event <= upToEvent)
      this.taken.set(topicPartition, kept)
      this.takenBatches += kept.length
    }
  }

  addFate(fate: Fate): number {
    this.fates.push(fate)
    if (this.fates.length > MAX_BATCHES) {
      this.fates = this.fates.slice(MAX_BATCHES / 4)
      this.forgotten += MAX_BATCHES / 4
    }
    return this.forgotten + this.fates.length - 1
  }

  fate(place: number): Fate | undefined {
    return this.fates[place - this.forgotten]
  }

  addAppend(append: Append): void {
    const { topicPartition } = this.replicas.item(append.replica)
    const known = this.taken.get(topicPartition)
    if (known === undefined) this.taken.set(topicPartition, [append])
    else known.push(append)
    if (++this.takenBatches > MAX_BATCHES) this.forgetAppends()
  }

  /** Oldest first. */
  appendsTo(topicPartition: TopicPartition): readonly Append[] {
    return this.taken.get(topicPartition) ?? []
  }

  get topicPartitions(): readonly TopicPartition[] {
    return [...this.taken.keys()]
  }

  private forgetAppends(): void {
    this.takenBatches = 0
    for (const [topicPartition, appends] of this.taken) {
      const kept = appends.slice(Math.ceil(appends.length / 4))
      this.taken.set(topicPartition, kept)
      this.takenBatches += kept.length
    }
  }

  addDeletion(deletion: Deletion): void {
    this.deletions.push(deletion)
  }

  /** By which a record of this partition that was appended in `event` is gone; undefined while its topic is there. */
  deletionAfter(topicPartition: TopicPartition, event: number): Deletion | undefined {
    const { topic } = splitTopicPartition(topicPartition)
    return this.deletions.find((each) => each.topic === topic && each.event >= event)
  }

  senderNumber(sender: Sender): number {
    return this.senders.numberOf(keyOfSender(sender), () => sender)
  }

  replicaNumber(topicPartition: TopicPartition, node: string): number {
    return this.replicas.numberOf(`${topicPartition}@${node}`, () => ({ topicPartition, node }))
  }
}
