/** The tools of Kafka's `bin/` that this simulator has. A new one is a file in `tools/` and a row here. */
import { kafkaAcls } from '../tools/kafka-acls.ts'
import { kafkaBrokerApiVersions } from '../tools/kafka-broker-api-versions.ts'
import { kafkaCluster } from '../tools/kafka-cluster.ts'
import { kafkaConfigs } from '../tools/kafka-configs.ts'
import { kafkaConsoleConsumer } from '../tools/kafka-console-consumer.ts'
import { kafkaConsoleProducer } from '../tools/kafka-console-producer.ts'
import { kafkaConsumerGroups } from '../tools/kafka-consumer-groups.ts'
import { kafkaConsumerPerfTest } from '../tools/kafka-consumer-perf-test.ts'
import { kafkaDeleteRecords } from '../tools/kafka-delete-records.ts'
import { kafkaDumpLog } from '../tools/kafka-dump-log.ts'
import { kafkaFeatures } from '../tools/kafka-features.ts'
import { kafkaGetOffsets } from '../tools/kafka-get-offsets.ts'
import { kafkaGroups } from '../tools/kafka-groups.ts'
import { kafkaLeaderElection } from '../tools/kafka-leader-election.ts'
import { kafkaLogDirs } from '../tools/kafka-log-dirs.ts'
import { kafkaMetadataQuorum } from '../tools/kafka-metadata-quorum.ts'
import { kafkaPreferredReplicaElection } from '../tools/kafka-preferred-replica-election.ts'
import { kafkaProducerPerfTest } from '../tools/kafka-producer-perf-test.ts'
import { kafkaReassignPartitions } from '../tools/kafka-reassign-partitions.ts'
import { kafkaRunClass } from '../tools/kafka-run-class.ts'
import { kafkaServerStart, kafkaServerStop } from '../tools/kafka-server-start.ts'
import { kafkaStorage } from '../tools/kafka-storage.ts'
import { kafkaTopics } from '../tools/kafka-topics.ts'
import { kafkaTransactions } from '../tools/kafka-transactions.ts'
import { kafkaVerifiableConsumer } from '../tools/kafka-verifiable-consumer.ts'
import { kafkaVerifiableProducer } from '../tools/kafka-verifiable-producer.ts'

import { zookeeperServerStart, zookeeperServerStop } from '../tools/zookeeper-server.ts'
import { zookeeperShell } from '../tools/zookeeper-shell.ts'
import type { KafkaTool } from './kafka-tool.ts'
import { brokerIds, entities, FORMATTER_PROPERTIES, READER_PROPERTIES, topicSettings } from './option-values.ts'

export const kafkaTools: readonly KafkaTool[] = [
  // Whatever principal, host or resource is named, a cluster without authorizer gives the answer that Kafka gives.
  { name: 'kafka-acls.sh', changes: ['--add', '--remove'], program: kafkaAcls },
  { name: 'kafka-broker-api-versions.sh', changes: 'never', program: kafkaBrokerApiVersions },
  { name: 'kafka-cluster.sh', changes: ['unregister'], since: '2.8', program: kafkaCluster },
  {
    name: 'kafka-configs.sh',
    changes: ['--alter'],
    limits: { refused: ['--zk-tls-config-file'] },
    values: {
      '--entity-type': ['brokers', 'client-metrics', 'clients', 'groups', 'ips', 'topics', 'users'],
      '--entity-name': entities,
      '--add-config': topicSettings,
      '--delete-config': topicSettings,
    },
    program: kafkaConfigs,
  },
  {
    name: 'kafka-console-consumer.sh',
    changes: 'always',
    values: {
      '--offset': ['earliest', 'latest'],
      '--isolation-level': ['read_committed', 'read_uncommitted'],
      '--formatter-property': FORMATTER_PROPERTIES,
      '--property': FORMATTER_PROPERTIES,
    },
    program: kafkaConsoleConsumer,
  },
  {
    name: 'kafka-console-producer.sh',
    changes: 'always',
    values: {
      '--compression-codec': ['gzip', 'lz4', 'none', 'snappy', 'zstd'],
      '--request-required-acks': ['0', '1', 'all'],
      '--reader-property': READER_PROPERTIES,
      '--property': READER_PROPERTIES,
    },
    program: kafkaConsoleProducer,
  },
  {
    name: 'kafka-consumer-groups.sh',
    changes: ['--delete', '--delete-offsets', '--execute'],
    program: kafkaConsumerGroups,
  },
  {
    name: 'kafka-consumer-perf-test.sh',
    changes: 'always',
    limits: { withoutEffect: ['--print-metrics'] },
    program: kafkaConsumerPerfTest,
  },
  { name: 'kafka-delete-records.sh', changes: 'always', program: kafkaDeleteRecords },
  {
    name: 'kafka-dump-log.sh',
    changes: 'never',
    limits: { withoutEffect: ['--max-message-size'] },
    program: kafkaDumpLog,
  },
  {
    name: 'kafka-features.sh',
    changes: ['upgrade', 'downgrade', 'disable'],
    since: '2.7',
    program: kafkaFeatures,
  },
  {
    name: 'kafka-get-offsets.sh',
    changes: 'never',
    since: '3.0',
    values: { '--time': ['earliest', 'latest', 'max-timestamp'] },
    program: kafkaGetOffsets,
  },
  { name: 'kafka-groups.sh', changes: 'never', since: '4.0', program: kafkaGroups },
  {
    name: 'kafka-leader-election.sh',
    changes: 'always',
    values: { '--election-type': ['preferred', 'unclean'] },
    program: kafkaLeaderElection,
  },
  { name: 'kafka-log-dirs.sh', changes: 'never', values: { '--broker-list': brokerIds }, program: kafkaLogDirs },
  {
    name: 'kafka-metadata-quorum.sh',
    changes: ['add-controller', 'remove-controller'],
    since: '3.3',
    program: kafkaMetadataQuorum,
  },
  {
    name: 'kafka-preferred-replica-election.sh',
    changes: 'always',
    until: '3.0',
    program: kafkaPreferredReplicaElection,
  },
  {
    name: 'kafka-producer-perf-test.sh',
    changes: 'always',
    limits: { withoutEffect: ['--print-metrics'] },
    program: kafkaProducerPerfTest,
  },
  {
    name: 'kafka-reassign-partitions.sh',
    changes: ['--execute', '--cancel'],
    values: { '--broker-list': brokerIds },
    program: kafkaReassignPartitions,
  },
  { name: 'kafka-run-class.sh', changes: 'always', program: kafkaRunClass },
  { name: 'kafka-server-start.sh', changes: 'always', program: kafkaServerStart },
  { name: 'kafka-server-stop.sh', changes: 'always', program: kafkaServerStop },
  {
    name: 'kafka-storage.sh',
    changes: ['format'],
    since: '2.8',
    program: kafkaStorage,
  },
  {
    name: 'kafka-topics.sh',
    changes: ['--create', '--delete', '--alter'],
    limits: { withoutEffect: ['--partition-size-limit-per-response'] },
    values: { '--config': topicSettings, '--delete-config': topicSettings },
    program: kafkaTopics,
  },
  {
    name: 'kafka-transactions.sh',
    changes: ['abort', 'forceTerminateTransaction'],
    since: '3.0',
    program: kafkaTransactions,
  },
  {
    name: 'kafka-verifiable-consumer.sh',
    changes: 'always',
    limits: { withoutEffect: ['--group-remote-assignor'] },
    values: { '--reset-policy': ['earliest', 'latest', 'none'], '--group-protocol': ['classic', 'consumer'] },
    program: kafkaVerifiableConsumer,
  },
  {
    name: 'kafka-verifiable-producer.sh',
    changes: 'always',
    values: { '--acks': ['0', '1', '-1'] },
    program: kafkaVerifiableProducer,
  },
  { name: 'zookeeper-server-start.sh', changes: 'always', until: '4.0', program: zookeeperServerStart },
  { name: 'zookeeper-server-stop.sh', changes: 'always', until: '4.0', program: zookeeperServerStop },
  { name: 'zookeeper-shell.sh', changes: 'always', until: '4.0', program: zookeeperShell },
]
