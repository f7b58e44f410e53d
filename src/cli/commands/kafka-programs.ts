/** The tools of Kafka's `bin/` that this simulator has. A new one is a file in `tools/` and a line here. */
import type { Program } from '../program.ts'
import { kafkaAcls } from '../tools/kafka-acls.ts'
import { kafkaBrokerApiVersions } from '../tools/kafka-broker-api-versions.ts'
import { kafkaCluster } from '../tools/kafka-cluster.ts'
import { kafkaConfigs } from '../tools/kafka-configs.ts'
import { kafkaConsoleConsumer } from '../tools/kafka-console-consumer.ts'
import { kafkaConsoleProducer } from '../tools/kafka-console-producer.ts'
import { kafkaConsumerGroups } from '../tools/kafka-consumer-groups.ts'
import { kafkaDeleteRecords } from '../tools/kafka-delete-records.ts'
import { kafkaDumpLog } from '../tools/kafka-dump-log.ts'
import { kafkaFeatures } from '../tools/kafka-features.ts'
import { kafkaGetOffsets } from '../tools/kafka-get-offsets.ts'
import { kafkaGroups } from '../tools/kafka-groups.ts'
import { kafkaLeaderElection } from '../tools/kafka-leader-election.ts'
import { kafkaLogDirs } from '../tools/kafka-log-dirs.ts'
import { kafkaMetadataQuorum } from '../tools/kafka-metadata-quorum.ts'
import { kafkaProducerPerfTest } from '../tools/kafka-producer-perf-test.ts'
import { kafkaReassignPartitions } from '../tools/kafka-reassign-partitions.ts'
import { kafkaRunClass } from '../tools/kafka-run-class.ts'
import { kafkaStorage } from '../tools/kafka-storage.ts'
import { kafkaTopics } from '../tools/kafka-topics.ts'
import { kafkaVerifiableConsumer } from '../tools/kafka-verifiable-consumer.ts'
import { kafkaVerifiableProducer } from '../tools/kafka-verifiable-producer.ts'

export const kafkaPrograms: Readonly<Record<string, Program>> = {
  'kafka-acls.sh': kafkaAcls,
  'kafka-broker-api-versions.sh': kafkaBrokerApiVersions,
  'kafka-cluster.sh': kafkaCluster,
  'kafka-configs.sh': kafkaConfigs,
  'kafka-console-consumer.sh': kafkaConsoleConsumer,
  'kafka-console-producer.sh': kafkaConsoleProducer,
  'kafka-consumer-groups.sh': kafkaConsumerGroups,
  'kafka-delete-records.sh': kafkaDeleteRecords,
  'kafka-dump-log.sh': kafkaDumpLog,
  'kafka-features.sh': kafkaFeatures,
  'kafka-get-offsets.sh': kafkaGetOffsets,
  'kafka-groups.sh': kafkaGroups,
  'kafka-leader-election.sh': kafkaLeaderElection,
  'kafka-log-dirs.sh': kafkaLogDirs,
  'kafka-metadata-quorum.sh': kafkaMetadataQuorum,
  'kafka-producer-perf-test.sh': kafkaProducerPerfTest,
  'kafka-reassign-partitions.sh': kafkaReassignPartitions,
  'kafka-run-class.sh': kafkaRunClass,
  'kafka-storage.sh': kafkaStorage,
  'kafka-topics.sh': kafkaTopics,
  'kafka-verifiable-consumer.sh': kafkaVerifiableConsumer,
  'kafka-verifiable-producer.sh': kafkaVerifiableProducer,
}
