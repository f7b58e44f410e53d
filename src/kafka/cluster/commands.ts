/**
 * Everything that can be done to a running cluster from outside, imperative and journaled. A run is its spec, its seed
 * and these; so they are plain data, and their meaning may be added to but never changed within an engine version.
 *
 * Nodes are named by address: `broker-1`, `controller-101`, and the names given to producers, consumers and terminals.
 */

/** Config keys are Kafka's own, values are strings as in a properties file. */
export type ConfigEntries = Readonly<Record<string, string>>

/** How a producer makes records by itself. */
export interface ProducerWorkload {
  readonly topic: string
  /** Records a second, evenly spaced with a little jitter from the producer's own stream; 0 sends nothing by itself. */
  readonly recordsPerSecond: number
  /** Keys taken in random order; an empty list means null keys. */
  readonly keys: readonly string[]
  /** Bytes of each value; the value begins with a readable counter. */
  readonly valueBytes: number
  /**
   * With a transactional.id: after how many records the application commits. 0: not before it is told to; absent: what it
   * makes in a second.
   */
  readonly recordsPerTransaction?: number
}

export interface ProducerSpec {
  readonly name: string
  readonly config: ConfigEntries
  readonly workload: ProducerWorkload | null
}

export interface ConsumerSpec {
  readonly name: string
  /** Empty: a consumer without a group, which is assigned every partition of its topics. */
  readonly groupId: string
  readonly topics: readonly string[]
  readonly config: ConfigEntries
  /** Time the application spends on each record before it polls again. */
  readonly processingUs: number
  /** What the application does about offsets when `enable.auto.commit` is false. */
  readonly commit: 'auto' | 'beforeProcessing' | 'afterProcessing' | 'never'
}

export interface BrokerSpec {
  readonly id: number
  readonly rack: string | null
  readonly config: ConfigEntries
}

export interface TopicSpec {
  readonly name: string
  /** Omitted counts use the broker defaults `num.partitions` and `default.replication.factor`. */
  readonly partitions: number | null
  readonly replicationFactor: number | null
  readonly config: ConfigEntries
  /** The brokers of each partition, preferred leader first; the counts are null then. Left out where Kafka may choose. */
  readonly replicaAssignment?: readonly (readonly number[])[]
}

export interface PartitionToReassign {
  readonly topic: string
  readonly partition: number
  /** Brokers, preferred leader first; null takes back what is under way. */
  readonly replicas: readonly number[] | null
}

export interface RecordToSend {
  readonly topic: string
  readonly partition: number | null
  readonly key: string | null
  readonly value: string | null
  readonly timestamp: number | null
  readonly headers: readonly (readonly [string, string | null])[]
}

export type Command =
  // Brokers and controllers
  | { readonly type: 'AddBroker'; readonly broker: BrokerSpec }
  /** Ends the process and forgets the broker and its disk. */
  | { readonly type: 'RemoveBroker'; readonly broker: string }
  /** Clean stop: controlled shutdown, then exit. For a controller: a clean resignation. */
  | { readonly type: 'StopNode'; readonly node: string }
  /** kill -9: the process is gone, the page cache stays. */
  | { readonly type: 'KillNode'; readonly node: string }
  /** The machine loses power: what was not flushed is gone, and nobody is told. */
  | { readonly type: 'PowerCutNode'; readonly node: string }
  | { readonly type: 'StartNode'; readonly node: string }
  /** SIGSTOP: alive, silent, connections open. */
  | { readonly type: 'PauseNode'; readonly node: string }
  | { readonly type: 'ResumeNode'; readonly node: string }
  /** Every message this node handles takes so much longer; 0 is full speed. */
  | { readonly type: 'SlowNode'; readonly node: string; readonly delayUs: number }
  /** Another program takes memory of the broker's machine: so many bytes are left for the page cache; null is all of them. */
  | { readonly type: 'LimitPageCache'; readonly broker: string; readonly bytes: number | null }
  /**
   * The broker's disk fails, with every log directory on it: the broker halts, and starts again with an empty one. Or one
   * of several log directories (`log.dirs`) does, and the broker goes on with the others as long as it can.
   */
  | { readonly type: 'FailDisk'; readonly broker: string; readonly directory?: string }
  // Links, both directions
  | { readonly type: 'CutLink'; readonly a: string; readonly b: string }
  | { readonly type: 'SlowLink'; readonly a: string; readonly b: string; readonly extraUs: number }
  | { readonly type: 'RepairLink'; readonly a: string; readonly b: string }
  /** Messages of `api` (such as `FetchRequest`; null is all) from `from` to `to` wait until released. */
  | { readonly type: 'HoldLink'; readonly from: string; readonly to: string; readonly api: string | null }
  | { readonly type: 'ReleaseLink'; readonly from: string; readonly to: string }
  // Producers and consumers
  | { readonly type: 'AddProducer'; readonly producer: ProducerSpec }
  | { readonly type: 'ConfigureProducer'; readonly producer: ProducerSpec }
  /** Closes it: flushes, then leaves. */
  | { readonly type: 'RemoveProducer'; readonly name: string }
  | { readonly type: 'SendRecords'; readonly producer: string; readonly records: readonly RecordToSend[] }
  /** Its application commits, or aborts, the transaction that is open. */
  | { readonly type: 'EndTransaction'; readonly producer: string; readonly committed: boolean }
  | { readonly type: 'AddConsumer'; readonly consumer: ConsumerSpec }
  | { readonly type: 'ConfigureConsumer'; readonly consumer: ConsumerSpec }
  /** Closes it: commits, leaves the group. To crash one, use KillNode. */
  | { readonly type: 'RemoveConsumer'; readonly name: string }
  // Topics, through an admin client
  | { readonly type: 'CreateTopic'; readonly topic: TopicSpec }
  | { readonly type: 'DeleteTopic'; readonly topic: string }
  | { readonly type: 'AddPartitions'; readonly topic: string; readonly totalCount: number }
  /** A null value removes the override. */
  | {
      readonly type: 'AlterTopicConfig'
      readonly topic: string
      readonly config: Readonly<Record<string, string | null>>
    }
  /** Of every partition: where the preferred replica leads already, nothing happens. */
  | { readonly type: 'ElectPreferredLeaders' }
  /** As kafka-reassign-partitions.sh --execute and, until it is done, --verify; or, where replicas are null, --cancel. */
  | {
      readonly type: 'ReassignPartitions'
      readonly partitions: readonly PartitionToReassign[]
      /** Bytes a second that each broker may send and take of what moves; null: as fast as it goes. */
      readonly throttle: number | null
      /** A broker that is stopped once all that is done; null: none. */
      readonly thenStop: string | null
    }
  // Terminals of the workstation
  | { readonly type: 'OpenTerminal'; readonly terminal: string; readonly tty: boolean }
  | { readonly type: 'CloseTerminal'; readonly terminal: string }
  /** One line (or a whole script, with newlines) given to the shell, or to the program that reads the terminal. */
  | { readonly type: 'TypeLine'; readonly terminal: string; readonly text: string }
  | { readonly type: 'Interrupt'; readonly terminal: string }
  | { readonly type: 'EndOfInput'; readonly terminal: string }
  /** Ctrl-Z. */
  | { readonly type: 'Suspend'; readonly terminal: string }
  | { readonly type: 'WriteFile'; readonly path: string; readonly content: string }
  /** What somebody has written in the editor of a terminal, under the name that was typed; `leaves` ends the editor too. */
  | {
      readonly type: 'SaveFile'
      readonly terminal: string
      readonly path: string
      readonly content: string
      readonly leaves: boolean
    }
  /** Ends it, and nothing is written. */
  | { readonly type: 'LeaveEditor'; readonly terminal: string }
  /** One call on a Java-like client by a program outside; the answer appears in the client's results. */
  | { readonly type: 'ClientOperation'; readonly operation: ClientOperation }

/** The operations of the recordings' Java clients; see `conformance/README.md`. */
export interface ClientOperation {
  readonly op: string
  readonly [argument: string]: unknown
}

export type CommandType = Command['type']

/** What a run begins with. */
export interface ClusterSpec {
  /** Name of the Kafka version in `profile/registry.ts`. */
  readonly profile: string
  readonly brokers: readonly BrokerSpec[]
  /** KRaft controllers on nodes of their own, ids such as 101; `[]` only beside an ensemble. */
  readonly controllers: readonly number[]
  /** Servers of a ZooKeeper ensemble, ids such as 1; one alone is no ensemble. Brokers that ask it are of another era. */
  readonly zookeeper?: readonly number[]
  /** What every broker's server.properties says. */
  readonly config: ConfigEntries
  readonly topics: readonly TopicSpec[]
  readonly producers: readonly ProducerSpec[]
  readonly consumers: readonly ConsumerSpec[]
  /** Simulated wall clock at time 0, epoch milliseconds. */
  readonly startWallClockMs: number
  /** One way, before jitter. */
  readonly networkLatencyUs: number
  /** Nobody has started its servers yet, nor formatted their log directories: topics and clients cannot be there then. */
  readonly nothingRuns?: boolean
  /** Besides, neither Java nor Kafka is on the machine where terminals stand. */
  readonly nothingUnpacked?: boolean
  /** The failure story of `scenarios/failures/` that it was made for: what the page asks beside it. The engine reads it nowhere. */
  readonly story?: string
  /**
   * By node id, what formatting drew for the directory of each: it decides in which order observers are listed. The rest
   * get ids that follow from the cluster's.
   */
  readonly directoryIds?: Readonly<Record<number, string>>
}
