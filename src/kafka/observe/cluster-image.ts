/**
 * What a person may see of a cluster at one instant: flat tables of plain entities, so that a frame carries only the
 * rows that changed. Nothing here is guessed for display; each field is read from a node's own state. The code that
 * fills it lives in `image/`.
 */
import type { ConsumerSpec, ProducerSpec } from '../cluster/commands.ts'
import type { TopicPartition } from '../common/topic-partition.ts'
import type { AssignedPartition } from './assigned-partition.ts'
import type { DirectoryImage } from './directory-image.ts'
import type { EditorImage, PagerImage } from './editor-image.ts'
import type { InFlightMessage } from './in-flight-message.ts'
import type { PageCacheImage, ReplicationThrottle } from './machine-limits.ts'
import type { LossImage, ReplicaImage } from './replica-image.ts'
import type { ProducerTransaction, TransactionImage } from './transaction-image.ts'
import type { BrokerSession, Wait } from './wait.ts'
import type { ZooKeeperImage } from './zookeeper-image.ts'

export type { DirectoryImage } from './directory-image.ts'
export type { EditorImage, PagerImage } from './editor-image.ts'
export type { CarriedBatch, InFlightMessage } from './in-flight-message.ts'
export { type CellImage, IMAGE_CELLS, type LossImage, type ReplicaImage } from './replica-image.ts'
export type { ProducerTransaction, TransactionImage } from './transaction-image.ts'
export type { BrokerSession, Wait } from './wait.ts'
export type { SilentSession, ZooKeeperImage } from './zookeeper-image.ts'

export type NodeStatus = 'running' | 'starting' | 'stopping' | 'paused' | 'stopped' | 'killed' | 'poweredOff'

/** Of a group's state, as Kafka's tools print it. */
export function isRebalancing(state: string): boolean {
  return state === 'PreparingRebalance' || state === 'CompletingRebalance'
}

/** No process runs there. */
export function isDown(status: NodeStatus): boolean {
  return status === 'stopped' || status === 'killed' || status === 'poweredOff'
}

/** One plain fact of a node, as a panel can print it. */
export type NodeFact = string | number | boolean

/**
 * Any node of the run, whatever its kind. The page looks up by `kind` how to show it, and shows a kind it does not know by
 * this row alone. Terminals are no nodes; a client that runs in one has a row in its own table only.
 */
export interface NodeImage {
  /** `broker-1`; what commands call it. */
  readonly id: string
  readonly kind: string
  readonly status: NodeStatus
  /** Whether people may kill, pause, stop, start or slow it. */
  readonly operable: boolean
  readonly slowdownUs: number
  /** What else a line of the simulator may call it, in lower case: `1`, `b1`. */
  readonly aliases: readonly string[]
  /** `localhost:9092`; empty for a node that takes no connections. */
  readonly listeners: readonly string[]
  /** What its kind tells of it beyond that, in the order in which it is to be read; empty where tables of its own do. */
  readonly facts: Readonly<Record<string, NodeFact>>
}

export interface BrokerImage {
  readonly kind: 'broker'
  readonly id: number
  /** `broker-1` */
  readonly node: string
  readonly status: NodeStatus
  /** As the active controller sees it. */
  readonly fenced: boolean
  readonly registered: boolean
  readonly rack: string | null
  readonly brokerEpoch: number
  /** Micros of the last heartbeat the active controller took; -1 none. */
  readonly lastHeartbeatAtUs: number
  /** While it is silent: its session with whoever keeps the cluster's metadata. */
  readonly session: BrokerSession | null
  /** Of one that is the cluster's controller, its epoch as such; only where brokers can be. */
  readonly controllerEpoch?: number
  /** Group ids whose coordinator this broker is. */
  readonly coordinatorOf: readonly string[]
  readonly leaderCount: number
  readonly replicaCount: number
  readonly diskBytes: number
  readonly slowdownUs: number
  /** While another program takes memory of its machine. Pages that reads found there, and that they waited for. */
  readonly pageCache?: PageCacheImage
  /** Its log directories, in the order of `log.dirs`; absent where it has but one. */
  readonly directories?: readonly DirectoryImage[]
  /** While a rate is set for what it sends or takes of throttled replicas. */
  readonly replicationThrottle?: ReplicationThrottle
  /** Metadata offset this broker has applied. */
  readonly metadataOffset: number
  readonly config: Readonly<Record<string, string>>
  /** What its last process died of before it began, while none runs. */
  readonly startFailure?: string
  /** Where it tells everybody to reach it, while that leads elsewhere or nowhere. */
  readonly misled?: MisledImage
}

/** What a running broker advertises, and who answers there in its place. */
export interface MisledImage {
  readonly address: string
  /** Null: nobody. */
  readonly answeredBy: string | null
}

export interface ControllerImage {
  readonly kind: 'controller'
  readonly id: number
  /** `controller-101` */
  readonly node: string
  readonly status: NodeStatus
  readonly role: 'leader' | 'follower' | 'candidate' | 'prospective' | 'unattached' | 'resigned'
  readonly epoch: number
  readonly leaderId: number
  readonly logEndOffset: number
  readonly highWatermark: number
  /** While it hears nothing from a leader, or of an election: when it stands for election. */
  readonly election: Wait | null
}

export interface TopicImage {
  readonly name: string
  readonly topicId: string
  readonly internal: boolean
  readonly partitions: number
  readonly replicationFactor: number
  /** Overrides only. */
  readonly config: Readonly<Record<string, string>>
}

/** A partition as the controllers' metadata log has it. */
export interface PartitionImage {
  readonly id: TopicPartition
  readonly topic: string
  readonly partition: number
  readonly leader: number
  readonly leaderEpoch: number
  readonly partitionEpoch: number
  readonly replicas: readonly number[]
  readonly isr: readonly number[]
  readonly elr: readonly number[]
  /** Of the replicas, those that a reassignment adds and those it will take away. */
  readonly adding: readonly number[]
  readonly removing: readonly number[]
  readonly minInsyncReplicas: number
}

export interface ProducerImage {
  readonly kind: 'producer'
  readonly name: string
  readonly status: NodeStatus
  readonly spec: ProducerSpec
  /** A terminal's console producer, or one of the stage's own. */
  readonly terminal: string | null
  /** Effective configs: the given ones over the profile's defaults. */
  readonly config: Readonly<Record<string, string>>
  readonly producerId: number
  readonly producerEpoch: number
  /** With a transactional.id. */
  readonly transaction?: ProducerTransaction
  /** Open and queued batches in the accumulator, newest cells only. */
  readonly batches: readonly {
    readonly topicPartition: TopicPartition
    readonly records: number
    readonly sizeBytes: number
    readonly limitBytes: number
    readonly createdAtUs: number
    readonly inFlight: boolean
    readonly attempts: number
    readonly keys: readonly (string | null)[]
  }[]
  /** An open batch waits so long for more records; 0 where it waits for none. */
  readonly lingerUs: number
  readonly bufferBytes: number
  readonly inFlightRequests: number
  /** A request that has long been without an answer, until it is given up: request.timeout.ms. */
  readonly unanswered: Wait | null
  /** Its quota is exceeded: so long a broker reads nothing from it. Absent while none does so. */
  readonly throttled?: Wait
  /** send() stands still for want of buffer.memory, until max.block.ms has passed. */
  readonly blocked: Wait | null
  readonly sent: number
  readonly acknowledged: number
  readonly failed: number
  readonly retries: number
  /** Its process runs without a client, whose settings are refused: `lastError` says why. Absent where it has one. */
  readonly refused?: true
  readonly lastError: string | null
}

export interface MemberImage {
  readonly kind: 'consumer'
  /** The client's name; the node that can be killed, paused or removed. */
  readonly name: string
  readonly status: NodeStatus
  readonly spec: ConsumerSpec | null
  readonly terminal: string | null
  readonly groupId: string
  readonly memberId: string
  readonly generation: number
  readonly state: 'unjoined' | 'joining' | 'syncing' | 'stable' | 'left'
  readonly isGroupLeader: boolean
  readonly config: Readonly<Record<string, string>>
  readonly assignment: readonly AssignedPartition[]
  readonly processing: number
  /** While it is silent: its session with the coordinator, which then takes its partitions away. */
  readonly session: Wait | null
  /** While its application keeps it from polling: max.poll.interval.ms, after which it leaves by itself. */
  readonly poll: Wait | null
  /** Its quota is exceeded: so long a broker gives it nothing. Absent while none does so. */
  readonly throttled?: Wait
  readonly consumed: number
  readonly lastError: string | null
}

export interface GroupImage {
  readonly groupId: string
  readonly state: string
  readonly generation: number
  readonly protocol: string
  /** Broker id; -1 unknown. */
  readonly coordinator: number
  readonly offsetsPartition: number
  readonly members: readonly string[]
  /** What its coordinator waits for in a rebalance, and how long at most. */
  readonly rebalance: (Wait & { readonly phase: 'initialDelay' | 'join' | 'sync' }) | null
  readonly committed: readonly {
    readonly topicPartition: TopicPartition
    readonly offset: number
    readonly logEndOffset: number
  }[]
  readonly lag: number
}

export interface LinkImage {
  /** `a|b`, names sorted. */
  readonly id: string
  readonly a: string
  readonly b: string
  readonly cut: boolean
  readonly extraUs: number
  /** Messages waiting on it, and whether more will. */
  readonly held: number
  readonly holding: boolean
}

export interface TerminalImage {
  readonly name: string
  readonly tty: boolean
  /** Counts every character ever written, so that a reader knows what is new. */
  readonly outputLength: number
  /** The newest output, at most `IMAGE_TERMINAL_CHARS` characters; the terminal's screen is drawn from it. */
  readonly output: string
  /** `$ ` for the shell, `>` for a console producer, empty while a program runs. */
  readonly prompt: string
  readonly running: string | null
  /** What runs goes on until somebody ends it: a console, say. */
  readonly goesOn: boolean
  readonly lastExitCode: number
  /** The file that an editor has open in the foreground; null where none runs. */
  readonly editor: EditorImage | PagerImage | null
}

export interface CountersImage {
  readonly id: 'counters'
  readonly sent: number
  readonly acknowledged: number
  /** Acknowledged records that no leader holds any more. */
  readonly lost: number
  /** Records that stand in a log more than once. */
  readonly duplicated: number
  /** Records that stand behind later ones of their producer. */
  readonly outOfOrder: number
  readonly consumed: number
  readonly elections: number
  readonly rebalances: number
}

/** Ten thousand lines of records; of a terminal's output a frame carries only what is new. */
export const IMAGE_TERMINAL_CHARS = 600_000

export interface ClusterImage {
  readonly nodes: ReadonlyMap<string, NodeImage>
  readonly brokers: ReadonlyMap<string, BrokerImage>
  readonly controllers: ReadonlyMap<string, ControllerImage>
  readonly zookeepers: ReadonlyMap<string, ZooKeeperImage>
  readonly topics: ReadonlyMap<string, TopicImage>
  readonly partitions: ReadonlyMap<string, PartitionImage>
  readonly replicas: ReadonlyMap<string, ReplicaImage>
  readonly losses: ReadonlyMap<string, LossImage>
  readonly producers: ReadonlyMap<string, ProducerImage>
  readonly members: ReadonlyMap<string, MemberImage>
  readonly groups: ReadonlyMap<string, GroupImage>
  readonly transactions: ReadonlyMap<string, TransactionImage>
  readonly links: ReadonlyMap<string, LinkImage>
  readonly terminals: ReadonlyMap<string, TerminalImage>
  readonly counters: ReadonlyMap<string, CountersImage>
}

export type ImageTable = keyof ClusterImage

type Mutable<Table> = Table extends ReadonlyMap<infer Key, infer Row> ? Map<Key, Row> : never
/** The tables while they are being filled. */
export type ImageTables = { readonly [Table in ImageTable]: Mutable<ClusterImage[Table]> }

/** New rows, what differs in known ones, and keys to drop, table by table; absent tables are unchanged. */
export type ImageDelta = {
  readonly [Table in ImageTable]?: {
    readonly set: readonly (readonly [
      string,
      ClusterImage[Table] extends ReadonlyMap<string, infer Row> ? Row : never,
    ])[]
    readonly changed: readonly (readonly [string, RowChange])[]
    readonly removed: readonly string[]
  }
}

/** What differs between two states of a row, by field. */
export interface RowChange {
  readonly fields: Readonly<Record<string, unknown>>
  /** Lists that moved on, as logs do: most of what they hold is known. */
  readonly lists: Readonly<Record<string, ListChange>>
  /** Long texts that moved on, as a terminal's output does. */
  readonly texts: Readonly<Record<string, TextChange>>
}

/** The new list is the old one from `dropped` on, `kept` entries of it, and then `added`; of a text, characters. */
export interface ListChange<Added = readonly unknown[]> {
  readonly dropped: number
  readonly kept: number
  readonly added: Added
}
export type TextChange = ListChange<string>

/** What happened on the wires between two frames: set out, held or let go; and the ids of what arrived or broke off. */
export interface InFlightDelta {
  readonly set: readonly InFlightMessage[]
  readonly removed: readonly number[]
}

export function emptyImage(): ClusterImage {
  return {
    nodes: new Map(),
    brokers: new Map(),
    controllers: new Map(),
    zookeepers: new Map(),
    topics: new Map(),
    partitions: new Map(),
    replicas: new Map(),
    losses: new Map(),
    producers: new Map(),
    members: new Map(),
    groups: new Map(),
    transactions: new Map(),
    links: new Map(),
    terminals: new Map(),
    counters: new Map(),
  }
}

/** A new image; tables without changes are shared with the old one. */
export function applyDelta(image: ClusterImage, delta: ImageDelta): ClusterImage {
  const next: Record<string, ReadonlyMap<string, unknown>> = { ...image }
  for (const [table, changes] of Object.entries(delta)) {
    if (changes === undefined) continue
    const rows = new Map<string, unknown>(image[table as ImageTable])
    for (const key of changes.removed) rows.delete(key)
    for (const [key, change] of changes.changed) rows.set(key, changedRow(rows.get(key), change))
    for (const [key, row] of changes.set) rows.set(key, row)
    next[table] = rows
  }
  return next as unknown as ClusterImage
}

function changedRow(row: unknown, { fields, lists, texts }: RowChange): unknown {
  const next: Record<string, unknown> = { ...(row as Record<string, unknown>), ...fields }
  for (const [field, { dropped, kept, added }] of Object.entries(lists)) {
    next[field] = [...(next[field] as readonly unknown[]).slice(dropped, dropped + kept), ...added]
  }
  for (const [field, { dropped, kept, added }] of Object.entries(texts)) {
    next[field] = (next[field] as string).slice(dropped, dropped + kept) + added
  }
  return next
}

/** The messages under way after `delta`, by id, which is the order in which they set out; the same array without changes. */
export function applyInFlightDelta(
  messages: readonly InFlightMessage[],
  { set, removed }: InFlightDelta,
): readonly InFlightMessage[] {
  if (set.length === 0 && removed.length === 0) return messages
  const gone = new Set(removed)
  for (const { id } of set) gone.add(id)
  const kept = messages.filter(({ id }) => !gone.has(id))
  const next = [...kept, ...set]
  // After a step back in time older messages are under way again.
  return next.sort((a, b) => a.id - b.id)
}
