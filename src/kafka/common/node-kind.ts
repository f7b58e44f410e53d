/**
 * What a kind of node is, said once: its row in the registry (`cluster/node-kinds.ts`). Commands, booting, image, causes,
 * invariants and workers ask the row; nobody outside the kind's own folder (`cluster/kinds/<kind>/`) asks for its name.
 *
 * To add a kind: a folder with a `NodeKind`, a row in the registry, and on the page a folder in `view/kinds/`. A kind the
 * page has no folder for is shown by its row of the image's table `nodes`.
 */
import { fail } from '../../engine/assert.ts'
import type { NodeBehavior } from '../../engine/node-context.ts'
import type { NewNode } from '../../engine/processes.ts'
import type { World, WorldNode } from '../../engine/world.ts'
import type { ConsumerClient } from '../clients/consumer/consumer-state.ts'
import type { ProducerClient } from '../clients/producer/producer-state.ts'
import type { ClusterSpec, Command, CommandType, ConfigEntries } from '../cluster/commands.ts'
import type { InvariantChecker, Violation } from '../invariants/invariant-checker.ts'
import type { ReplicaLog } from '../log/replica-log.ts'
import type { MetadataImage } from '../metadata/metadata-image.ts'
import type { ImageTables, NodeFact, NodeStatus } from '../observe/cluster-image.ts'
import type { DiskTimes, LogDirectory } from './log-directory.ts'
import type { TopicPartition } from './topic-partition.ts'

/** What the nodes of a new cluster are made from. */
export interface ClusterBirth {
  /** Without the lines of server.properties that Kafka refuses. */
  readonly spec: ClusterSpec
  readonly asGiven: ClusterSpec
  /** 22 characters, as kafka-storage.sh random-uuid prints. */
  readonly clusterId: string
}

/** Where a node takes connections. */
export interface Listener {
  readonly host: string
  readonly port: number
}

/** A replica's log as some node holds it, in its process or on its disk. */
export interface HeldLog {
  readonly log: ReplicaLog
  readonly broker: number
  /** The epoch in which this node believes to lead; -1 where it does not. */
  readonly leads: number
  /** Kafka writes it for itself. */
  readonly internal: boolean
}

/** A replica in a running process, and what it is there. */
export interface HeldPartition {
  readonly log: ReplicaLog
  readonly role: 'leader' | 'follower' | 'none'
  readonly leaderEpoch: number
  readonly replicas: readonly number[]
  /** Of a leader, as the controller last confirmed it. */
  readonly isr: readonly number[]
  /** A coordinator writes it. */
  readonly coordinated: boolean
}

export interface HeldOffsets {
  readonly groupId: string
  /** By partition, as of the last commit. */
  readonly committed: ReadonlyMap<TopicPartition, { readonly offset: number }>
}

/** Some lines of a server's log that were written at once. */
export interface ServerLogLines {
  /** Of the wall clock, epoch milliseconds. */
  readonly atMs: number
  readonly text: string
  /** What the process died of, or another one that was started on its directories. */
  readonly dies?: boolean
}

/** A client under the name of its row in the image. */
export interface HeldClient {
  readonly name: string
  readonly client: ProducerClient | ConsumerClient
}

/** What kafka-storage.sh writes into `meta.properties`. */
export interface StorageFormat {
  readonly clusterId: string
  /** Null: the one that follows from the cluster's. */
  readonly directoryId: string | null
  readonly atMs: number
}

/** What a node knows of the cluster. Of several that know, the one of the highest `authority` is believed. */
export interface KnownMetadata {
  readonly image: MetadataImage
  /** Whoever decides is believed before whoever has heard; within each, compared by number. */
  readonly decides: boolean
  readonly authority: number
}

/** What a node is started with, or, in words, why it does not start. */
export type StartSpec =
  /** `failure`: the process says it and dies at once. */
  { readonly spec: unknown; readonly failure?: string } | { readonly refusal: string }

/** One of the commands that are for nodes of a kind. */
export interface CommandHandler<Given extends Command = Command> {
  /** What stands in the way, in words that say what to do; null when nothing does. */
  refuse?(world: World, command: Given): string | null
  /** Only ever called with what `refuse` let through. */
  apply(world: World, command: Given): void
}

export type CommandHandlers = { readonly [Type in CommandType]?: CommandHandler<Extract<Command, { type: Type }>> }

export interface NodeKind {
  /** As `WorldNode.kind` and the rows of the image have it. */
  readonly kind: string
  /** What people call one such node: `broker`. */
  readonly word: string
  readonly behavior: NodeBehavior
  /** Whether people may kill, pause, stop, start or slow it. The machines the page itself works with do not break. */
  readonly operable: boolean
  /** What SIGTERM means to its process, which then exits by itself; null where it just ends. */
  readonly stopCommand: { readonly type: string } | null

  /** `cluster`: its nodes start together, before there are topics. `clients`: one after the other, once topics are led. */
  readonly begins: 'cluster' | 'clients'
  /** The nodes that a new cluster has of this kind, in the order in which they are made. */
  nodesOf?(birth: ClusterBirth): readonly Omit<NewNode, 'kind'>[]
  /** Whether its nodes are up, as many as the spec names, and know these topics; asked while the cluster boots. */
  isBooted?(world: World, spec: ClusterSpec, topics: readonly string[]): boolean
  /** What this kind of node does about commands that are about no node in general. */
  readonly commands?: CommandHandlers

  /**
   * Where a node of this spec takes connections, the first being the one that is shown. Whoever is told such a host and
   * port reaches it there (`addresses.ts`), without another line anywhere.
   */
  listenersOf?(spec: unknown): readonly Listener[]
  /** Addresses of its network that a node has taken or is about to take, besides its own id. */
  addressesOf?(node: WorldNode): readonly string[]
  /** What else a person may call a node of this spec, in lower case: `2`, `b2`. */
  aliasesOf?(spec: unknown): readonly string[]

  /** The properties file that is kept here for a node that is about to start; null where there is none. */
  propertiesFor?(world: World, nodeId: string): ConfigEntries | null
  /** What a node that had this spec is started with when its properties file says so. */
  withProperties?(spec: unknown, properties: ConfigEntries, world: World): StartSpec

  /** What a node that had this spec is after kafka-storage.sh has formatted its log directory; null where that is done, or needs no doing. */
  formatted?(spec: unknown, format: StorageFormat): unknown

  /** How it is, where its process says more than the machine; without it, `WorldNode.status`. */
  statusOf?(node: WorldNode): NodeStatus
  /** What the page may show of a node of a kind it has no folder for. */
  factsOf?(node: WorldNode): Readonly<Record<string, NodeFact>>
  /** Adds this kind's rows to the image; kinds are asked in the order of the registry. */
  addRows?(tables: ImageTables, world: World, metadata: MetadataImage): void
  /** Replicas that stand on this node. */
  heldLogs?(node: WorldNode): readonly HeldLog[]
  /** What a running process holds for observers who look after every event: to be read, neither kept nor changed. */
  heldPartitions?(node: WorldNode): readonly HeldPartition[]
  /** Of the groups that a running process coordinates, what is committed. */
  heldOffsets?(node: WorldNode): readonly HeldOffsets[]
  /** Producers and consumers that run in a process. */
  heldClients?(node: WorldNode): readonly HeldClient[]
  knownMetadata?(node: WorldNode): KnownMetadata | null
  /** What its process has written into `logs/server.log`, which the servers of one machine share. */
  serverLogOf?(node: Pick<WorldNode, 'state' | 'disk' | 'spec'>): readonly ServerLogLines[]
  /** What a node has on the disk of its machine. */
  logDirectoriesOf?(node: Pick<WorldNode, 'state' | 'disk' | 'spec'>, times: DiskTimes): readonly LogDirectory[]

  /** The first rule that this node breaks now; what it has seen before is in `checker.memory`. */
  check?(checker: InvariantChecker, node: WorldNode): Violation | null
}

export type NodeKinds = Readonly<Record<string, NodeKind>>

/** The rows by name, in the order given. */
export function registryOf(kinds: readonly NodeKind[]): NodeKinds {
  return Object.fromEntries(kinds.map((each) => [each.kind, each]))
}

/** Every kind of the world, in the order of its registry. */
export function kindsOf(world: World): readonly NodeKind[] {
  return Object.values(world.kinds) as NodeKind[]
}

export function kindOf(world: World, node: WorldNode): NodeKind {
  return (world.kinds[node.kind] as NodeKind | undefined) ?? fail(`no row for nodes of kind ${node.kind}`)
}

export function nodesOfKind(world: World, kind: string): WorldNode[] {
  return [...world.nodes.values()].filter((node) => node.kind === kind)
}

export function statusOf(world: World, node: WorldNode): NodeStatus {
  return kindOf(world, node).statusOf?.(node) ?? node.status
}

/** Every replica in the cluster with the node that holds it. */
export function heldLogs(world: World): { readonly node: WorldNode; readonly held: HeldLog }[] {
  return [...world.nodes.values()].flatMap((node) =>
    (kindOf(world, node).heldLogs?.(node) ?? []).map((held) => ({ node, held })),
  )
}
