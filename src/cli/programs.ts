/** Every program of Kafka's `bin/` that a terminal here can run. */
import type { Program } from './program.ts'
import { kafkaConfigs } from './tools/kafka-configs.ts'
import { kafkaConsoleConsumer } from './tools/kafka-console-consumer.ts'
import { kafkaConsoleProducer } from './tools/kafka-console-producer.ts'
import { kafkaConsumerGroups } from './tools/kafka-consumer-groups.ts'
import { kafkaDeleteRecords } from './tools/kafka-delete-records.ts'
import { kafkaTopics } from './tools/kafka-topics.ts'

export const programs: Readonly<Record<string, Program>> = {
  'kafka-configs.sh': kafkaConfigs,
  'kafka-console-consumer.sh': kafkaConsoleConsumer,
  'kafka-console-producer.sh': kafkaConsoleProducer,
  'kafka-delete-records.sh': kafkaDeleteRecords,
  'kafka-consumer-groups.sh': kafkaConsumerGroups,
  'kafka-topics.sh': kafkaTopics,
}
