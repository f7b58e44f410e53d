/**
 * The parsers of Kafka 4.3.1's argparse4j tools: facts read from the tools' own. What options mean is said in our words.
 */
import type { ArgumentGroup, ArgumentParser, ArgumentSpec } from '../argument-parser.ts'
import { TRANSACTIONS } from './transactions-parser.ts'

const CLUSTER_SERVER: readonly ArgumentSpec[] = [
  { flags: ['--bootstrap-server', '-b'], group: 'server', help: 'Brokers to ask, host:port, separated by commas.' },
  { flags: ['--bootstrap-controller', '-C'], group: 'server', help: 'Controllers to ask, host:port.' },
  { flags: ['--config'], help: 'Old name of --command-config.' },
  { flags: ['--command-config', '-c'] },
]
const CLUSTER_GROUPS = { server: { exclusive: true, required: true } } as const

const CLUSTER: ArgumentParser = {
  program: 'kafka-cluster',
  description: 'The Kafka cluster tool.',
  arguments: [],
  commands: {
    'cluster-id': { help: 'Id of the cluster.', arguments: CLUSTER_SERVER, groups: CLUSTER_GROUPS },
    unregister: {
      help: 'Forget a broker.',
      arguments: [
        ...CLUSTER_SERVER,
        { flags: ['--id', '-i'], type: 'Integer', required: true, help: 'Broker to forget.' },
      ],
      groups: CLUSTER_GROUPS,
    },
    'list-endpoints': {
      help: 'Where the nodes listen.',
      arguments: [
        ...CLUSTER_SERVER,
        { flags: ['--include-fenced-brokers'], isFlag: true, help: 'Fenced brokers too.' },
      ],
      groups: CLUSTER_GROUPS,
    },
  },
}

const NAMED_METADATA: ArgumentSpec = {
  flags: ['--metadata'],
  help: 'Old way: the name of a level of metadata.version.',
}
const NAMED_RELEASE: ArgumentSpec = { flags: ['--release-version'] }
const NAMED_FEATURE: ArgumentSpec = { flags: ['--feature'], repeatable: true, help: 'name=level' }
const UNSAFE: ArgumentSpec = { flags: ['--unsafe'], isFlag: true, help: 'Also where metadata would be lost.' }
const FEATURES_DRY_RUN: ArgumentSpec = {
  flags: ['--dry-run'],
  isFlag: true,
  help: 'Ask whether it could be done, and no more.',
}

const FEATURES: ArgumentParser = {
  program: 'kafka-features',
  description: 'This tool manages feature flags in Kafka.',
  arguments: [
    { flags: ['--bootstrap-server'], group: 'server', help: 'Brokers to ask, host:port, separated by commas.' },
    { flags: ['--bootstrap-controller'], group: 'server', help: 'Controllers to ask, host:port.' },
    { flags: ['--command-config'] },
  ],
  groups: { server: { exclusive: true } },
  commands: {
    describe: {
      help: 'Levels that are supported, and those that are in force.',
      arguments: [{ flags: ['--node-id'], type: 'Integer', help: 'Node to ask; else any.' }],
    },
    upgrade: { help: 'Raise levels.', arguments: [NAMED_METADATA, NAMED_RELEASE, NAMED_FEATURE, FEATURES_DRY_RUN] },
    downgrade: {
      help: 'Lower levels.',
      arguments: [NAMED_METADATA, NAMED_RELEASE, NAMED_FEATURE, UNSAFE, FEATURES_DRY_RUN],
    },
    disable: {
      help: 'Lower features to level 0.',
      arguments: [{ ...NAMED_FEATURE, help: 'Name of the feature.' }, UNSAFE, FEATURES_DRY_RUN],
    },
    'version-mapping': {
      help: 'Levels that a release begins with; without one, the latest.',
      arguments: [NAMED_RELEASE],
    },
    'feature-dependencies': {
      help: 'What levels of features need of others.',
      arguments: [{ ...NAMED_FEATURE, required: true }],
    },
  },
}

const QUORUM_DRY_RUN: ArgumentSpec = {
  flags: ['--dry-run'],
  isFlag: true,
  help: 'Print what would be done, and no more.',
}

const METADATA_QUORUM: ArgumentParser = {
  program: 'kafka-metadata-quorum',
  description: 'This tool describes kraft metadata quorum status.',
  arguments: [
    { flags: ['--bootstrap-server'], group: 'server', help: 'Brokers to ask, host:port, separated by commas.' },
    { flags: ['--bootstrap-controller'], group: 'server', help: 'Controllers to ask, host:port.' },
    { flags: ['--command-config'] },
  ],
  groups: { server: { exclusive: true, required: true } },
  commands: {
    describe: {
      help: 'How the quorum is.',
      arguments: [
        { flags: ['--status'], isFlag: true, group: 'status', help: 'A summary of the quorum.' },
        { flags: ['--replication'], isFlag: true, group: 'replication', help: 'How far each replica of the log is.' },
        {
          flags: ['--human-readable'],
          isFlag: true,
          group: 'replication',
          help: 'Times as so many milliseconds ago.',
        },
      ],
      groups: { status: { title: 'Status' }, replication: { title: 'Replication' } },
    },
    'add-controller': { help: 'Make a controller a voter.', arguments: [QUORUM_DRY_RUN] },
    'remove-controller': {
      help: 'Take a voter away.',
      arguments: [
        { flags: ['--controller-id', '-i'], type: 'Integer', required: true, help: 'Id of the voter.' },
        { flags: ['--controller-directory-id', '-d'], required: true, help: 'Id of its directory.' },
        QUORUM_DRY_RUN,
      ],
    },
  },
}

const PROPERTY = 'PROP-NAME=PROP-VALUE'

const PRODUCER_PERFORMANCE: ArgumentParser = {
  program: 'kafka-producer-perf-test',
  description: 'This tool is used to verify the producer performance.',
  showsDefaults: true,
  arguments: [
    { flags: ['--bootstrap-server'], metavar: 'BOOTSTRAP-SERVER' },
    { flags: ['--topic'], required: true },
    { flags: ['--num-records'], type: 'Long', required: true, metavar: 'NUM-RECORDS', help: 'Records to send.' },
    {
      flags: ['--payload-delimiter'],
      defaultValue: '\\n',
      metavar: 'PAYLOAD-DELIMITER',
      help: 'What stands between records of the payload file.',
    },
    { flags: ['--throughput'], type: 'Double', required: true, help: 'Records a second at most; -1: no limit.' },
    { flags: ['--producer-props'], many: true, metavar: PROPERTY, help: 'Old name of --command-property.' },
    { flags: ['--command-property'], many: true, metavar: PROPERTY, help: 'Client properties, key=value.' },
    { flags: ['--producer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    { flags: ['--command-config'], metavar: 'CONFIG-FILE' },
    { flags: ['--print-metrics'], isFlag: true },
    { flags: ['--transactional-id'], metavar: 'TRANSACTIONAL-ID', help: 'Send in transactions of this id.' },
    {
      flags: ['--transaction-duration-ms'],
      type: 'Long',
      metavar: 'TRANSACTION-DURATION',
      help: 'How long each transaction takes at most.',
    },
    {
      flags: ['--warmup-records'],
      type: 'Long',
      defaultValue: '0',
      metavar: 'WARMUP-RECORDS',
      help: 'So many records are sent before those that count.',
    },
    {
      flags: ['--reporting-interval'],
      type: 'Long',
      defaultValue: '5000',
      metavar: 'INTERVAL-MS',
      help: 'Milliseconds between lines.',
    },
    { flags: ['--record-size'], type: 'Integer', group: 'payload', metavar: 'RECORD-SIZE', help: 'Bytes of a value.' },
    { flags: ['--payload-file'], group: 'payload', metavar: 'PAYLOAD-FILE', help: 'File with values to take from.' },
    { flags: ['--payload-monotonic'], isFlag: true, group: 'payload', help: 'Values that count up.' },
  ],
  groups: { payload: { exclusive: true, required: true, description: 'What the values are; one of these is needed.' } },
}

const STORAGE_CONFIG: ArgumentSpec = {
  flags: ['--config', '-c'],
  required: true,
  help: "The server's properties file.",
}
const STORAGE_RELEASE: ArgumentSpec = { flags: ['--release-version', '-r'], help: 'Levels that a release begins with.' }
const STORAGE_FEATURE: ArgumentSpec = { flags: ['--feature', '-f'], repeatable: true, help: 'name=level' }

const STORAGE: ArgumentParser = {
  program: 'kafka-storage',
  description: 'The Kafka storage tool.',
  arguments: [],
  commands: {
    info: { help: 'What the folders of this node hold.', arguments: [STORAGE_CONFIG] },
    format: {
      help: 'Prepare the folders of this node.',
      arguments: [
        STORAGE_CONFIG,
        { flags: ['--cluster-id', '-t'], required: true, help: 'Id of the cluster, as random-uuid makes one.' },
        { flags: ['--add-scram', '-S'], repeatable: true },
        { flags: ['--ignore-formatted', '-g'], isFlag: true, help: 'Pass over folders that are formatted already.' },
        STORAGE_RELEASE,
        STORAGE_FEATURE,
        { flags: ['--standalone', '-s'], isFlag: true, group: 'quorum', help: 'A quorum of this controller alone.' },
        {
          flags: ['--no-initial-controllers', '-N'],
          isFlag: true,
          group: 'quorum',
          help: 'A node that joins a quorum formatted elsewhere.',
        },
        { flags: ['--initial-controllers', '-I'], group: 'quorum', help: 'The first voters, id@host:port:directory.' },
      ],
      groups: { quorum: { exclusive: true } },
    },
    'version-mapping': {
      help: 'Levels that a release begins with; without one, the latest.',
      arguments: [STORAGE_RELEASE],
    },
    'feature-dependencies': {
      help: 'What levels of features need of others.',
      arguments: [{ ...STORAGE_FEATURE, required: true }],
    },
    'random-uuid': { help: 'A new id.', arguments: [] },
  },
}

const CONNECTION: ArgumentSpec = {
  flags: ['--bootstrap-server'],
  group: 'connection',
  metavar: 'HOST1:PORT1[,HOST2:PORT2[...]]',
}

/** A group of one, which says that it is required in the words for groups. */
const CONNECTION_GROUP: Readonly<Record<string, ArgumentGroup>> = {
  connection: {
    exclusive: true,
    required: true,
    title: 'Connection Group',
    description: 'Where the brokers are.',
  },
}

const VERIFIABLE_CONSUMER: ArgumentParser = {
  program: 'verifiable-consumer',
  description:
    'This tool consumes messages from a specific topic and emits consumer events (e.g. group rebalances, received messages, and offsets committed) as JSON objects to STDOUT.',
  showsDefaults: true,
  arguments: [
    { ...CONNECTION, required: true },
    { flags: ['--topic'], required: true },
    {
      flags: ['--group-protocol'],
      defaultValue: 'classic',
      metavar: 'GROUP-PROTOCOL',
      help: 'Rebalance protocol, classic or consumer.',
    },
    { flags: ['--group-remote-assignor'], metavar: 'GROUP-REMOTE-ASSIGNOR', help: 'Assignor of the new protocol.' },
    { flags: ['--group-id'], required: true, metavar: 'GROUP-ID' },
    { flags: ['--group-instance-id'], metavar: 'GROUP-INSTANCE-ID', help: 'Static membership.' },
    { flags: ['--max-messages'], type: 'Integer', defaultValue: '-1', metavar: 'MAX-MESSAGES' },
    {
      flags: ['--session-timeout'],
      type: 'Integer',
      metavar: 'TIMEOUT-MS',
      help: 'Session timeout in milliseconds.',
    },
    { flags: ['--verbose'], isFlag: true },
    { flags: ['--enable-autocommit'], isFlag: true, help: 'Let the consumer commit by itself.' },
    {
      flags: ['--reset-policy'],
      defaultValue: 'earliest',
      metavar: 'RESET-POLICY',
      help: 'earliest, latest or none.',
    },
    {
      flags: ['--assignment-strategy'],
      defaultValue: 'org.apache.kafka.clients.consumer.RangeAssignor',
      metavar: 'ASSIGNMENT-STRATEGY',
      help: 'Class of the assignor.',
    },
    { flags: ['--consumer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    { flags: ['--command-config'], metavar: 'CONFIG-FILE' },
  ],
  groups: CONNECTION_GROUP,
}

const VERIFIABLE_PRODUCER: ArgumentParser = {
  program: 'verifiable-producer',
  description:
    'This tool produces increasing integers to the specified topic and prints JSON metadata to stdout on each "send" request, making externally visible which messages have been acked and which have not.',
  showsDefaults: true,
  arguments: [
    { flags: ['--topic'], required: true },
    CONNECTION,
    {
      flags: ['--max-messages'],
      type: 'Integer',
      defaultValue: '-1',
      metavar: 'MAX-MESSAGES',
      help: 'Send so many records; -1: until it is ended.',
    },
    { flags: ['--throughput'], type: 'Integer', defaultValue: '-1', help: 'Records a second at most; -1: no limit.' },
    {
      flags: ['--acks'],
      type: 'Integer',
      choices: ['0', '1', '-1'],
      defaultValue: '-1',
      metavar: 'ACKS',
      help: 'Acknowledgements each record needs.',
    },
    { flags: ['--producer.config'], metavar: 'CONFIG-FILE', help: 'Old name of --command-config.' },
    {
      flags: ['--message-create-time'],
      type: 'Long',
      defaultValue: '-1',
      metavar: 'CREATE-TIME',
      help: 'Create time of the first record, epoch milliseconds.',
    },
    {
      flags: ['--value-prefix'],
      type: 'Integer',
      metavar: 'VALUE-PREFIX',
      help: 'Number and dot before each value.',
    },
    {
      flags: ['--repeating-keys'],
      type: 'Integer',
      metavar: 'REPEATING-KEYS',
      help: 'Give keys, 0 up to one less than this, over and over.',
    },
    { flags: ['--command-config'], metavar: 'CONFIG-FILE' },
  ],
  groups: CONNECTION_GROUP,
}

export const ARGUMENT_PARSERS: Readonly<Record<string, ArgumentParser>> = {
  'kafka-cluster': CLUSTER,
  'kafka-features': FEATURES,
  'kafka-metadata-quorum': METADATA_QUORUM,
  'kafka-producer-perf-test': PRODUCER_PERFORMANCE,
  'kafka-storage': STORAGE,
  'kafka-transactions': TRANSACTIONS,
  'kafka-verifiable-consumer': VERIFIABLE_CONSUMER,
  'kafka-verifiable-producer': VERIFIABLE_PRODUCER,
}
