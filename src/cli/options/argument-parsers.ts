import { CLUSTER } from '../tools/kafka-cluster.ts'
import { FEATURES } from '../tools/kafka-features.ts'
import { METADATA_QUORUM } from '../tools/kafka-metadata-quorum.ts'
import { PRODUCER_PERFORMANCE } from '../tools/kafka-producer-perf-test.ts'
import { STORAGE } from '../tools/kafka-storage.ts'
import { VERIFIABLE_CONSUMER } from '../tools/kafka-verifiable-consumer.ts'
import { VERIFIABLE_PRODUCER } from '../tools/kafka-verifiable-producer.ts'
import type { ArgumentParser } from './argparse.ts'

/** Tools whose options argparse4j reads. */
export const argumentParsers: Readonly<Record<string, ArgumentParser | undefined>> = {
  'kafka-cluster.sh': CLUSTER,
  'kafka-features.sh': FEATURES,
  'kafka-metadata-quorum.sh': METADATA_QUORUM,
  'kafka-producer-perf-test.sh': PRODUCER_PERFORMANCE,
  'kafka-storage.sh': STORAGE,
  'kafka-verifiable-consumer.sh': VERIFIABLE_CONSUMER,
  'kafka-verifiable-producer.sh': VERIFIABLE_PRODUCER,
}
