// What a version says of its command line, changed field by field: what a user sees in a terminal changes with it.

import { complete } from '../../cli/complete.ts'
import { type Proofs, type ProvenApart, proves, toyProfile } from '../../testing/toy-profiles.ts'
import { found, printed, SERVER, storage, worldOf } from '../../testing/toy-terminal.ts'
import {
  BROKER,
  CORRUPT_INDEX,
  consumed,
  coordinatorRecord,
  deletions,
  dumped,
  MOVING,
  produced,
  recordsDeleted,
  resets,
} from '../../testing/toy-tool-lines.ts'
import { DEFAULT_PROFILE } from './registry.ts'
import type { ToolProfile } from './tool-profile.ts'
import { toolsOf } from './tool-registry.ts'

const OWN_TOOLS = toolsOf(DEFAULT_PROFILE)

const TOOLS: Proofs<Omit<ToolProfile, ProvenApart>> = {
  options: {
    toy: { ...OWN_TOOLS.options, 'kafka-topics': '--version\n--help\n--toy String: toys\n' },
    seen: (profile) => /^--toy <String: toys>/m.test(printed(profile, 'kafka-topics.sh --help')),
    own: false,
    toys: true,
  },
  parsers: {
    toy: {
      ...OWN_TOOLS.parsers,
      'kafka-features': {
        program: 'toy-features',
        description: 'Of toys.',
        arguments: [{ flags: ['--bootstrap-server', '-b'], required: true, help: 'Where the toys are.' }],
        commands: { describe: { help: 'Levels of toys.', arguments: [] } },
      },
    },
    seen: (profile) => [
      found(printed(profile, 'kafka-features.sh --help'), /^(usage: .*)/),
      found(printed(profile, 'kafka-features.sh --help'), /(Where the toys are\.|Brokers to connect)/),
      found(
        printed(profile, 'kafka-features.sh -b localhost:9092 describe'),
        /FinalizedVersionLevel: .*Epoch: (\d+)/,
      ) !== null,
      complete('kafka-features.sh ', 18, worldOf(profile)).candidates.includes('upgrade'),
    ],
    own: ['usage: kafka-features [-h] [--command-config COMMAND_CONFIG]', 'Brokers to connect', false, true],
    toys: [
      'usage: toy-features [-h] --bootstrap-server BOOTSTRAP_SERVER {describe} ...',
      'Where the toys are.',
      true,
      false,
    ],
  },
  renamedOptions: {
    toy: Object.fromEntries(
      [
        ['kafka-cluster', 'config'],
        ['kafka-console-consumer', 'consumer-property'],
        ['kafka-console-producer', 'property'],
        ['kafka-features', 'metadata'],
        ['kafka-leader-election', 'admin.config'],
        ['kafka-verifiable-consumer', 'consumer.config'],
        ['kafka-verifiable-producer', 'producer.config'],
      ].map(([tool = '', old = '']) => [tool, [{ old, current: 'toy', notice: `${old} is a toy\n` }]]),
    ),
    seen: (profile) =>
      [
        `kafka-cluster.sh cluster-id ${SERVER} --config a.properties`,
        `kafka-console-consumer.sh ${SERVER} --topic orders --timeout-ms 1000 --consumer-property a=b`,
        `echo a | kafka-console-producer.sh ${SERVER} --topic orders --property a=b`,
        `kafka-features.sh ${SERVER} upgrade --metadata 4.0-IV0`,
        `kafka-leader-election.sh ${SERVER} --election-type preferred --all-topic-partitions --admin.config a.properties`,
        `kafka-verifiable-consumer.sh ${SERVER} --topic orders --group-id g --max-messages 1 --consumer.config a.properties`,
        `kafka-verifiable-producer.sh ${SERVER} --topic orders --max-messages 1 --producer.config a.properties`,
      ].map((line) => found(printed(profile, 'touch a.properties', line), /(is a toy|deprecated)/)),
    own: Array.from({ length: 7 }, () => 'deprecated'),
    toys: Array.from({ length: 7 }, () => 'is a toy'),
  },
  descriptions: {
    toy: { ...OWN_TOOLS.descriptions, 'kafka-topics': 'This tool is a toy.' },
    seen: (profile) => printed(profile, 'kafka-topics.sh --help').startsWith('This tool is a toy.'),
    own: false,
    toys: true,
  },
  optionDescriptions: {
    toy: { ...OWN_TOOLS.optionDescriptions, topic: 'A toy of one version.' },
    seen: (profile) => /A toy of one/.test(printed(profile, 'kafka-topics.sh --help')),
    own: false,
    toys: true,
  },
  notices: {
    toy: {
      deleteConfigUnsupported: 'toy a\n',
      maxPartitionMemoryDeprecated: 'toy b\n',
      resetWithoutExecute: 'toy c\n',
      partitionsWithoutController: 'toy d',
      topicsWithoutArguments: 'toy e',
      classicProtocol: 'toy f\n',
      producerPrompt: 'toy g\n',
      invalidAddress: 'toy h\n',
    },
    seen: (profile) =>
      [
        `kafka-topics.sh ${SERVER} --delete-config a --list`,
        `echo x | kafka-console-producer.sh ${SERVER} --topic t --max-partition-memory-bytes 5`,
        `kafka-consumer-groups.sh ${SERVER} --reset-offsets --group g --topic t --to-earliest`,
        storage(...BROKER, 'num.partitions=2').join('\n'),
        'kafka-topics.sh',
        `kafka-console-consumer.sh ${SERVER} --topic orders --timeout-ms 1000`,
        `echo x | kafka-console-producer.sh ${SERVER} --topic orders`,
        'echo x | kafka-console-producer.sh --bootstrap-server localhost --topic orders',
      ].map((line) => /^(?:\[.*\] WARN )?(toy \w)\b/m.exec(printed(profile, line))?.[1]),
    own: Array(8).fill(undefined),
    toys: ['toy a', 'toy b', 'toy c', 'toy d', 'toy e', 'toy f', 'toy g', 'toy h'],
  },
  topicCommand: {
    toy: {
      ...{ looksBeforeCreating: true, wrapsErrors: true, missesDescribed: false },
      columns: { topicId: false, reassignment: false, eligibleLeaders: false },
      ...{ movesWhile: 'removing', arrays: 'hash', combination: 'text' },
    },
    seen: (profile) => {
      const topics = (line: string) => printed(profile, `kafka-topics.sh ${SERVER} ${line}`)
      const described = printed(profile, ...MOVING)
      return [
        found(topics('--create --topic orders'), /(Topic orders already exists)/),
        found(topics('--alter --topic orders --partitions 1'), /(ExecutionException)/),
        found(topics('--describe --topic nothing'), /(does not exist)/),
        found(described, /(TopicId)/),
        found(described, /(Adding Replicas)/),
        found(described, /(LastKnownElr)/),
        found(described, /ReplicationFactor: (\d)/),
        found(topics('--create --topic t --replica-assignment 1:2,1'), /(\[I@|\[1\])/),
        found(topics('--alter --topic orders --partitions 9 --config a=b'), /combination "(\[+config|\[+boot)/),
      ]
    },
    own: [null, null, 'does not exist', 'TopicId', 'Adding Replicas', 'LastKnownElr', '1', '[1]', '[[config'],
    toys: ['Topic orders already exists', 'ExecutionException', null, null, null, null, '2', '[I@', '[config'],
  },
  groupCommand: {
    toy: {
      ...{ plainTables: true, tellsOfMissing: true, wrapsErrors: true, wrapsListing: false },
      ...{ rows: 'ofMaps', plans: 'scalaMap', tellsOfEmptyPartitions: false, missingOffsetIsUsage: false },
      ...{ looksAtActionsFirst: true, tablesExcludeEachOther: true, resetsWithCare: false, tooManyCells: 'toy.Cells' },
      stateGoesWith: ['describe'],
      optionLists: { groups: 'toy groups', scenarios: 'toy scenarios' },
      offsetDeletion: {
        succeeded: (topics, groupId) => `toys of ${topics} from ${groupId}`,
        partly: 'toy partly',
        unforeseen: 'toy unforeseen ',
        refused: (groupId) => ({ GROUP_ID_NOT_FOUND: `no toy ${groupId}` }),
        noPartition: 'toyless',
        widths: [31, 16],
      },
    },
    seen: (profile) => {
      const groups = `kafka-consumer-groups.sh ${SERVER}`
      const reads = `kafka-console-consumer.sh ${SERVER} --topic orders --group g --timeout-ms 2000`
      return [
        found(printed(profile, reads, `${groups} --describe --group g --state`), /(STATE +)#MEMBERS/)?.length,
        found(printed(profile, `${groups} --describe --group nobody`), /(does not exist|GroupIdNotFound)/),
        found(printed(profile, `${groups} --delete --group nobody`), /due to: (\w+)\./),
        found(printed(profile, 'kafka-consumer-groups.sh --bootstrap-server localhost:9 --list'), /to (java\.\w+)/),
        found(printed(profile, `${groups} --list --state`), /(unavailable)/),
        found(printed(profile, `${groups} --describe`), /of these options: (\S+ \w+)/),
        ...resets(profile),
        ...deletions(profile),
        found(printed(profile, `${groups} --describe --list`), /(exactly one|takes one)/),
        found(printed(profile, `${groups} --describe --group g --state --members`), /(at most|unavailable)/),
        found(
          printed(profile, `${groups} --reset-offsets --group g --topic orders:`),
          /(Invalid topic arg|OutOfBounds)/,
        ),
        found(
          printed(profile, 'echo t,0,1,2,3 > p', `${groups} --reset-offsets --group g --from-file p`),
          /(\w+\.\w+): Too many/,
        ),
      ]
    },
    own: [
      ...[21, 'GroupIdNotFound', 'org', 'java.util', null, null],
      ...['is empty', '1', '0', null, null],
      ...['Request succeeded for deleting offsets from group g.', 'Encountered some partition-level', '-'],
      ...[16, 'The group id'],
      ...['takes one', 'at most', 'Invalid topic arg', 'csv.CsvReadException'],
    ],
    toys: [
      ...[16, 'does not exist', 'java', null, 'unavailable', 'toy groups'],
      ...[null, '0', '1', 'IllegalArgument', 'toy scenarios'],
      ...['toys of orders from g', 'toy partly', 'toyless', 32, 'no toy'],
      ...['exactly one', 'unavailable', 'OutOfBounds', 'toy.Cells'],
    ],
  },
  deleteRecords: {
    toy: { outcomes: 'hashMap', waitsForTopics: false },
    seen: recordsDeleted,
    own: ['pair-0', 'TimeoutException'],
    toys: ['pair-1', 'UnknownTopicOrPartition'],
  },
  dumpLog: {
    toy: {
      ...{ gaps: 'newestFirst', start: 'toy ', deleteHorizon: false, codecs: 'constants', needsSuffix: true },
      ...{ sized: ['log'], missingDecoder: 'itself', java: false, sizes: ['toyKey', 'toyValue'] },
    },
    seen: (profile) => {
      const roll =
        'kafka-topics.sh --bootstrap-server localhost:9092 --create --topic g --replica-assignment 1 --config segment.bytes=1048576'
      const fill =
        'kafka-producer-perf-test.sh --bootstrap-server localhost:9092 --topic g --num-records 1100 --record-size 1000 --throughput -1 > /dev/null'
      const dump =
        'for f in /tmp/kafka-logs-1/g-0/*[gt]; do kafka-dump-log.sh --files $f --deep-iteration | tail -1; done'
      const told = printed(profile, `${roll}\n${fill}\n${dump}`)
      return [/(-1 is followed by)/, /TxnFirstOffset: (\w+)/].map((line) => found(told, line)).concat(dumped(profile))
    },
    own: [
      ...['-1 is followed by', 'OptionalLong', 'Log', 'keySize', 'valueSize', 'deleteHorizonMs', 'gzip'],
      ...['Ignoring', 'Runtime', null],
    ],
    toys: [
      ...[null, 'None', 'toy', 'toyKey', 'toyValue', null, 'GZIP', 'StringIndexOutOfBounds'],
      ...['ClassNotFound', 'OptionArgumentConversion'],
    ],
  },
  coordinatorRecords: {
    toy: 'text',
    seen: coordinatorRecord,
    own: '{"type":"1"',
    toys: 'offset_commit',
  },
  lineReader: {
    toy: {
      headersAndNulls: false,
      missingKey: (line, lineNumber) => `toy ${lineNumber} ${line}`,
      wrongClass: 'ClassCastException',
    },
    seen: produced,
    own: ['No key separator', 'No headers delimiter', 'must implement'],
    toys: ['toy 1 a', null, 'ClassCast'],
  },
  verifiableConsumer: {
    toy: { tellsShutdownRequested: false },
    seen: (profile) =>
      found(
        printed(
          profile,
          `echo a | kafka-console-producer.sh ${SERVER} --topic orders`,
          `kafka-verifiable-consumer.sh ${SERVER} --topic orders --group-id g --max-messages 1`,
        ),
        /(shutdown_requested)/,
      ),
    own: 'shutdown_requested',
    toys: null,
  },
  consoleConsumer: {
    toy: {
      doesWithoutDeserializer: false,
      ...{ readsAllFirst: true, clientId: null, partitionLabel: 'toy:', namesNull: false },
      pattern: { option: 'toy', oneOf: 'toy one of' },
      columns: [
        ['key', ['value']],
        ['value', ['partition']],
        ['partition', []],
      ],
    },
    seen: consumed,
    own: ['Exactly one', 'Processed', 'console-consumer', 'Partition:0\tNIL\tone'],
    toys: ['toy one of', 'Exception in thread', 'consumer-g-1', 'null\tone\ttoy:0'],
  },
  exceptions: {
    toy: { commandFailed: 'toy.A', operationFailed: 'toy.B', terse: 'toy.C', corruptIndex: 'toy.D' },
    seen: (profile) =>
      [
        `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1:1`,
        `kafka-topics.sh ${SERVER} --create --topic t --replica-assignment 1:2,1`,
        `kafka-get-offsets.sh ${SERVER} --topic-partitions a:b:c`,
        CORRUPT_INDEX,
      ].map((line) => found(printed(profile, line), /\b(toy\.\w): /)),
    own: [null, null, null, null],
    toys: ['toy.A', 'toy.B', 'toy.C', 'toy.D'],
  },
  loggers: {
    toy: {
      adminInternals: 'toy.admin',
      resetOffsets: 'toy.Reset',
      serverConfig: 'toy.Config',
    },
    seen: (profile) =>
      [
        [
          `echo '{"partitions":[{"topic":"orders","partition":0,"offset":7}]}' > d.json`,
          `kafka-delete-records.sh ${SERVER} --offset-json-file d.json`,
        ],
        [`kafka-get-offsets.sh ${SERVER} --topic orders --time -77`],
        [
          `echo 'none,0,5' > p.csv`,
          `kafka-consumer-groups.sh ${SERVER} --reset-offsets --group g --from-file p.csv --dry-run`,
        ],
        [`kafka-consumer-groups.sh ${SERVER} --reset-offsets --group g --topic orders:0 --to-offset 7 --dry-run`],
        storage(...BROKER, 'num.partitions=2'),
      ].map((lines) => found(printed(profile, ...lines), / (?:WARN|ERROR) .*\((toy\.[\w.]+)\)$/m)),
    own: [null, null, null, null, null],
    toys: [
      'toy.admin.DeleteRecordsHandler',
      'toy.admin.ListOffsetsHandler',
      'toy.admin.PartitionLeaderStrategy',
      'toy.Reset',
      'toy.Config',
    ],
  },
  helpers: {
    toy: {
      decoders: 'toy.decoders',
      lineReader: 'toy.Reader',
      lineReaderInterface: 'toy.Readable',
      messageFormatters: 'toy.formatters',
      messageFormatterInterface: 'toy.Formattable',
      coordinatorFormatters: { 'toy.Offsets': 'offsets' },
      checksumFormatter: 'toy.Checksum',
      resetPlanRow: 'toy.Row',
    },
    seen: (profile) => [
      found(
        printed(
          profile,
          'echo > 00.log; kafka-dump-log.sh --files 00.log --key-decoder-class toy.decoders.LongDecoder --value-decoder-class toy.decoders.StringDecoder',
        ),
        /(ClassNotFound|invalid bytes)/,
      ),
      found(
        printed(profile, `echo a | kafka-console-producer.sh ${SERVER} --topic orders --line-reader toy.Reader`),
        /(ClassNotFound)/,
      ),
      found(
        printed(profile, `echo a | kafka-console-producer.sh ${SERVER} --topic t --line-reader java.lang.String`),
        /must implement (\S+)/,
      ),
      found(
        printed(
          profile,
          `kafka-console-consumer.sh ${SERVER} --topic orders --formatter toy.formatters.NoOpMessageFormatter --timeout-ms 1000`,
        ),
        /(ClassNotFound|Processed)/,
      ),
      found(
        printed(profile, `kafka-console-consumer.sh ${SERVER} --topic orders --formatter java.lang.String`),
        /cast to class (\S+)/,
      ),
      found(
        printed(
          profile,
          `kafka-console-consumer.sh ${SERVER} --topic orders --formatter toy.Offsets --timeout-ms 1000`,
        ),
        /(Processed)/,
      ),
      found(
        printed(
          profile,
          `kafka-console-consumer.sh ${SERVER} --topic orders --formatter toy.Checksum --timeout-ms 1000`,
        ),
        /(Processed)/,
      ),
      found(
        printed(
          profile,
          `echo 'orders,x,1' > p.csv`,
          `kafka-consumer-groups.sh ${SERVER} --reset-offsets --group g --from-file p.csv --dry-run`,
        ),
        /chain: (\S+?)NoGroup/,
      ),
    ],
    own: [
      'ClassNotFound',
      'ClassNotFound',
      'org.apache.kafka.tools.api.RecordReader',
      null,
      'org.apache.kafka.common.MessageFormatter',
      ...[null, null],
      'org.apache.kafka.tools.consumer.group.CsvUtils$CsvRecord',
    ],
    toys: ['invalid bytes', null, 'toy.Readable', 'Processed', 'toy.Formattable', 'Processed', 'Processed', 'toy.Row'],
  },
  classes: {
    toy: { ...OWN_TOOLS.classes, 'org.toy.Topics': 'kafka-topics.sh' },
    seen: (profile) => printed(profile, 'kafka-run-class.sh org.toy.Topics --version').startsWith('4.3.1'),
    own: false,
    toys: true,
  },
  scripts: {
    toy: [...OWN_TOOLS.scripts, 'kafka-toy.sh'],
    seen: (profile) => /kafka-toy\.sh: command not found/.test(printed(profile, 'kafka-toy.sh')),
    own: true,
    toys: false,
  },
}

proves('tools', TOOLS, (name, change) => toyProfile(name, {}, change))
