/**
 * The parsers of Kafka 4.3.1's argparse4j tools: facts read from the tools' own. What options mean is said in our words.
 */
import type { ArgumentParser, ArgumentSpec } from '../argument-parser.ts'
import { PRODUCER_PERFORMANCE, VERIFIABLE_CONSUMER, VERIFIABLE_PRODUCER } from './client-parsers.ts'
import { TRANSACTIONS } from './transactions-parser.ts'

const BROKERS = 'Brokers to connect to first, host:port, separated by commas.'
const CONTROLLERS = 'KRaft controllers to connect to, host:port, instead of --bootstrap-server.'
const CLIENT_FILE = 'Properties file with settings for the client behind the tool: security, timeouts.'

const CLUSTER_SERVER: readonly ArgumentSpec[] = [
  { flags: ['--bootstrap-server', '-b'], group: 'server', help: BROKERS },
  { flags: ['--bootstrap-controller', '-C'], group: 'server', help: CONTROLLERS },
  { flags: ['--config'], help: 'Old name of --command-config.' },
  { flags: ['--command-config', '-c'], help: CLIENT_FILE },
]
const CLUSTER_GROUPS = { server: { exclusive: true, required: true } } as const

const CLUSTER: ArgumentParser = {
  program: 'kafka-cluster',
  description: 'The Kafka cluster tool.',
  arguments: [],
  commands: {
    'cluster-id': { help: 'Print the id of the cluster.', arguments: CLUSTER_SERVER, groups: CLUSTER_GROUPS },
    unregister: {
      help: 'Make the cluster forget a broker that is gone for good.',
      arguments: [
        ...CLUSTER_SERVER,
        { flags: ['--id', '-i'], type: 'Integer', required: true, help: 'Id of the broker to forget.' },
      ],
      groups: CLUSTER_GROUPS,
    },
    'list-endpoints': {
      help: 'List where the nodes listen.',
      arguments: [
        ...CLUSTER_SERVER,
        {
          flags: ['--include-fenced-brokers'],
          isFlag: true,
          help: 'Fenced brokers too: those that are registered and take no part.',
        },
      ],
      groups: CLUSTER_GROUPS,
    },
  },
}

const NAMED_METADATA: ArgumentSpec = {
  flags: ['--metadata'],
  help: 'Old way: level of metadata.version, by its name.',
}
const NAMED_RELEASE: ArgumentSpec = {
  flags: ['--release-version'],
  help: 'Release whose levels are meant, such as 4.0.',
}
const NAMED_FEATURE: ArgumentSpec = {
  flags: ['--feature'],
  repeatable: true,
  help: 'Feature and level, name=level; may be given more than once.',
}
const UNSAFE: ArgumentSpec = { flags: ['--unsafe'], isFlag: true, help: 'Do it even where metadata would be lost.' }
const FEATURES_DRY_RUN: ArgumentSpec = {
  flags: ['--dry-run'],
  isFlag: true,
  help: 'Ask whether it could be done, and do nothing.',
}

const FEATURES: ArgumentParser = {
  program: 'kafka-features',
  description: 'This tool manages feature flags in Kafka.',
  arguments: [
    { flags: ['--bootstrap-server'], group: 'server', help: BROKERS },
    { flags: ['--bootstrap-controller'], group: 'server', help: CONTROLLERS },
    { flags: ['--command-config'], help: CLIENT_FILE },
  ],
  groups: { server: { exclusive: true } },
  commands: {
    describe: {
      help: 'Show which levels of features the nodes support, and which are in force.',
      arguments: [{ flags: ['--node-id'], type: 'Integer', help: 'Id of the node to ask; without it, any.' }],
    },
    upgrade: {
      help: 'Raise levels of features, such as metadata.version when all nodes are upgraded.',
      arguments: [NAMED_METADATA, NAMED_RELEASE, NAMED_FEATURE, FEATURES_DRY_RUN],
    },
    downgrade: {
      help: 'Lower levels of features.',
      arguments: [NAMED_METADATA, NAMED_RELEASE, NAMED_FEATURE, UNSAFE, FEATURES_DRY_RUN],
    },
    disable: {
      help: 'Put features to level 0, which turns them off.',
      arguments: [
        { ...NAMED_FEATURE, help: 'Name of the feature; may be given more than once.' },
        UNSAFE,
        FEATURES_DRY_RUN,
      ],
    },
    'version-mapping': {
      help: 'Show the levels that a release begins with; without one, the newest.',
      arguments: [NAMED_RELEASE],
    },
    'feature-dependencies': {
      help: 'Show which levels of other features a level needs.',
      arguments: [{ ...NAMED_FEATURE, required: true }],
    },
  },
}

const QUORUM_DRY_RUN: ArgumentSpec = {
  flags: ['--dry-run'],
  isFlag: true,
  help: 'Print what would be done, and do nothing.',
}

const METADATA_QUORUM: ArgumentParser = {
  program: 'kafka-metadata-quorum',
  description: 'This tool describes kraft metadata quorum status.',
  arguments: [
    { flags: ['--bootstrap-server'], group: 'server', help: BROKERS },
    { flags: ['--bootstrap-controller'], group: 'server', help: CONTROLLERS },
    {
      flags: ['--command-config'],
      help: 'Properties file with settings for the client; for add-controller that of the new controller.',
    },
  ],
  groups: { server: { exclusive: true, required: true } },
  commands: {
    describe: {
      help: 'Show how the quorum of controllers is.',
      arguments: [
        {
          flags: ['--status'],
          isFlag: true,
          group: 'status',
          help: 'A summary: leader, epoch, high watermark, voters and observers.',
        },
        {
          flags: ['--replication'],
          isFlag: true,
          group: 'replication',
          help: 'How far each voter and observer has copied the metadata log.',
        },
        {
          flags: ['--human-readable'],
          isFlag: true,
          group: 'replication',
          help: 'With --replication: times as so many milliseconds ago.',
        },
      ],
      groups: { status: { title: 'Status' }, replication: { title: 'Replication' } },
    },
    'add-controller': { help: 'Make the controller of --command-config a voter.', arguments: [QUORUM_DRY_RUN] },
    'remove-controller': {
      help: 'Take a controller out of the voters.',
      arguments: [
        { flags: ['--controller-id', '-i'], type: 'Integer', required: true, help: 'Id of the controller.' },
        {
          flags: ['--controller-directory-id', '-d'],
          required: true,
          help: 'Id of the directory with its metadata log (directory.id).',
        },
        QUORUM_DRY_RUN,
      ],
    },
  },
}

const STORAGE_CONFIG: ArgumentSpec = {
  flags: ['--config', '-c'],
  required: true,
  help: 'Properties file of the server, which names its log directories.',
}
const STORAGE_RELEASE: ArgumentSpec = {
  flags: ['--release-version', '-r'],
  help: 'Release whose levels are meant, such as 4.0.',
}
const STORAGE_FEATURE: ArgumentSpec = {
  flags: ['--feature', '-f'],
  repeatable: true,
  help: 'Feature and level, name=level; may be given more than once.',
}

const STORAGE: ArgumentParser = {
  program: 'kafka-storage',
  description: 'The Kafka storage tool.',
  arguments: [],
  commands: {
    info: {
      help: 'Show whether the log directories of this node are formatted, and for which cluster.',
      arguments: [STORAGE_CONFIG],
    },
    format: {
      help: 'Prepare the log directories of a node before its first start.',
      arguments: [
        STORAGE_CONFIG,
        {
          flags: ['--cluster-id', '-t'],
          required: true,
          help: 'Id of the cluster, the same for all its nodes. random-uuid makes one.',
        },
        {
          flags: ['--add-scram', '-S'],
          repeatable: true,
          help: 'SCRAM password to begin with: SCRAM-SHA-256=[name=alice,password=secret]; may be given more than once.',
        },
        {
          flags: ['--ignore-formatted', '-g'],
          isFlag: true,
          help: 'Pass over log directories that are formatted already, instead of failing.',
        },
        STORAGE_RELEASE,
        STORAGE_FEATURE,
        {
          flags: ['--standalone', '-s'],
          isFlag: true,
          group: 'quorum',
          help: 'This controller is the whole quorum for now; others can be added later.',
        },
        {
          flags: ['--no-initial-controllers', '-N'],
          isFlag: true,
          group: 'quorum',
          help: 'The node joins a quorum that was formatted elsewhere.',
        },
        {
          flags: ['--initial-controllers', '-I'],
          group: 'quorum',
          help: 'The first voters, id@host:port:directory-id, separated by commas; the same for each of them.',
        },
      ],
      groups: { quorum: { exclusive: true } },
    },
    'version-mapping': {
      help: 'Show the levels that a release begins with; without one, the newest.',
      arguments: [STORAGE_RELEASE],
    },
    'feature-dependencies': {
      help: 'Show which levels of other features a level needs.',
      arguments: [{ ...STORAGE_FEATURE, required: true }],
    },
    'random-uuid': { help: 'Print a new id for a cluster.', arguments: [] },
  },
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
