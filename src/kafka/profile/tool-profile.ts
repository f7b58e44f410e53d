import type { ErrorCode } from '../common/errors.ts'
import type { ArgumentParser } from './argument-parser.ts'

/** An option by its names without dashes, and what the tool says where it is given by the old one. */
export interface RenamedOption {
  readonly old: string
  readonly current: string
  /** With its line end. */
  readonly notice: string
}

/** What formatters of coordinators' records are about. */
export type CoordinatorFormatter = 'offsets' | 'groupMetadata' | 'transactions'

export type RecordColumn = 'timestamp' | 'partition' | 'offset' | 'delivery' | 'epoch' | 'headers' | 'key' | 'value'

/** One line for all tools that have the option, or one by tool (`kafka-topics`) and `else` for the others. */
export type OptionWords = string | Readonly<Record<string, string>>

/** What a Kafka version's command line is, as data. Apart from `Profile`, since a cluster runs without any tool. */
export interface ToolProfile {
  /**
   * Tool (`kafka-topics`) to its options as jopt-simple reads them, one a line: `--name`, then for one that takes a value
   * its type and its name, `?` where the value may be left out, `*` where the parser itself requires the option, and
   * `= default`.
   */
  readonly options: Readonly<Record<string, string>>
  /** Tool to its options as argparse4j reads them. A tool is here or in `options`. */
  readonly parsers: Readonly<Record<string, ArgumentParser>>
  /** Tool of joptsimple to what its help begins with. */
  readonly descriptions: Readonly<Record<string, string>>
  /** Tool to what it takes under an old name. */
  readonly renamedOptions: Readonly<Record<string, readonly RenamedOption[]>>
  /** One line on an option of joptsimple's tools; one without any is named only. */
  readonly optionDescriptions: Readonly<Record<string, OptionWords>>
  /** Texts in which a tool names versions, with their line ends, and such as were others in other versions. */
  readonly notices: {
    readonly deleteConfigUnsupported: string
    readonly maxPartitionMemoryDeprecated: string
    readonly resetWithoutExecute: string
    readonly partitionsWithoutController: string
    readonly topicsWithoutArguments: string
    /** What the console producer writes before each line that it reads, though nobody types it. */
    readonly producerPrompt: string
    /** Of an address that is none. */
    readonly invalidAddress: string
    /** Of the console consumer with the classic protocol. */
    readonly classicProtocol: string
  }
  /** How kafka-topics.sh asks brokers, and what it tells of what they answer. */
  readonly topicCommand: {
    /** Before it asks for a topic it looks for one of that name, and says by itself that there is. */
    readonly looksBeforeCreating: boolean
    /** An error that was answered is told as the future throws it, which wraps it. */
    readonly wrapsErrors: boolean
    /** A topic to be described that is not there is complained of. */
    readonly missesDescribed: boolean
    /** Columns that lines about topics and partitions have. */
    readonly columns: {
      readonly topicId: boolean
      readonly reassignment: boolean
      readonly eligibleLeaders: boolean
    }
    /** Replicas that must still be there for a reassignment to be counted as going on. */
    readonly movesWhile: 'removing' | 'either'
    /** An array in a message is told by its elements, or as Java tells any object: by a hash. */
    readonly arrays: 'elements' | 'hash'
    /** Several options in a complaint. */
    readonly combination: 'list' | 'text'
  }
  /** What kafka-consumer-groups.sh tells. */
  readonly groupCommand: {
    /** Tables as they were before groups had epochs. */
    readonly plainTables: boolean
    /** Of a group that is not there it says so and goes on; else that is an error, and the end. */
    readonly tellsOfMissing: boolean
    /** What a group could not be deleted for is told as the future throws it. */
    readonly wrapsErrors: boolean
    /** What fails while all groups are listed is wrapped once more than the future did. */
    readonly wrapsListing: boolean
    /** Partitions are told by name, or as the maps list them that held them on the way: Scala's a member's, Java's the rest. */
    readonly rows: 'byName' | 'ofMaps'
    /** Rows of a reset plan come as a Java map over partitions lists them, or a Scala map that was filled as they were named. */
    readonly plans: 'javaMap' | 'scalaMap'
    /** A partition that has nothing after the time that is asked for is told of. */
    readonly tellsOfEmptyPartitions: boolean
    /** Which action is asked for is looked at before anything else is. */
    readonly looksAtActionsFirst: boolean
    /** `--members`, `--offsets` and `--state` exclude one another for the parser; else the tool says so. */
    readonly tablesExcludeEachOther: boolean
    /**
     * A reset looks first for what it is about, reads times strictly, shows why a plan has not the older form, and passes
     * what failed on as the cause of something else; else none of these.
     */
    readonly resetsWithCare: boolean
    /** The class of what is thrown for a line of a plan that has too much in it. */
    readonly tooManyCells: string
    /** An offset that cannot be shifted, since there is none, is a wrong use of the tool; else it throws. */
    readonly missingOffsetIsUsage: boolean
    /** Actions that `--state` goes with. */
    readonly stateGoesWith: readonly string[]
    /** Options as complaints list them: how groups are named, and how a reset says where to. */
    readonly optionLists: { readonly groups: string; readonly scenarios: string }
    readonly offsetDeletion: {
      succeeded(topics: string, groupId: string): string
      readonly partly: string
      /** Of the whole request, before its code. */
      readonly unforeseen: string
      /** What is wrong with the whole group; where it is in none of these words, in those of the error. */
      refused(groupId: string): Readonly<Partial<Record<ErrorCode, string>>>
      /** Where a topic is unknown, so that there are no partitions to name. */
      readonly noPartition: string
      /** Widths of topic (at least) and partition. */
      readonly widths: readonly [topic: number, partition: number]
    }
  }
  /** How kafka-configs.sh asks brokers, and what it tells of what they answer. */
  readonly configCommand: {
    /** Settings are told by their names, else as they were answered. */
    readonly sorted: boolean
    /** What is described is looked for first; what it has not got is said in words of the tool's. */
    readonly looksBeforeDescribing: boolean
    /** Settings are read before some are deleted; what is not set cannot be. */
    readonly looksBeforeAltering: boolean
    /** Brokers get all their settings anew: one whose value nobody tells has to be given again. */
    readonly needsSensitive: boolean
    /** How long it waits for an answer, in milliseconds, whatever its client would; null: as long as that. */
    readonly waitsMs: number | null
    /** What is said of settings that are none. */
    readonly format: string
  }
  /**
   * kafka-leader-election.sh names the partitions that needed no election; else it says of these what it says of those that
   * were elected. What fails it wraps, and tells before it ends; else Java does.
   */
  readonly leaderElection: { readonly namesUnneeded: boolean; readonly wrapsFailures: boolean }
  /** What `--version` tells beside the version: of which commit it is; null: nothing. */
  readonly commit: string | null
  /** What lies in `libs/` of the distribution: a name and its size in bytes, one a line. */
  readonly libraries: string
  /** kafka-log-dirs.sh asks which brokers there are before it asks those that are named; else it waits for all of them. */
  readonly logDirs: { readonly looksForBrokers: boolean }
  /**
   * Calls that go to leaders look for each partition by itself, and wait for one that its topic has not got; else they
   * wait until all partitions of the topics have leaders, and one that is not there has none.
   */
  readonly awaitsPartitions: boolean
  /** Of an empty text JSON is made that has no value; else it is no JSON. */
  readonly readsEmptyJson: boolean
  /** The map that kafka-delete-records.sh gets what came of it in: a HashMap, or one that has no order. */
  readonly deleteRecords: {
    readonly outcomes: 'hashMap' | 'unmodifiable'
    /** A topic that is not there may come; else it fails at once. */
    readonly waitsForTopics: boolean
  }
  /** Of offsets that do not follow one another kafka-dump-log.sh tells in order, from -1 on, or the newest first. */
  readonly dumpLog: {
    readonly gaps: 'fromMinusOne' | 'newestFirst'
    /** Before the offset that a log begins with. */
    readonly start: string
    /** What the sizes of keys and values are called. */
    readonly sizes: readonly [key: string, value: string]
    /** Until when tombstones of a batch stay. */
    readonly deleteHorizon: boolean
    /** Codecs as settings name them, or as Java's constants are. */
    readonly codecs: 'names' | 'constants'
    /** The files for which `--max-message-size` has to be a number. */
    readonly sized: readonly string[]
    /** A class of a decoder that is not there is what the exception is about, or the cause of another. */
    readonly missingDecoder: 'itself' | 'cause'
    /** A file whose name has no dot ends the tool. */
    readonly needsSuffix: boolean
    /** Written in Java, or in Scala, which has other words for what is not there, and none for an index without entries. */
    readonly java: boolean
  }
  /** How kafka-dump-log.sh and formatters show records of coordinators. */
  readonly coordinatorRecords: 'json' | 'text'
  /** What the console producer makes of lines. */
  readonly lineReader: {
    /** Lines may have headers, and a word for what is null. */
    readonly headersAndNulls: boolean
    missingKey(line: string, lineNumber: number): string
    /** What is thrown for a class that is no reader. */
    readonly wrongClass: 'ClassCastException' | 'IllegalArgumentException'
  }
  readonly consoleProducer: {
    /** Options that stand for its batch.size, the later before the earlier. */
    readonly batchSizeOptions: readonly string[]
    /** It has its own client.id, whatever it is given. */
    readonly fixesClientId: boolean
  }
  /** kafka-verifiable-consumer.sh says that it was asked to end. */
  readonly verifiableConsumer: { readonly tellsShutdownRequested: boolean }
  readonly consumerPerf: {
    /** From when the time of a first rebalance counts: the start of the tool, or 1970, since nothing was revoked before. */
    readonly joinsSince: 'start' | 'epoch'
    /** What there were too few of. */
    readonly counted: 'records' | 'messages'
    /** A client.id of its own where nobody gives one. */
    readonly clientId: string | null
  }
  readonly consoleConsumer: {
    /** A deserializer that cannot be made is told, and the bytes are printed as they are; else it is the end. */
    readonly doesWithoutDeserializer: boolean
    /** The option that takes a pattern of topics, and what is said unless there is either it or a topic. */
    readonly pattern: { readonly option: string; readonly oneOf: string }
    /** Class of the formatter and number of records are read with the other options, where nothing catches what is wrong. */
    readonly readsAllFirst: boolean
    /** A client.id of its own where nobody gives one. */
    readonly clientId: string | null
    /** What of a record is printed, in order; what follows on the same line if it is printed, the separator stands before. */
    readonly columns: readonly (readonly [column: RecordColumn, sameLine: readonly RecordColumn[]])[]
    /** Before the number of a partition. */
    readonly partitionLabel: string
    /** Nulls may be told by another word. */
    readonly namesNull: boolean
  }
  /** Whole names of the tools' own exceptions. */
  readonly exceptions: {
    readonly commandFailed: string
    readonly operationFailed: string
    readonly terse: string
    readonly corruptIndex: string
  }
  /** Who logs what a tool meets, where it is neither the tool's own class nor a client that it embeds. */
  readonly loggers: {
    /** A package: those who work on one kind of call; null: they tell their callers only. */
    readonly adminInternals: string | null
    readonly resetOffsets: string
    readonly serverConfig: string
  }
  /** What the tools make by name, and whose fields their complaints name. */
  readonly helpers: {
    /** A package. */
    readonly decoders: string
    readonly lineReader: string
    readonly lineReaderInterface: string
    /** A package. */
    readonly messageFormatters: string
    readonly messageFormatterInterface: string
    /** Formatters of records of coordinators, by their classes. */
    readonly coordinatorFormatters: Readonly<Record<string, CoordinatorFormatter>>
    /** A formatter that prints each record's checksum; null: there is none. */
    readonly checksumFormatter: string | null
    readonly resetPlanRow: string
  }
  /** Class to the script of `bin/` that calls it. */
  readonly classes: Readonly<Record<string, string>>
  /** Every script of `bin/` that people call, whether this simulator has its tool or not. */
  readonly scripts: readonly string[]
}
