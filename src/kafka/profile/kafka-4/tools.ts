/** The command line of Apache Kafka 4.3.1. */

import type { ToolProfile } from '../tool-profile.ts'
import { ARGUMENT_PARSERS } from './argument-parsers.ts'
import { LIBRARIES } from './libraries.ts'
import { OPTION_DESCRIPTIONS } from './option-descriptions.ts'
import { RENAMED_OPTIONS } from './renamed-options.ts'
import { OTHER_SCRIPTS, TOOL_CLASSES } from './tool-classes.ts'
import { TOOL_DESCRIPTIONS } from './tool-descriptions.ts'
import { TOOL_EXCEPTIONS, TOOL_HELPERS, TOOL_LOGGERS } from './tool-helpers.ts'
import { TOOL_OPTIONS } from './tool-options.ts'

const COLUMNS = ['timestamp', 'partition', 'offset', 'delivery', 'epoch', 'headers', 'key', 'value'] as const

export const KAFKA_4_TOOLS: ToolProfile = Object.freeze<ToolProfile>({
  options: TOOL_OPTIONS,
  parsers: ARGUMENT_PARSERS,
  renamedOptions: RENAMED_OPTIONS,
  descriptions: TOOL_DESCRIPTIONS,
  optionDescriptions: OPTION_DESCRIPTIONS,
  notices: {
    deleteConfigUnsupported:
      'delete-config option is no longer supported and deprecated since version 4.0. The config will be fully removed in future releases.\n',
    maxPartitionMemoryDeprecated:
      'Warning: --max-partition-memory-bytes is deprecated and will be removed in Apache Kafka 5.0. Use --batch-size instead.\n',
    partitionsWithoutController:
      'num.partitions is defined in the broker role. This configuration will be ignored in 5.0. Please set num.partitions in the controller role instead.',
    classicProtocol:
      'The consumer rebalance protocol (KIP-848) is production-ready! Set group.protocol=consumer to try it out. See https://kafka.apache.org/documentation/#consumer_rebalance_protocol\n',
    invalidAddress: 'Please provide valid host:port like host1:9091,host2:9092\n',
    producerPrompt: '',
    topicsWithoutArguments: 'Create, delete, describe, or change a topic.',
    resetWithoutExecute:
      'WARN: No action will be performed as the --execute option is missing. In version 5.0, this command will require either --dry-run or --execute to be specified. You should add the --dry-run option explicitly if you are scripting this command and want to keep the current default behavior without prompting.\n',
  },
  topicCommand: {
    looksBeforeCreating: false,
    wrapsErrors: false,
    missesDescribed: true,
    columns: { topicId: true, reassignment: true, eligibleLeaders: true },
    movesWhile: 'either',
    arrays: 'elements',
    combination: 'list',
  },
  groupCommand: {
    plainTables: false,
    tellsOfMissing: false,
    wrapsErrors: false,
    wrapsListing: true,
    rows: 'byName',
    plans: 'javaMap',
    tellsOfEmptyPartitions: true,
    looksAtActionsFirst: false,
    tablesExcludeEachOther: false,
    resetsWithCare: true,
    tooManyCells: 'com.fasterxml.jackson.dataformat.csv.CsvReadException',
    missingOffsetIsUsage: true,
    stateGoesWith: ['describe', 'list'],
    optionLists: {
      groups: '[all-groups], [group]',
      scenarios:
        '[[to-offset], [to-earliest], [to-current], [to-latest], [by-duration], [to-datetime], [from-file], [shift-by]]',
    },
    offsetDeletion: {
      succeeded: (_topics, groupId) => `Request succeeded for deleting offsets from group ${groupId}.`,
      partly: 'Encountered some partition-level error, see the follow-up details.',
      unforeseen: 'Encountered some unknown error: ',
      refused: () => ({}),
      noPartition: '-',
      widths: [15, 10],
    },
  },
  configCommand: {
    sorted: true,
    looksBeforeDescribing: true,
    looksBeforeAltering: false,
    needsSensitive: false,
    waitsMs: null,
    format:
      'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val" or  "key=[val1,val2]" to group values which contain commas.',
  },
  leaderElection: { namesUnneeded: true, wrapsFailures: true },
  libraries: LIBRARIES,
  commit: null,
  logDirs: { looksForBrokers: true },
  awaitsPartitions: true,
  readsEmptyJson: false,
  deleteRecords: { outcomes: 'unmodifiable', waitsForTopics: true },
  dumpLog: {
    gaps: 'fromMinusOne',
    start: 'Log starting offset: ',
    sizes: ['keySize', 'valueSize'],
    deleteHorizon: true,
    codecs: 'names',
    sized: ['index'],
    missingDecoder: 'cause',
    needsSuffix: false,
    java: true,
  },
  coordinatorRecords: 'json',
  lineReader: {
    headersAndNulls: true,
    missingKey: (line, lineNumber) => `No key separator found on line number ${lineNumber}: '${line}'`,
    wrongClass: 'IllegalArgumentException',
  },
  consoleProducer: { batchSizeOptions: ['batch-size', 'max-partition-memory-bytes'], fixesClientId: false },
  consumerPerf: { joinsSince: 'start', counted: 'records', clientId: 'perf-consumer-client' },
  verifiableConsumer: { tellsShutdownRequested: true },
  consoleConsumer: {
    doesWithoutDeserializer: true,
    pattern: {
      option: 'include',
      oneOf: 'Exactly one of the following arguments is required: [topic], [include]',
    },
    readsAllFirst: false,
    clientId: 'console-consumer',
    columns: COLUMNS.map((column, at) => [column, COLUMNS.slice(at + 1)] as const),
    partitionLabel: 'Partition:',
    namesNull: true,
  },
  exceptions: TOOL_EXCEPTIONS,
  loggers: TOOL_LOGGERS,
  helpers: TOOL_HELPERS,
  classes: TOOL_CLASSES,
  scripts: [...Object.values(TOOL_CLASSES), ...OTHER_SCRIPTS],
})
