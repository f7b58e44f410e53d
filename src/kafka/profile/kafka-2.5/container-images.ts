/** The project itself packs images since 3.7 only. */
export const IMAGES = {
  kafka: 'confluentinc/cp-kafka:5.5.0',
  keeper: 'confluentinc/cp-zookeeper:5.5.0',
  about: [
    'The Kafka project has images of its own since 3.7 only. Confluent Platform 5.5.0 packs Apache Kafka 2.5.0',
    'and the ZooKeeper that goes with it; inside it the tools have no .sh (kafka-topics, …).',
  ],
} as const
