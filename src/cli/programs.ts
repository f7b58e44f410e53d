/** Every program of Kafka's `bin/` that a terminal here can run. */
import type { Program } from './program.ts'
import { kafkaConsumerGroups } from './tools/kafka-consumer-groups.ts'
import { kafkaTopics } from './tools/kafka-topics.ts'

export const programs: Readonly<Record<string, Program>> = {
  'kafka-consumer-groups.sh': kafkaConsumerGroups,
  'kafka-topics.sh': kafkaTopics,
}
