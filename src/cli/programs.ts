/** Every program of Kafka's `bin/` that a terminal here can run. */
import type { Program } from './program.ts'
import { kafkaConfigs } from './tools/kafka-configs.ts'
import { kafkaConsoleConsumer } from './tools/kafka-console-consumer.ts'
import { kafkaConsoleProducer } from './tools/kafka-console-producer.ts'
import { kafkaConsumerGroups } from './tools/kafka-consumer-groups.ts'
import { kafkaDeleteRecords } from './tools/kafka-delete-records.ts'
import { kafkaTopics } from './tools/kafka-topics.ts'
import { kafkaVerifiableConsumer } from './tools/kafka-verifiable-consumer.ts'
import { kafkaVerifiableProducer } from './tools/kafka-verifiable-producer.ts'

export const programs: Readonly<Record<string, Program>> = {
  'kafka-configs.sh': kafkaConfigs,
  'kafka-console-consumer.sh': kafkaConsoleConsumer,
  'kafka-console-producer.sh': kafkaConsoleProducer,
  'kafka-consumer-groups.sh': kafkaConsumerGroups,
  'kafka-delete-records.sh': kafkaDeleteRecords,
  'kafka-topics.sh': kafkaTopics,
  'kafka-verifiable-consumer.sh': kafkaVerifiableConsumer,
  'kafka-verifiable-producer.sh': kafkaVerifiableProducer,
}
