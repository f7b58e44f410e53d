/** Every program of Kafka's `bin/` that a terminal here can run. */
import type { Program } from './program.ts'
import { kafkaTopics } from './tools/kafka-topics.ts'

export const programs: Readonly<Record<string, Program>> = {
  'kafka-topics.sh': kafkaTopics,
}
