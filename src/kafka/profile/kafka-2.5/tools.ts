/** The command line of Apache Kafka 2.5.0. */

import type { ToolProfile } from '../tool-profile.ts'
import { ARGUMENT_PARSERS } from './argument-parsers.ts'
import { LIBRARIES } from './libraries.ts'
import { OPTION_DESCRIPTIONS } from './option-descriptions.ts'
import { SCRIPTS, TOOL_CLASSES } from './tool-classes.ts'
import { TOOL_DESCRIPTIONS } from './tool-descriptions.ts'
import { TOOL_EXCEPTIONS, TOOL_HELPERS, TOOL_LOGGERS } from './tool-helpers.ts'
import { TOOL_OPTIONS } from './tool-options.ts'

export const KAFKA_2_5_TOOLS: ToolProfile = Object.freeze<ToolProfile>({
  options: TOOL_OPTIONS,
  parsers: ARGUMENT_PARSERS,
  // What was renamed was renamed later.
  renamedOptions: {},
  descriptions: TOOL_DESCRIPTIONS,
  optionDescriptions: OPTION_DESCRIPTIONS,
  notices: {
    deleteConfigUnsupported: '',
    maxPartitionMemoryDeprecated: '',
    partitionsWithoutController: '',
    classicProtocol: '',
    invalidAddress: 'Please provide valid host:port like host1:9091,host2:9092\n ',
    producerPrompt: '>',
    topicsWithoutArguments: 'Create, delete, describe, or change a topic.',
    resetWithoutExecute:
      'WARN: No action will be performed as the --execute option is missing.In a future major release, the default behavior of this command will be to prompt the user before executing the reset rather than doing a dry run. You should add the --dry-run option explicitly if you are scripting this command and want to keep the current default behavior without prompting.\n',
  },
  topicCommand: {
    looksBeforeCreating: true,
    wrapsErrors: true,
    missesDescribed: false,
    columns: { topicId: false, reassignment: false, eligibleLeaders: false },
    movesWhile: 'removing',
    arrays: 'hash',
    combination: 'text',
  },
  groupCommand: {
    plainTables: true,
    tellsOfMissing: true,
    wrapsErrors: true,
    wrapsListing: false,
    rows: 'ofMaps',
    plans: 'scalaMap',
    tellsOfEmptyPartitions: false,
    looksAtActionsFirst: true,
    tablesExcludeEachOther: true,
    resetsWithCare: false,
    tooManyCells: 'com.fasterxml.jackson.dataformat.csv.CsvMappingException',
    missingOffsetIsUsage: false,
    stateGoesWith: ['describe'],
    optionLists: {
      groups: '[group], [all-groups]',
      scenarios:
        'Set([by-duration], [to-offset], [from-file], [to-datetime], [to-earliest], [to-current], [shift-by], [to-latest])',
    },
    offsetDeletion: {
      succeeded: (topics, groupId) => `Request succeed for deleting offsets with topic ${topics} group ${groupId}`,
      partly: 'Encounter some partition level error, see the follow-up details:',
      unforeseen: 'Encounter some unknown error: ',
      refused: (groupId) => ({
        INVALID_GROUP_ID: `'${groupId}' is not valid.`,
        GROUP_ID_NOT_FOUND: `'${groupId}' does not exist.`,
        NON_EMPTY_GROUP: `Deleting offsets of a consumer group '${groupId}' is forbidden if the group is not empty.`,
      }),
      noPartition: 'Not Provided',
      widths: [30, 15],
    },
  },
  configCommand: {
    sorted: false,
    looksBeforeDescribing: false,
    looksBeforeAltering: true,
    needsSensitive: true,
    waitsMs: 30_000,
    format: 'requirement failed: Invalid entity config: all configs to be added must be in the format "key=val".',
  },
  leaderElection: { namesUnneeded: false, wrapsFailures: false },
  libraries: LIBRARIES,
  commit: '66563e712b0b9f84',
  logDirs: { looksForBrokers: false },
  awaitsPartitions: false,
  readsEmptyJson: true,
  deleteRecords: { outcomes: 'hashMap', waitsForTopics: false },
  dumpLog: {
    gaps: 'newestFirst',
    start: 'Starting offset: ',
    sizes: ['keysize', 'valuesize'],
    deleteHorizon: false,
    codecs: 'constants',
    sized: ['log', 'index', 'timeindex'],
    missingDecoder: 'itself',
    needsSuffix: true,
    java: false,
  },
  coordinatorRecords: 'text',
  lineReader: {
    headersAndNulls: false,
    missingKey: (line, lineNumber) => `No key found on line ${lineNumber}: ${line}`,
    wrongClass: 'ClassCastException',
  },
  // --batch-size is a number of messages, and nobody looks at it.
  consoleProducer: { batchSizeOptions: ['max-partition-memory-bytes'], fixesClientId: true },
  consumerPerf: { joinsSince: 'epoch', counted: 'messages', clientId: null },
  verifiableConsumer: { tellsShutdownRequested: false },
  consoleConsumer: {
    doesWithoutDeserializer: false,
    pattern: { option: 'whitelist', oneOf: 'Exactly one of whitelist/topic is required.' },
    readsAllFirst: true,
    clientId: null,
    columns: [
      ['timestamp', ['key', 'value']],
      ['key', ['value']],
      ['value', ['partition']],
      ['partition', []],
    ],
    partitionLabel: '',
    namesNull: false,
  },
  exceptions: TOOL_EXCEPTIONS,
  loggers: TOOL_LOGGERS,
  helpers: TOOL_HELPERS,
  classes: TOOL_CLASSES,
  scripts: SCRIPTS,
})
